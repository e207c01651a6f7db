package org.loupe.method.temporal.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Caveat;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Numbers;
import org.loupe.analysis.PerWindow;
import org.loupe.analysis.Resampling;
import org.loupe.model.PredictionHead;
import org.loupe.model.Progress;

/** What is worth saying about the time spans, each by a stated rule. */
final class SensitivityFindings {
  /** A change below this share of the spread is next to nothing. */
  private static final double LITTLE = 0.01;

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
  private final List<Caveat> caveats = new ArrayList<>();

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
  }

  /** The findings whose rules hold. */
  List<Finding> all() {
    List<Finding> findings = new ArrayList<>();
    if (summary.isZero()) {
      findings.add(ignored());
    } else {
      sensitivity(findings);
      use(findings);
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
    return List.copyOf(caveats);
  }

  private Finding ignored() {
    String sentence =
        String.format(
            "Prediction head %s ignores its time spans: no output changes at all when they do (%s).",
            head.name(), windows);
    caveats.add(new Caveat(head.name(), spans.input(), sentence));
    return Finding.caution(
        "ignores_spans",
        sentence,
        List.of(0.0),
        "said when the outputs are exactly the same at every scale and with spans of another window",
        "sensitivity");
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
                + interval(summary.changes().interval(place))
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

  /** Whether the model would miss its own spans. */
  private void use(List<Finding> findings) {
    Bootstrap.Means errors = summary.errors();
    Bootstrap.Means rises = summary.errorChanges();
    if (summary.alternatives().isEmpty()) {
      return;
    }
    if (errors == null || rises == null) {
      little(findings);
      return;
    }
    if (!rises.hasIntervals()) {
      return;
    }
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
      parts.add(
          Numbers.significant(errors.mean()[column + 1])
              + " with "
              + each.words(spans)
              + " (change"
              + interval(rises.interval(column)).replaceFirst("^ \\(", " ").replaceFirst("\\)$", "")
              + ")");
      numbers.add(errors.mean()[column + 1]);
    }
    String measured =
        String.format(
            "its %s is %s with the true spans, %s (%s)",
            error(), Numbers.significant(errors.mean()[0]), String.join(", ", parts), windows);
    if (used) {
      findings.add(
          new Finding(
              "uses_spans",
              "Prediction head " + head.name() + " uses its time spans: " + measured + ".",
              numbers,
              "said when the interval of the rise of the error lies above 0 with all spans 1 or at their mean",
              "errors"));
      return;
    }
    String sentence =
        "Prediction head "
            + head.name()
            + " gains nothing from its time spans: "
            + measured
            + (disturbed
                ? ". It is not blind to them, since spans of another window do harm."
                : ".");
    findings.add(
        Finding.caution(
            "ignores_spans",
            sentence,
            numbers,
            "said when the interval of the rise of the error lies above 0 neither with all spans 1 nor with all at their mean",
            "errors"));
    caveats.add(new Caveat(head.name(), spans.input(), sentence));
  }

  /** Without true values only the size of the change can be judged. */
  private void little(List<Finding> findings) {
    double greatest =
        summary.alternatives().stream()
            .mapToDouble(each -> summary.changes().mean()[summary.column(each)])
            .max()
            .orElse(0);
    double share = greatest / summary.spread();
    if (share < LITTLE) {
      String sentence =
          String.format(
              "Prediction head %s all but ignores its time spans: with spans that say nothing of the window's own its outputs change by %s of their standard deviation at most (%s).",
              head.name(), Numbers.percent(share), windows);
      findings.add(
          Finding.caution(
              "ignores_spans",
              sentence,
              List.of(share),
              "said without true values when the mean |change| stays below 1 % of the outputs' standard deviation with all spans 1, at their mean, and of another window",
              "sensitivity"));
      caveats.add(new Caveat(head.name(), spans.input(), sentence));
    }
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
                  interval(means.interval(most)),
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

  private String error() {
    return isCategorical() ? "error rate" : "mean squared error";
  }

  private static String interval(@Nullable Interval interval) {
    return interval == null
        ? ""
        : " (95 % interval "
            + Numbers.significant(interval.low())
            + " to "
            + Numbers.significant(interval.high())
            + ")";
  }
}
