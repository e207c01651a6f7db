package org.loupe.workbench.internal.core;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The parameters that people changed, per method, and the method they look at. */
public final class MethodEdits {
  private final Map<String, Observed<Map<String, String>>> changes = new ConcurrentHashMap<>();
  private final Observed<Optional<String>> active = new Observed<>(Optional.empty());

  /** Those parameters of a method that differ from its defaults, by name, as text. */
  public Observed<Map<String, String>> changes(String method) {
    return changes.computeIfAbsent(method, id -> new Observed<>(Map.of()));
  }

  /** Id of the method whose view is active. */
  public Observed<Optional<String>> active() {
    return active;
  }

  void clear() {
    changes.values().forEach(observed -> observed.set(Map.of()));
  }
}
