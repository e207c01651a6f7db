package org.loupe.batch.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.loupe.checkpoint.StateDictMapping;
import org.loupe.checkpoint.StateDictProposal;
import org.loupe.checkpoint.StateDictProposal.Confidence;
import org.loupe.checkpoint.StateDictProposal.Row;
import org.loupe.checkpoint.TensorInfo;
import org.loupe.model.StateDictRules;

/** Whether a state dict fits an architecture, for people. */
final class FitText {
  private final StringBuilder text = new StringBuilder();

  private FitText() {}

  /** What rules come to: all that does not fit. */
  static String of(StateDictMapping mapping) {
    FitText text = new FitText();
    text.head(mapping);
    text.list("missing", mapping.missing().stream().map(FitText::tensor).toList());
    text.list(
        "of another shape or type",
        mapping.misfits().stream().map(StateDictMapping.Misfit::describe).toList());
    text.list(
        "not readable",
        mapping.unread().entrySet().stream().map(e -> e.getKey() + " is " + e.getValue()).toList());
    text.list(
        "left over",
        mapping.leftOver().entrySet().stream()
            .map(
                e ->
                    e.getKey().equals(e.getValue())
                        ? e.getKey()
                        : e.getKey() + " → " + e.getValue())
            .toList());
    text.kept(mapping.kept());
    return text.text.toString();
  }

  /** What is proposed: the table, what is left out, and the rules. */
  static String of(StateDictProposal proposal) {
    FitText text = new FitText();
    text.head(proposal.mapping());
    text.table(proposal.rows());
    text.list("left out", proposal.leftOver().stream().map(FitText::tensor).toList());
    text.line(
        "%d sure, %d doubtful, %d missing, %d buffers kept, %d left out"
            .formatted(
                proposal.count(Confidence.SURE),
                proposal.count(Confidence.DOUBTFUL),
                proposal.count(Confidence.MISSING),
                proposal.count(Confidence.KEPT),
                proposal.leftOver().size()));
    text.line(
        proposal.mapping().isComplete()
            ? "For the model card, once the table is right:"
            : "For the model card; it does not fit yet:");
    text.rules(proposal.rules());
    return text.text.toString();
  }

  private void head(StateDictMapping mapping) {
    line("file: " + mapping.checkpoint());
    line(
        String.format(
            Locale.ROOT,
            "fits: %s, %d of %d parameters are found",
            mapping.isComplete() ? "yes" : "no",
            mapping.found(),
            mapping.wanted()));
    mapping.decisions().forEach(decision -> line("remark: " + decision));
  }

  private void kept(List<TensorInfo> kept) {
    list(
        "buffers that stay as the architecture has them",
        kept.stream().map(FitText::tensor).toList());
  }

  private void table(List<Row> rows) {
    List<String> left = rows.stream().map(FitText::left).toList();
    List<String> right = rows.stream().map(row -> tensor(row.wanted())).toList();
    int first = width("checkpoint", left);
    int second = width("architecture", right);
    String format = "%-" + first + "s  %-" + second + "s  %s";
    line(format.formatted("checkpoint", "architecture", "why"));
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      String why = row.confidence().name().toLowerCase(Locale.ROOT) + ": " + row.reason();
      line(format.formatted(left.get(i), right.get(i), why));
    }
  }

  private static String left(Row row) {
    TensorInfo stored = row.stored();
    return stored == null ? "-" : tensor(stored);
  }

  private static int width(String title, List<String> cells) {
    return Math.max(title.length(), cells.stream().mapToInt(String::length).max().orElse(0));
  }

  private void rules(StateDictRules rules) {
    Json.text(Map.of("stateDict", FitJson.rules(rules))).lines().forEach(this::line);
  }

  private static String tensor(TensorInfo tensor) {
    return tensor.name() + " " + tensor.describe();
  }

  private void list(String title, List<String> entries) {
    if (!entries.isEmpty()) {
      line(title + ":");
      entries.forEach(entry -> line("  " + entry));
    }
  }

  private void line(String line) {
    text.append(SummaryText.harmless(line)).append(System.lineSeparator());
  }
}
