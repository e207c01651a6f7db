package org.loupe.method.heads.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Numbers;

/** What is worth saying about prediction heads, each by a stated rule. */
final class HeadsFindings {
  private static final double CORRELATED = 0.2;
  private static final double CONFUSED = 0.2;
  private static final int ENOUGH = 20;

  private final Summary summary;
  private final HeadsParameters parameters;
  private final List<Finding> findings = new ArrayList<>();

  HeadsFindings(Summary summary, HeadsParameters parameters) {
    this.summary = summary;
    this.parameters = parameters;
  }

  List<Finding> all() {
    noTruth();
    ends();
    baseline(
        Measure.MAJORITY,
        Measure.OVER_MAJORITY,
        "always saying its most frequent class",
        "majority");
    baseline(
        Measure.PREVIOUS,
        Measure.OVER_PREVIOUS,
        "repeating the true class of the position before",
        "repeating");
    baseline(
        Measure.ZEROED,
        Measure.OVER_ZEROED,
        "the model itself with its explained inputs zeroed",
        "zeroed");
    baseline(
        Measure.SHUFFLED,
        Measure.OVER_SHUFFLED,
        "the model itself with the explained inputs of other windows",
        "shuffled");
    calibration();
    correlated();
    confused();
    regression();
    notFinite();
    summary.resampling().caution("accuracy").ifPresent(findings::add);
    findings.addAll(new HeadsAdvice(summary).all());
    return List.copyOf(findings);
  }

  private void noTruth() {
    List<String> unknown =
        summary.heads().stream().filter(head -> !head.isScored()).map(HeadSummary::name).toList();
    if (!unknown.isEmpty()) {
      findings.add(
          Finding.caution(
              "no_truth",
              String.format(
                  "Of prediction head%s %s no position has a true value in these windows (%s): accuracy is not available, only confidence.",
                  unknown.size() == 1 ? "" : "s", String.join(", ", unknown), summary.windows()),
              List.of((double) unknown.size()),
              "said when a categorical prediction head has no position with a true class",
              "accuracy"));
    }
  }

