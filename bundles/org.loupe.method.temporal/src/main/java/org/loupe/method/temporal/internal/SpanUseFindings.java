package org.loupe.method.temporal.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Caveat;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Numbers;
import org.loupe.model.PredictionHead;

/**
 * Whether a model uses its time spans, and what attributions to them are to be read with where it
 * does not.
 */
final class SpanUseFindings {
  /** A change below this share of the spread is next to nothing. */
  private static final double LITTLE = 0.01;

  private final PredictionHead head;
  private final TimeSpans spans;
  private final SensitivitySummary summary;
  private final String windows;
  private final List<Caveat> caveats = new ArrayList<>();

  /**
   * @param windows as they stand in brackets: '586 windows, 15 recordings'
   */
  SpanUseFindings(
      PredictionHead head, TimeSpans spans, SensitivitySummary summary, String windows) {
    this.head = head;
    this.spans = spans;
    this.summary = summary;
    this.windows = windows;
  }

  /** Complete once the findings were asked for. */
  List<Caveat> caveats() {
    return List.copyOf(caveats);
  }

  /** Where no output changes at all. */
  Finding ignored() {
    return ignoring(
        String.format(
            "Prediction head %s ignores its time spans: no output changes at all when they do (%s).",
            head.name(), windows),
        List.of(0.0),
        "said when the outputs are exactly the same at every scale and with spans of another window",
        "sensitivity");
  }

  /** Whether the model would miss its own spans. */
  Optional<Finding> judged() {
    Bootstrap.Means errors = summary.errors();
    Bootstrap.Means rises = summary.errorChanges();
    if (summary.alternatives().isEmpty()) {
      return Optional.empty();
    } else if (errors == null || rises == null) {
      return little();
    }
    return rises.hasIntervals() ? Optional.of(held(errors, rises)) : Optional.empty();
  }

  /** Held against the true values. */
  private Finding held(Bootstrap.Means errors, Bootstrap.Means rises) {
    double[] low = rises.low();
    boolean used =
        summary.alternatives().stream()
            .anyMatch(each -> each.isConstant() && low[summary.column(each)] > 0);
    boolean disturbed =
        summary.alternatives().contains(Alternative.OTHER)
            && low[summary.column(Alternative.OTHER)] > 0;
    List<String> parts = new ArrayList<>();
    List<Double> numbers = new ArrayList<>(List.of(errors.mean()[0]));
    for (Alternative each : summary.alternatives()) {
      int column = summary.column(each);
      Interval rise = rises.interval(column);
      parts.add(
          Numbers.significant(errors.mean()[column + 1])
              + " with "
              + each.words(spans)
              + " (change"
              + (rise == null ? "" : " " + Numbers.interval(rise.low(), rise.high()))
              + ")");
      numbers.add(errors.mean()[column + 1]);
    }
    String measured =
        String.format(
            "its %s is %s with the true spans, %s (%s)",
            error(), Numbers.significant(errors.mean()[0]), String.join(", ", parts), windows);
    if (used) {
      return new Finding(
          "uses_spans",
          "Prediction head " + head.name() + " uses its time spans: " + measured + ".",
          numbers,
          "said when the interval of the rise of the error lies above 0 with all spans 1 or at their mean",
          "errors");
    }
    String sentence =
        "Prediction head "
            + head.name()
            + " gains nothing from its time spans: "
            + measured
            + (disturbed
                ? ". It is not blind to them, since spans of another window do harm."
                : ".");
    return ignoring(
        sentence,
        numbers,
        "said when the interval of the rise of the error lies above 0 neither with all spans 1 nor with all at their mean",
        "errors");
  }

  /** Without true values only the size of the change can be judged. */
  private Optional<Finding> little() {
    double greatest =
        summary.alternatives().stream()
            .mapToDouble(each -> summary.changes().mean()[summary.column(each)])
            .max()
            .orElse(0);
    double share = greatest / summary.spread();
    // The share of nothing is no number.
    if (Double.isNaN(share) || share >= LITTLE) {
      return Optional.empty();
    }
    return Optional.of(
        ignoring(
            String.format(
                "Prediction head %s all but ignores its time spans: with spans that say nothing of the window's own its outputs change by %s of their standard deviation at most (%s).",
                head.name(), Numbers.percent(share), windows),
            List.of(share),
            "said without true values when the mean |change| stays below 1 % of the outputs' standard deviation with all spans 1, at their mean, and of another window",
            "sensitivity"));
  }

  private Finding ignoring(String sentence, List<Double> numbers, String rule, String figure) {
    caveats.add(new Caveat(head.name(), spans.input(), sentence));
    return Finding.caution("ignores_spans", sentence, numbers, rule, figure);
  }

  private String error() {
    return head.kind() == PredictionHead.Kind.CATEGORICAL ? "error rate" : "mean squared error";
  }
}
