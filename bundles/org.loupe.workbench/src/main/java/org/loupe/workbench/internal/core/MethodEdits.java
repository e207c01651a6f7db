package org.loupe.workbench.internal.core;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The parameters that people changed, per method. */
public final class MethodEdits {
  private final Map<String, Observed<Map<String, String>>> changes = new ConcurrentHashMap<>();
  private final Observed<Map<String, Map<String, String>>> all = new Observed<>(Map.of());

  /** Those parameters of a method that differ from its defaults, by name, as text. */
  public Observed<Map<String, String>> changes(String method) {
    return changes.computeIfAbsent(method, this::begin);
  }

  /** The same of all methods whose parameters were changed, by the method's id. */
  public Observed<Map<String, Map<String, String>>> all() {
    return all;
  }

  /** Changes parameters of several methods. */
  public void restore(Map<String, Map<String, String>> kept) {
    kept.forEach((method, values) -> changes(method).set(Map.copyOf(values)));
  }

  void clear() {
    changes.values().forEach(observed -> observed.set(Map.of()));
  }

  private Observed<Map<String, String>> begin(String method) {
    Observed<Map<String, String>> observed = new Observed<>(Map.of());
    observed.onChange(now -> all.update(old -> with(old, method, now)));
    return observed;
  }

  private static Map<String, Map<String, String>> with(
      Map<String, Map<String, String>> old, String method, Map<String, String> values) {
    Map<String, Map<String, String>> changed = new TreeMap<>(old);
    changed.put(method, values);
    changed.values().removeIf(Map::isEmpty);
    return Map.copyOf(changed);
  }
}
