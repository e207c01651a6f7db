package org.loupe.method.drift.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The baseline's parameters beside another checkpoint's.
 *
 * @param checkpoint the other's name
 * @param parameters those that both have in one shape, in the baseline's order
 * @param lacking names of the baseline's that the other does not have like that
 */
record Pair(String checkpoint, List<Moved> parameters, List<String> lacking) {
  Pair {
    parameters = List.copyOf(parameters);
    lacking = List.copyOf(lacking);
  }

  /** All parameters as one vector. */
  Moved whole() {
    return Moved.together("all parameters", parameters);
  }

  /** The parameters of each module as one vector, in the model's order. */
  List<Moved> modules() {
    Map<String, List<Moved>> byModule = new LinkedHashMap<>();
    for (Moved parameter : parameters) {
      byModule
          .computeIfAbsent(module(parameter.name()), module -> new ArrayList<>())
          .add(parameter);
    }
    return byModule.entrySet().stream()
        .map(entry -> Moved.together(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static String module(String parameter) {
    int dot = parameter.lastIndexOf('.');
    return dot < 0 ? "(model)" : parameter.substring(0, dot);
  }
}
