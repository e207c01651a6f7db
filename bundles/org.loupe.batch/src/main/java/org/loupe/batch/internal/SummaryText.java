package org.loupe.batch.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.FileSummary;
import org.loupe.checkpoint.Signature;
import org.loupe.checkpoint.TensorInfo;
import org.loupe.model.Probe;
import org.loupe.model.Probes;
import org.loupe.project.ModelFamily.Member;

/** What a file is, for people. */
final class SummaryText {
  private static final int MOST_ENTRIES = 30;

  private final StringBuilder text = new StringBuilder();

  private SummaryText() {}

  /**
   * The text.
   *
   * @param member what a state dict is to a family of models, or null
   */
  static String of(FileSummary summary, @Nullable Member member) {
    SummaryText text = new SummaryText();
    text.head(summary);
    text.family(member);
    text.list("inputs", inputs(summary));
    text.list("methods", summary.methods().stream().map(Signature::describe).toList());
    text.list("sections", summary.sections());
    text.values("values", summary.values(), "");
    text.list(
        "arrays",
        summary.arrays().entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
    text.probes(summary.probes());
    text.tensors(summary);
    text.list(
        "sub-modules",
        summary.modules().stream().map(module -> module.path() + ": " + module.type()).toList());
    return text.text.toString();
  }

  private static List<String> inputs(FileSummary summary) {
    return summary.method("forward").map(Signature::arguments).orElse(List.of()).stream()
        .map(Signature.Argument::toString)
        .toList();
  }

  private void head(FileSummary summary) {
    line("file: " + summary.file());
    line("kind: " + summary.description());
    line(String.format(Locale.ROOT, "size: %,d bytes", summary.size()));
    if (summary.modelClass() != null) {
      line("class: " + summary.modelClass());
    }
    summary.remarks().forEach(remark -> line("remark: " + remark));
  }

  private void family(@Nullable Member member) {
    if (member != null) {
      line("recognised as " + member.description() + ": it needs no architecture");
      member.assumptions().forEach(sentence -> line("assumed: " + sentence));
      if (member.problem() != null) {
        line("missing: " + member.problem());
      }
    }
  }

  private void probes(Probes probes) {
    List<Probe> attention = probes.of(Probe.Kind.ATTENTION);
    int outputs = probes.all().size() - attention.size();
    if (!probes.all().isEmpty()) {
      line(
          "probes: outputs of "
              + outputs
              + " modules, weights of "
              + attention.size()
              + " attentions (not verified yet)");
      shortened(attention.stream().map(Probe::name).toList());
    }
    if (!probes.skipped().isEmpty()) {
      line("skipped: " + probes.skipped().size());
      shortened(probes.skipped().stream().map(SummaryText::skipped).toList());
    }
  }

  private static String skipped(Probes.Skipped skipped) {
    String place = skipped.module().isEmpty() ? "the model" : skipped.module();
    return place + ": " + skipped.reason();
  }

  private void shortened(List<String> entries) {
    entries.stream().limit(MOST_ENTRIES).forEach(entry -> line("  " + entry));
    if (entries.size() > MOST_ENTRIES) {
      line("  and " + (entries.size() - MOST_ENTRIES) + " more, which --json lists");
    }
  }

  private void tensors(FileSummary summary) {
    if (!summary.tensors().isEmpty()) {
      line(String.format(Locale.ROOT, "parameters: %,d numbers", summary.parameterCount()));
      summary.tensors().forEach(tensor -> line("  " + tensor(tensor)));
    }
  }

  private static String tensor(TensorInfo tensor) {
    String role = tensor.role() == TensorInfo.Role.BUFFER ? " (buffer)" : "";
    return tensor.name() + ": " + tensor.describe() + role;
  }

  private void list(String title, List<String> entries) {
    if (!entries.isEmpty()) {
      line(title + ":");
      entries.forEach(entry -> line("  " + entry));
    }
  }

  private void values(String title, @Nullable Object value, String indent) {
    if (value instanceof Map<?, ?> map) {
      if (!map.isEmpty()) {
        line(indent + title + ":");
        map.forEach((key, inner) -> values(String.valueOf(key), inner, indent + "  "));
      }
    } else {
      line(indent + title + ": " + value);
    }
  }

  private void line(String line) {
    text.append(harmless(line)).append(System.lineSeparator());
  }

  /** What stands in a file must not steer the terminal. */
  static String harmless(String line) {
    return line.replaceAll("\\p{Cntrl}", "?");
  }
}
