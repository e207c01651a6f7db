package org.loupe.workbench.internal.core;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers how long a window took, per method and device, without the opening of the session. The
 * run with the most windows counts, because single windows are slower than batches.
 */
final class RunTimes {
  private final Map<Key, Measured> measured = new ConcurrentHashMap<>();

  private record Key(String method, String device) {
    static Key of(RunRequest request) {
      return new Key(request.method(), request.device().map(Object::toString).orElse("auto"));
    }
  }

  private record Measured(int windows, Duration duration) {}

  /** Takes note of a finished run. */
  void add(RunRequest request, Duration duration) {
    measured.merge(
        Key.of(request),
        new Measured(request.windows().size(), duration),
        (old, now) -> now.windows() >= old.windows() ? now : old);
  }

  /** What the request will take; empty if nothing like it ran yet. */
  Optional<Duration> estimate(RunRequest request) {
    return Optional.ofNullable(measured.get(Key.of(request)))
        .map(
            known ->
                known.duration().multipliedBy(request.windows().size()).dividedBy(known.windows()));
  }
}
