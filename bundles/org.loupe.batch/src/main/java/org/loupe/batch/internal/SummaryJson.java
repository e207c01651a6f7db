package org.loupe.batch.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.FileSummary;
import org.loupe.checkpoint.Signature;
import org.loupe.checkpoint.TensorInfo;
import org.loupe.model.Probe;
import org.loupe.project.ModelFamily.Member;

/** What a file is, as JSON. */
final class SummaryJson {
  private SummaryJson() {}

  /**
   * The document.
   *
   * @param member what a state dict is to a family of models, or null
   */
  static String of(FileSummary summary, @Nullable Member member) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("file", summary.file().toString());
    document.put("size", summary.size());
    document.put("kind", summary.kind().name().toLowerCase(Locale.ROOT));
    document.put("description", summary.description());
    document.put("class", summary.modelClass());
    document.put("format", summary.formatVersion());
    document.put(
        "inputs",
        summary.method("forward").map(Signature::arguments).orElse(List.of()).stream()
            .map(SummaryJson::argument)
            .toList());
    document.put("methods", summary.methods().stream().map(SummaryJson::method).toList());
    document.put("parameters", summary.parameterCount());
    document.put("tensors", summary.tensors().stream().map(SummaryJson::tensor).toList());
    document.put(
        "modules",
        summary.modules().stream()
            .map(module -> Map.of("path", module.path(), "type", module.type()))
            .toList());
    document.put("probes", summary.probes().all().stream().map(SummaryJson::probe).toList());
    document.put(
        "skipped",
        summary.probes().skipped().stream()
            .map(skipped -> Map.of("module", skipped.module(), "reason", skipped.reason()))
            .toList());
    document.put(
        "verification", summary.probes().verification().state().name().toLowerCase(Locale.ROOT));
    document.put("sections", summary.sections());
    document.put("values", finite(summary.values()));
    Map<String, Object> arrays = new LinkedHashMap<>();
    summary
        .arrays()
        .forEach(
            (name, array) -> {
              Map<String, Object> entry = new LinkedHashMap<>();
              entry.put("type", array.elementType().key());
              entry.put("shape", array.shape());
              arrays.put(name, entry);
            });
    document.put("arrays", arrays);
    document.put("remarks", summary.remarks());
    document.put("family", member == null ? null : family(member));
    return Json.text(document) + System.lineSeparator();
  }

  private static Map<String, @Nullable Object> family(Member member) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("description", member.description());
    entry.put("assumptions", member.assumptions());
    entry.put("problem", member.problem());
    return entry;
  }

  private static Map<String, @Nullable Object> argument(Signature.Argument argument) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("name", argument.name());
    entry.put("type", argument.type());
    entry.put("default", argument.defaultValue());
    return entry;
  }

  private static Map<String, Object> method(Signature method) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", method.name());
    entry.put("signature", method.describe());
    return entry;
  }

  private static Map<String, Object> tensor(TensorInfo tensor) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", tensor.name());
    entry.put("type", tensor.type().key());
    entry.put("shape", tensor.shape());
    entry.put("role", tensor.role().name().toLowerCase(Locale.ROOT));
    return entry;
  }

  private static Map<String, Object> probe(Probe probe) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", probe.name());
    entry.put("kind", probe.kind().name().toLowerCase(Locale.ROOT));
    entry.put("module", probe.module());
    entry.put("type", probe.type());
    return entry;
  }

  /** The same values, with null for numbers that JSON does not know. */
  private static @Nullable Object finite(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((key, inner) -> copy.put(String.valueOf(key), finite(inner)));
      return copy;
    } else if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(inner -> copy.add(finite(inner)));
      return copy;
    }
    return value instanceof Double number ? Json.number(number) : value;
  }
}
