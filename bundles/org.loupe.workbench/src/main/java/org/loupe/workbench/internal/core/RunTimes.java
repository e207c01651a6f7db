package org.loupe.workbench.internal.core;

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
 */
final class RunTimes {
  /** A run on fewer windows than this share of a request only says how long it takes at most. */
  private static final int COMPARABLE = 8;

  /** Windows take at least this share of the time, whatever two noisy measurements say. */
  private static final double LEAST_GROWTH = 0.1;

  private final Set<Key> warm = ConcurrentHashMap.newKeySet();
  private final Map<Key, Measured> measured = new ConcurrentHashMap<>();
  private final Map<Key, Measured> few = new ConcurrentHashMap<>();

  private record Key(String method, int checkpoints, String device) {
    static Key of(RunRequest request) {
      return new Key(
          request.method(),
          request.checkpoints().size(),
          request.device().map(Object::toString).orElse("auto"));
    }
  }

  private record Measured(int windows, Duration duration) {
    double perWindow() {
      return (double) duration.toNanos() / windows;
    }
  }

  /** Takes note of a finished run. */
  void add(RunRequest request, Duration duration) {
    if (warm.add(Key.of(request)) && request.windows().size() < COMPARABLE) {
      return;
    }
    measured.merge(
        Key.of(request),
        new Measured(request.windows().size(), duration),
        (old, now) -> now.windows() >= old.windows() ? now : old);
  }

  /** Takes note of how long few windows take once the engine is warm. */
  void addFew(RunRequest request, Duration duration) {
    few.put(Key.of(request), new Measured(request.windows().size(), duration));
  }

  /** The number of windows that the method's time is known from; 0 before there is any. */
  int windows(RunRequest request) {
    Measured known = measured.get(Key.of(request));
    return known == null ? 0 : known.windows();
  }

  /** What cannot be measured is not tried again: keeps what is known, as if it were of these. */
  void giveUp(RunRequest request) {
    int windows = request.windows().size();
    measured.computeIfPresent(
        Key.of(request), (key, known) -> new Measured(windows, nanos(known.perWindow() * windows)));
  }

  /** What the request will take; empty if nothing like it ran yet. */
  Optional<Estimate> estimate(RunRequest request) {
    Measured known = measured.get(Key.of(request));
    Measured less = few.get(Key.of(request));
    int windows = request.windows().size();
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
