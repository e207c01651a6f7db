package org.loupe.method.temporal.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Caveat;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Numbers;
import org.loupe.analysis.PerWindow;
import org.loupe.analysis.Resampling;
import org.loupe.model.PredictionHead;
import org.loupe.model.Progress;

/** What is worth saying about outputs when time spans change, each by a stated rule. */
final class SensitivityFindings {
  private static final double TWICE = 2;
  private static final double NOISE = 1e-5;
  private static final int LEAST_STEPS = 8;

  private final PredictionHead head;
  private final TimeSpans spans;
  private final SensitivitySummary summary;
  private final PerWindow byValue;
  private final int steps;
  private final int values;
  private final Resampling resampling;
  private final long seed;
  private final String windows;
  private final SpanUseFindings use;

  /**
   * @param byValue [N, asked · values]
   * @param windows '586 windows, 15 recordings'
   */
  SensitivityFindings(
      PredictionHead head,
      TimeSpans spans,
      SensitivitySummary summary,
      PerWindow byValue,
      int steps,
      int values,
      Resampling resampling,
      long seed,
      String windows) {
    this.head = head;
    this.spans = spans;
    this.summary = summary;
    this.byValue = byValue;
    this.steps = steps;
    this.values = values;
    this.resampling = resampling;
    this.seed = seed;
    this.windows = Resampling.phrase(windows);
    use = new SpanUseFindings(head, spans, summary, this.windows);
  }

  /** The findings whose rules hold. */
  List<Finding> all() {
    List<Finding> findings = new ArrayList<>();
    if (summary.isZero()) {
      findings.add(use.ignored());
    } else {
      sensitivity(findings);
      use.judged().ifPresent(findings::add);
      value(findings);
      window(findings);
      slope(findings);
      control(findings);
    }
    if (spans.isConstant()) {
      findings.add(
          Finding.caution(
              "regular_spans",
              String.format(
                  "All time spans are %s, so only their level was changed; whether the model uses that steps are irregular cannot be seen here.",
                  spans.text(spans.least())),
              List.of(spans.least()),
              "said when all time spans of the windows are the same",
              "sensitivity"));
    }
    findings.addAll(spans.cautions("sensitivity"));
    resampling.caution("sensitivity").ifPresent(findings::add);
    return findings;
  }

  /** What attributions to the time spans are to be read with; complete after {@link #all}. */
  List<Caveat> caveats() {
    return use.caveats();
  }

  private void sensitivity(List<Finding> findings) {
    List<String> parts = new ArrayList<>();
    List<Double> numbers = new ArrayList<>();
    Scales scales = summary.scales();
    for (int a = 0; a < scales.asked().length; a++) {
      int place = scales.place(a);
      if (scales.asked()[a] != 1) {
        double change = summary.changes().mean()[place];
        parts.add(
            "by "
                + Numbers.significant(change)
                + Numbers.inBrackets(summary.changes().interval(place))
                + " at "
                + Scales.text(scales.asked()[a])
                + share(change));
        numbers.add(change);
      }
    }
    if (!parts.isEmpty()) {
      findings.add(
          new Finding(
              "sensitivity",
              String.format(
                  "With all time spans scaled the %s of %s change on average %s (%s).",
                  outputs(), head.name(), String.join(", ", parts), windows),
              numbers,
              "said whenever outputs change: mean |change| over windows, steps and values at the scales that were asked for"
                  + (isCategorical() ? "" : ", beside the standard deviation of the " + spreadOf()),
              "sensitivity"));
    }
  }

  private String share(double change) {
    return isCategorical() || !(summary.spread() > 0)
        ? ""
        : ", "
            + Numbers.percent(change / summary.spread())
            + " of the standard deviation of the "
            + spreadOf();
  }

  private String spreadOf() {
    return summary.isSpreadOfTruth() ? "true values" : "outputs";
  }

