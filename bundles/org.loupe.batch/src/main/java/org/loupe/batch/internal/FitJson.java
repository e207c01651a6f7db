package org.loupe.batch.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.StateDictMapping;
import org.loupe.checkpoint.StateDictProposal;
import org.loupe.checkpoint.TensorInfo;
import org.loupe.model.StateDictRules;

/** Whether a state dict fits an architecture, as JSON. */
final class FitJson {
  private FitJson() {}

  /** What rules come to. */
  static String of(StateDictMapping mapping) {
    return Json.text(document(mapping)) + System.lineSeparator();
  }

  /** What is proposed. */
  static String of(StateDictProposal proposal) {
    Map<String, Object> document = document(proposal.mapping());
    document.put("rows", proposal.rows().stream().map(FitJson::row).toList());
    document.put("leftOut", tensors(proposal.leftOver()));
    return Json.text(document) + System.lineSeparator();
  }

  /** Rules as they stand in a model card. */
  static Map<String, Object> rules(StateDictRules rules) {
    Map<String, Object> block = new LinkedHashMap<>();
    block.put("sections", rules.sections());
    block.put(
        "rename",
        rules.rename().stream().map(rule -> List.of(rule.pattern(), rule.replacement())).toList());
    block.put("ignore", rules.ignore());
    return block;
  }

  private static Map<String, Object> document(StateDictMapping mapping) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("file", mapping.checkpoint().toString());
    document.put("fits", mapping.isComplete());
    document.put("parameters", mapping.wanted());
    document.put("found", mapping.found());
    document.put("decisions", mapping.decisions());
    document.put("stateDict", rules(mapping.rules()));
    document.put("names", mapping.names());
    document.put("missing", tensors(mapping.missing()));
    document.put(
        "misfits",
        mapping.misfits().stream()
            .map(
                misfit ->
                    Map.of(
                        "checkpoint",
                        tensor(misfit.stored()),
                        "architecture",
                        tensor(misfit.wanted())))
            .toList());
    document.put("unread", mapping.unread());
    document.put("leftOver", mapping.leftOver());
    document.put("kept", tensors(mapping.kept()));
    return document;
  }

  private static Map<String, @Nullable Object> row(StateDictProposal.Row row) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    TensorInfo stored = row.stored();
    entry.put("checkpoint", stored == null ? null : tensor(stored));
    entry.put("architecture", tensor(row.wanted()));
    entry.put("confidence", row.confidence().name().toLowerCase(Locale.ROOT));
    entry.put("reason", row.reason());
    return entry;
  }

  private static List<Map<String, Object>> tensors(List<TensorInfo> tensors) {
    return tensors.stream().map(FitJson::tensor).toList();
  }

  private static Map<String, Object> tensor(TensorInfo tensor) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", tensor.name());
    entry.put("type", tensor.type().key());
    entry.put("shape", tensor.shape());
    return entry;
  }
}
