package org.loupe.batch.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loupe.analysis.Provenance;
import org.loupe.project.WindowExpression;

/** Says in what results of one method and checkpoint differ from each other. */
final class Variants {
  private Variants() {}

  /** For each of them 'prediction_head=command, windows 0-9'; empty texts where there is one. */
  static List<String> of(List<Provenance> results) {
    List<Map<String, String>> traits = results.stream().map(Variants::traits).toList();
    Set<String> names = new LinkedHashSet<>();
    traits.forEach(each -> names.addAll(each.keySet()));
    names.removeIf(
        name -> traits.stream().map(each -> each.getOrDefault(name, "")).distinct().count() < 2);
    List<String> words = new ArrayList<>();
    for (Map<String, String> each : traits) {
      List<String> parts = new ArrayList<>();
      names.forEach(name -> parts.add(name + each.getOrDefault(name, "")));
      words.add(String.join(", ", parts));
    }
    return words;
  }

  private static Map<String, String> traits(Provenance provenance) {
    Map<String, String> traits = new LinkedHashMap<>();
    provenance.parameters().forEach((name, value) -> traits.put(name + "=", value));
    traits.put("data ", provenance.dataset());
    traits.put("windows ", WindowExpression.of(provenance.windows()));
    traits.put("seed ", Long.toString(provenance.seed()));
    return traits;
  }
}