  /** Which value changes most, at the scale that changes most. */
  private void value(List<Finding> findings) {
    int asking = greatestAsked();
    if (values < 2 || isCategorical() || asking < 0) {
      return;
    }
    Bootstrap.Means means =
        byValue.means(
            IntStream.range(0, byValue.windows()).toArray(), resampling, seed, Progress.none());
    if (!means.hasIntervals()) {
      return;
    }
    double[] low = means.low();
    double[] high = means.high();
    int first = asking * values;
    int most =
        IntStream.range(first, first + values)
            .reduce(first, (a, b) -> means.mean()[b] > means.mean()[a] ? b : a);
    double others =
        IntStream.range(first, first + values)
            .filter(v -> v != most)
            .mapToDouble(v -> high[v])
            .max()
            .orElse(0);
    if (low[most] > others) {
      findings.add(
          new Finding(
              "value",
              String.format(
                  "At %s '%s' changes most, by %s%s (%s).",
                  Scales.text(summary.scales().asked()[asking]),
                  name(head, most - first),
                  Numbers.significant(means.mean()[most]),
                  Numbers.inBrackets(means.interval(most)),
                  windows),
              List.of(means.mean()[most], others),
              "said when the interval of the value that changes most lies above those of all others",
              "values"));
    }
  }

  static String name(PredictionHead head, int value) {
    return value < head.labels().size() ? head.labels().get(value) : "value " + value;
  }

  /** The scale asked for that changes the outputs most; −1 if only 1 was. */
  private int greatestAsked() {
    Scales scales = summary.scales();
    return IntStream.range(0, scales.asked().length)
        .filter(a -> scales.asked()[a] != 1)
        .boxed()
        .max(
            (a, b) ->
                Double.compare(
                    summary.changes().mean()[scales.place(a)],
                    summary.changes().mean()[scales.place(b)]))
        .orElse(-1);
  }

  /** Whether changes build up along the window. */
  private void window(List<Finding> findings) {
    int asking = greatestAsked();
    if (steps < LEAST_STEPS || asking < 0) {
      return;
    }
    int offset = summary.scales().place(asking) * steps;
    int quarter = steps / 4;
    double first = Arrays.stream(summary.byStep(), offset, offset + quarter).average().orElse(0);
    double last =
        Arrays.stream(summary.byStep(), offset + steps - quarter, offset + steps)
            .average()
            .orElse(0);
    if (Math.max(first, last) < TWICE * Math.min(first, last)) {
      return;
    }
    findings.add(
        new Finding(
            "along_window",
            String.format(
                "At %s the outputs change %s along the window: by %s in the first quarter of the steps, by %s in the last (%s).",
                Scales.text(summary.scales().asked()[asking]),
                last > first ? "more and more" : "less and less",
                Numbers.significant(first),
                Numbers.significant(last),
                windows),
            List.of(first, last),
            "said when the mean |change| of the first and last quarter differ by a factor of 2 or more, at the scale that changes most",
            "by_step"));
  }

  /** The second opinion: what the gradient foretells. */
  private void slope(List<Finding> findings) {
    SlopeAgreement agreement = summary.agreement();
    if (agreement == null) {
      return;
    }
    String sentence =
        String.format(
            "Around scale 1 the gradient ∂F/∂Δt %s what scaling does: Σ ∂F/∂Δt · Δt and the change of F from %s to %s differ by %s of the latter (%s).",
            agreement.isClose() ? "foretells" : "does not foretell",
            Scales.text(agreement.below()),
            Scales.text(agreement.above()),
            Numbers.percent(agreement.difference()),
            windows);
    List<Double> numbers = List.of(agreement.difference(), agreement.below(), agreement.above());
    String rule =
        "said when there are scales on both sides of 1, no further than 1.5 times; agrees when the sum over windows of the differences is at most 25 % of the sum of the changes";
    findings.add(
        agreement.isClose()
            ? new Finding("gradient", sentence, numbers, rule, "gradient")
            : Finding.caution("gradient", sentence, numbers, rule, "gradient"));
  }

  /** At scale 1 nothing may change. */
  private void control(List<Finding> findings) {
    double[] all = summary.scales().all();
    int one = Arrays.binarySearch(all, 1);
    if (one < 0) {
      return;
    }
    double change = summary.changes().mean()[one];
    if (change > NOISE * Math.max(summary.spread(), Double.MIN_NORMAL)) {
      findings.add(
          Finding.caution(
              "not_deterministic",
              String.format(
                  "At scale 1, where nothing was changed, the outputs still change by %s (%s): the model is not deterministic, and other changes are no smaller than that by chance alone.",
                  Numbers.significant(change), windows),
              List.of(change),
              "said when the mean |change| at scale 1 exceeds 0.001 % of the standard deviation",
              "sensitivity"));
    }
  }

  private boolean isCategorical() {
    return head.kind() == PredictionHead.Kind.CATEGORICAL;
  }

  private String outputs() {
    return isCategorical() ? "class probabilities" : "outputs";
  }
}
