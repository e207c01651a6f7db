package org.loupe.workbench.internal.core;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The parameters that people changed, per method. */
public final class MethodEdits {
  private final Map<String, Observed<Map<String, String>>> changes = new ConcurrentHashMap<>();

  /** Those parameters of a method that differ from its defaults, by name, as text. */
  public Observed<Map<String, String>> changes(String method) {
    return changes.computeIfAbsent(method, id -> new Observed<>(Map.of()));
  }

  void clear() {
    changes.values().forEach(observed -> observed.set(Map.of()));
  }
}