  private void ends() {
    List<HeadSummary> scored =
        summary.scored().stream()
            .sorted(Comparator.comparingDouble(head -> -head.value(Measure.ACCURACY)))
            .toList();
    if (scored.isEmpty()) {
      return;
    }
    HeadSummary best = scored.get(0);
    HeadSummary worst = scored.get(scored.size() - 1);
    boolean alike = best.value(Measure.ACCURACY) == worst.value(Measure.ACCURACY);
    String sentence =
        scored.size() == 1
            ? accuracy(best) + "."
            : alike
                ? String.format(
                    Locale.ROOT,
                    "All %d prediction heads are right at %s of their positions (%s).",
                    scored.size(),
                    Numbers.percent(best.value(Measure.ACCURACY)),
                    summary.windows())
                : "Most often right is "
                    + accuracy(best)
                    + "; least often "
                    + accuracy(worst)
                    + ".";
    findings.add(
        new Finding(
            "accuracy",
            sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1),
            List.of(best.value(Measure.ACCURACY), worst.value(Measure.ACCURACY)),
            "said whenever true values are known; positions are "
                + (parameters.masked()
                    ? "those that the masks let count"
                    : "all that have a true class"),
            "accuracy"));
  }

  private static String accuracy(HeadSummary head) {
    return String.format(
        Locale.ROOT,
        "prediction head %s with %s of %d positions%s",
        head.name(),
        Numbers.percent(head.value(Measure.ACCURACY)),
        head.positions(),
        Numbers.percents(head.interval(Measure.ACCURACY)));
  }

  private void baseline(Measure accuracy, Measure over, String what, String id) {
    for (HeadSummary head : summary.scored()) {
      Interval interval = head.interval(over);
      if (interval != null && interval.low() <= 0) {
        boolean worse = interval.high() < 0;
        findings.add(
            new Finding(
                "not_above_" + id + "." + head.name(),
                String.format(
                    Locale.ROOT,
                    "Prediction head %s is %s %s: %s against %s, a difference of %s points (95 %% interval %s to %s).",
                    head.name(),
                    worse ? "right less often than" : "not surely right more often than",
                    what,
                    Numbers.percent(head.value(accuracy) + head.value(over)),
                    Numbers.percent(head.value(accuracy)),
                    Numbers.signed(100 * head.value(over), 1),
                    Numbers.signed(100 * interval.low(), 1),
                    Numbers.signed(100 * interval.high(), 1)),
                List.of(head.value(accuracy), head.value(over), interval.low(), interval.high()),
                "said when the 95 % interval of the difference of accuracies at the same positions begins at or below 0",
                "accuracy"));
      }
    }
  }

  private void calibration() {
    for (HeadSummary head : summary.scored()) {
      Interval gap = head.interval(Measure.GAP);
      if (gap != null && (gap.low() > 0 || gap.high() < 0)) {
        findings.add(
            new Finding(
                "calibration/" + head.name(),
                String.format(
                    Locale.ROOT,
                    "Prediction head %s is %s sure than it is right: mean confidence %s, accuracy %s, a difference of %s points (95 %% interval %s to %s); its expected calibration error is %.3f.",
                    head.name(),
                    gap.low() > 0 ? "more" : "less",
                    Numbers.percent(head.value(Measure.CONFIDENCE)),
                    Numbers.percent(head.value(Measure.ACCURACY)),
                    Numbers.signed(100 * head.value(Measure.GAP), 1),
                    Numbers.signed(100 * gap.low(), 1),
                    Numbers.signed(100 * gap.high(), 1),
                    head.reliability().expectedError()),
                List.of(
                    head.value(Measure.GAP),
                    gap.low(),
                    gap.high(),
                    head.reliability().expectedError()),
                "said when the 95 % interval of mean confidence minus accuracy excludes 0",
                "reliability"));
      }
    }
  }

  private void correlated() {
    ErrorCorrelation correlation = summary.correlation();
    int size = correlation.names().size();
    for (int a = 0; a < size; a++) {
      for (int b = a + 1; b < size; b++) {
        int cell = a * size + b;
        double value = correlation.values()[cell];
        double low = correlation.low()[cell];
        double high = correlation.high()[cell];
        if (Math.abs(value) >= CORRELATED && (low > 0 || high < 0)) {
          findings.add(
              new Finding(
                  "errors_together/"
                      + correlation.names().get(a)
                      + "/"
                      + correlation.names().get(b),
                  String.format(
                      Locale.ROOT,
                      "Prediction heads %s and %s err %s: correlation %s (95 %% interval %s to %s) over %d %s.",
                      correlation.names().get(a),
                      correlation.names().get(b),
                      value > 0 ? "together" : "apart",
                      Numbers.fixed(value, 2),
                      Numbers.fixed(low, 2),
                      Numbers.fixed(high, 2),
                      correlation.numbers()[cell],
                      correlation.over() == Correlation.WINDOWS ? "windows" : "positions"),
                  List.of(value, low, high, (double) correlation.numbers()[cell]),
                  "said when the correlation of the errors is 0.2 or more, either way, and its 95 % interval excludes 0",
                  "error_correlation"));
        }
      }
    }
  }

  private void confused() {
    for (HeadSummary head : summary.scored()) {
      Said said = head.head().said();
      int worst = -1;
      int taken = -1;
      for (int truth = 0; truth < head.classes(); truth++) {
        for (int k = 0; k < head.classes(); k++) {
          boolean counts =
              truth != k
                  && head.confused(truth, k) >= ENOUGH
                  && head.confused(truth, k) >= CONFUSED * head.trueCount(truth);
          if (counts && (worst < 0 || head.confused(truth, k) > head.confused(worst, taken))) {
            worst = truth;
            taken = k;
          }
        }
      }
      if (worst >= 0) {
        long count = head.confused(worst, taken);
        double share = (double) count / head.trueCount(worst);
        findings.add(
            new Finding(
                "confused/" + head.name(),
                String.format(
                    Locale.ROOT,
                    "Prediction head %s most often takes %s for %s: at %d of %d positions (%s).",
                    head.name(),
                    said.name(worst),
                    said.name(taken),
                    count,
                    head.trueCount(worst),
                    Numbers.percent(share)),
                List.of((double) count, share),
                "said of the most frequent confusion of a prediction head that is at least 20 positions and 20 % of the true class",
                "confusion"));
      }
    }
  }

  private void regression() {
    for (ValueSummary value : summary.values()) {
      if (value.truth().length == 0) {
        continue;
      }
      Interval r2 = value.r2Interval();
      boolean useless = r2 != null && r2.low() <= 0;
      findings.add(
          new Finding(
              "regression/" + value.name(),
              String.format(
                  Locale.ROOT,
                  "Regression head %s is off by %.3g on average; R² is %s%s over %d values%s.",
                  value.name(),
                  value.mae(),
                  Double.isNaN(value.r2()) ? "n/a" : Numbers.fixed(value.r2(), 3),
                  Numbers.inBrackets(r2, 3),
                  value.truth().length,
                  useless ? ", not surely better than always saying the mean" : ""),
              List.of(value.mae(), value.r2()),
              "said of every regression head with true values; the last part when the 95 % interval of R² begins at or below 0",
              "regression"));
    }
  }

  private void notFinite() {
    for (HeadSummary head : summary.heads()) {
      if (head.notFinite() > 0) {
        findings.add(
            Finding.caution(
                "not_finite." + head.name(),
                String.format(
                    "Prediction head %s gives NaN or infinity at %d positions (%s); they are left out.",
                    head.name(), head.notFinite(), summary.windows()),
                List.of((double) head.notFinite()),
                "said when a logit is NaN or infinite",
                "accuracy"));
      }
    }
  }
}
