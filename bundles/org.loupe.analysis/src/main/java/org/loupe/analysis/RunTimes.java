package org.loupe.analysis;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers how long windows took, per method, number of checkpoints and device, without the
 * opening of the session. The run with the most windows counts, because single windows are slower
 * than batches; a rehearsal on few windows tells which part of it does not grow with them. A short
 * first run does not count at all: it mostly measures how an engine warms up.
 *
 * <p>Thread-safe.
 */
public final class RunTimes {
  /** A run on fewer windows than this share of a request only says how long it takes at most. */
  private static final int COMPARABLE = 8;

  /** Windows take at least this share of the time, whatever two noisy measurements say. */
  private static final double LEAST_GROWTH = 0.1;

  private final Set<Key> warm = ConcurrentHashMap.newKeySet();
  private final Map<Key, Measured> measured = new ConcurrentHashMap<>();
  private final Map<Key, Measured> few = new ConcurrentHashMap<>();

  /**
   * What takes time.
   *
   * @param method the method's id
   * @param checkpoints how many it looks at
   * @param device PyTorch's name of the device, or auto
   * @param windows on how many windows
   */
  public record Work(String method, int checkpoints, String device, int windows) {
    private Key key() {
      return new Key(method, checkpoints, device);
    }
  }

  private record Key(String method, int checkpoints, String device) {}

  /** Knows nothing yet. */
  public RunTimes() {}

  private record Measured(int windows, Duration duration) {
    double perWindow() {
      return (double) duration.toNanos() / windows;
    }
  }

  /** Takes note of a finished run. */
  public void add(Work work, Duration duration) {
    if (warm.add(work.key()) && work.windows() < COMPARABLE) {
      return;
    }
    measured.merge(
        work.key(),
        new Measured(work.windows(), duration),
        (old, now) -> now.windows() >= old.windows() ? now : old);
  }

  /** Takes note of how long few windows take once the engine is warm. */
  public void addFew(Work work, Duration duration) {
    few.put(work.key(), new Measured(work.windows(), duration));
  }

  /** The number of windows that the method's time is known from; 0 before there is any. */
  public int windows(Work work) {
    Measured known = measured.get(work.key());
    return known == null ? 0 : known.windows();
  }

  /** What cannot be measured is not tried again: keeps what is known, as if it were of these. */
  public void giveUp(Work work) {
    int windows = work.windows();
    measured.computeIfPresent(
        work.key(), (key, known) -> new Measured(windows, nanos(known.perWindow() * windows)));
  }

  /** What the work will take; empty if nothing like it ran yet. */
  public Optional<Estimate> estimate(Work work) {
    Measured known = measured.get(work.key());
    Measured less = few.get(work.key());
    int windows = work.windows();
    if (known == null) {
      return Optional.empty();
    } else if (less == null || less.windows() >= known.windows()) {
      return Optional.of(
          new Estimate(nanos(known.perWindow() * windows), windows > COMPARABLE * known.windows()));
    }
    double growth =
        (double) (known.duration().toNanos() - less.duration().toNanos())
            / (known.windows() - less.windows());
    growth = Math.max(growth, LEAST_GROWTH * known.perWindow());
    double time = known.duration().toNanos() + growth * (windows - known.windows());
    return Optional.of(new Estimate(nanos(Math.max(time, growth * windows)), false));
  }

  private static Duration nanos(double nanos) {
    return Duration.ofNanos(Math.round(nanos));
  }
}
