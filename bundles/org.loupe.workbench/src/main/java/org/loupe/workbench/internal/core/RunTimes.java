package org.loupe.workbench.internal.core;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers how long a window took, per method and device, without the opening of the session. The
 * run with the most windows counts, because single windows are slower than batches. A short first
 * run does not count at all: it mostly measures how an engine warms up.
 */
final class RunTimes {
  private final Set<Key> warm = ConcurrentHashMap.newKeySet();
  private final Map<Key, Measured> measured = new ConcurrentHashMap<>();

  private record Key(String method, String device) {
    static Key of(RunRequest request) {
      return new Key(request.method(), request.device().map(Object::toString).orElse("auto"));
    }
  }

  /** A run on fewer windows than this share of a request only says how long it takes at most. */
  private static final int COMPARABLE = 8;

  private record Measured(int windows, Duration duration) {}

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

  /** The number of windows that the method's time is known from; 0 before there is any. */
  int windows(RunRequest request) {
    Measured known = measured.get(Key.of(request));
    return known == null ? 0 : known.windows();
  }

  /** What cannot be measured is not tried again: keeps what is known, as if it were of these. */
  void giveUp(RunRequest request) {
    measured.computeIfPresent(
        Key.of(request),
        (key, known) -> {
          int windows = request.windows().size();
          return new Measured(
              windows, known.duration().multipliedBy(windows).dividedBy(known.windows()));
        });
  }

  /** What the request will take; empty if nothing like it ran yet. */
  Optional<Estimate> estimate(RunRequest request) {
    return Optional.ofNullable(measured.get(Key.of(request)))
        .map(
            known -> {
              int windows = request.windows().size();
              return new Estimate(
                  known.duration().multipliedBy(windows).dividedBy(known.windows()),
                  windows > COMPARABLE * known.windows());
            });
  }
}
