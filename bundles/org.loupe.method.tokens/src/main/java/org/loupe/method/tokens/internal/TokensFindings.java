package org.loupe.method.tokens.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Numbers;
import org.loupe.analysis.Ranks;

/** What is worth saying about tokens, each by a stated rule. */
final class TokensFindings {
  /** Tokens that a class needs to be spoken of. */
  static final int ENOUGH = 20;

  private static final int NEVER = 5;
  private static final double SURER = 0.2;
  private static final double CONFUSED = 0.1;
  private static final int CLASSES = 8;
  private static final int PERMUTATIONS = 999;

  private final TokenSummary summary;
  private final long seed;
  private final List<Finding> findings = new ArrayList<>();

  TokensFindings(TokenSummary summary, long seed) {
    this.summary = summary;
    this.seed = seed;
  }

  List<Finding> all() {
    overall();
    ends();
    neverRight();
    surer();
    confused();
    boolean rareAreWrong = rare();
    leftOut();
    findings.addAll(new TokensAdvice(summary).all(rareAreWrong));
    return List.copyOf(findings);
  }

  private void overall() {
    int all = summary.together();
    findings.add(
        new Finding(
            "accuracy",
            String.format(
                Locale.ROOT,
                "The model gets %s of %d tokens entirely right%s, of %s.",
                Numbers.percent(summary.value(all, TokenSummary.ACCURACY)),
                summary.total(),
                Numbers.percents(summary.interval(all, TokenSummary.ACCURACY)),
                summary.ofWindows()),
            List.of(summary.value(all, TokenSummary.ACCURACY), (double) summary.total()),
            "always said",
            "accuracy"));
  }

  private void ends() {
    int[] ranked = summary.byAccuracy(ENOUGH);
    if (ranked.length < 2) {
      return;
    }
    int easiest = ranked[0];
    int hardest = ranked[ranked.length - 1];
    findings.add(
        new Finding(
            "ends",
            String.format(
                Locale.ROOT, "Easiest is %s, hardest %s.", described(easiest), described(hardest)),
            List.of(
                summary.value(easiest, TokenSummary.ACCURACY),
                summary.value(hardest, TokenSummary.ACCURACY)),
            "said of the classes of at least 20 tokens, if there are two or more",
            "easiest_hardest"));
  }

  private String described(int tokenClass) {
    return String.format(
        Locale.ROOT,
        "%s with %s of %d right%s",
        summary.name(tokenClass),
        Numbers.percent(summary.value(tokenClass, TokenSummary.ACCURACY)),
        summary.counts()[tokenClass],
        Numbers.percents(summary.interval(tokenClass, TokenSummary.ACCURACY)));
  }

  private void neverRight() {
    List<String> never =
        Arrays.stream(summary.byCount())
            .filter(k -> summary.counts()[k] >= NEVER)
            .filter(k -> summary.value(k, TokenSummary.ACCURACY) == 0)
            .mapToObj(k -> summary.name(k) + " (" + summary.counts()[k] + ")")
            .toList();
    if (!never.isEmpty()) {
      String shown = String.join(", ", never.subList(0, Math.min(10, never.size())));
      findings.add(
          new Finding(
              "never_right",
              String.format(
                  "%d class%s of tokens %s never right: %s%s.",
                  never.size(),
                  never.size() == 1 ? "" : "es",
                  never.size() == 1 ? "is" : "are",
                  shown,
                  never.size() > 10 ? " and others" : ""),
              List.of((double) never.size()),
              "said of classes of at least 5 tokens of which none is right",
              "accuracy"));
    }
  }

  private void surer() {
    Arrays.stream(summary.byCount())
        .filter(k -> summary.counts()[k] >= ENOUGH)
        .filter(k -> summary.value(k, TokenSummary.GAP) >= SURER)
        .filter(k -> isAboveZero(summary.interval(k, TokenSummary.GAP)))
        .boxed()
        .max(Comparator.comparingDouble(k -> summary.value(k, TokenSummary.GAP)))
        .ifPresent(
            k ->
                findings.add(
                    new Finding(
                        "surer",
                        String.format(
                            Locale.ROOT,
                            "Of %s the model is much surer than it is right: mean confidence %s, accuracy %s, over %d tokens.",
                            summary.name(k),
                            Numbers.percent(summary.value(k, TokenSummary.CONFIDENCE)),
                            Numbers.percent(summary.value(k, TokenSummary.ACCURACY)),
                            summary.counts()[k]),
                        List.of(
                            summary.value(k, TokenSummary.CONFIDENCE),
                            summary.value(k, TokenSummary.ACCURACY)),
                        "said of the class of at least 20 tokens with the greatest difference, if it is 0.2 or more and its 95 % interval lies above 0",
                        "confidence_accuracy")));
  }

  private static boolean isAboveZero(@Nullable Interval interval) {
    return interval != null && interval.low() > 0;
  }

  private void confused() {
    int truth = -1;
    int taken = -1;
    int size = summary.counts().length;
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < size; b++) {
        long count = summary.confused(a, b);
        boolean counts = a != b && count >= ENOUGH && count >= CONFUSED * summary.counts()[a];
        if (counts && (truth < 0 || count > summary.confused(truth, taken))) {
          truth = a;
          taken = b;
        }
      }
    }
    if (truth >= 0) {
      long count = summary.confused(truth, taken);
      double share = (double) count / summary.counts()[truth];
      findings.add(
          new Finding(
              "confused",
              String.format(
                  Locale.ROOT,
                  "Most often %s is taken for %s: %d of %d times (%s).",
                  summary.name(truth),
                  summary.name(taken),
                  count,
                  summary.counts()[truth],
                  Numbers.percent(share)),
              List.of((double) count, share),
              "said of the most frequent confusion of classes that is at least 20 tokens and 10 % of the true class",
              "confusion"));
    }
  }

  /**
   * Spearman's rank correlation of count and error, by permutation.
   *
   * @return whether rare classes are wrong more often
   */
  private boolean rare() {
    int[] classes = summary.byCount();
    if (classes.length < CLASSES) {
      return false;
    }
    double[] count =
        Ranks.of(Arrays.stream(classes).mapToDouble(k -> summary.counts()[k]).toArray());
    double[] error =
        Ranks.of(
            Arrays.stream(classes)
                .mapToDouble(k -> 1 - summary.value(k, TokenSummary.ACCURACY))
                .toArray());
    double rho = Ranks.ofRanks(count, error);
    if (Double.isNaN(rho)) {
      return false;
    }
    SplittableRandom random = new SplittableRandom(seed);
    int beyond = 1;
    for (int p = 0; p < PERMUTATIONS; p++) {
      for (int i = error.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        double swapped = error[i];
        error[i] = error[j];
        error[j] = swapped;
      }
      beyond += Math.abs(Ranks.ofRanks(count, error)) >= Math.abs(rho) - 1e-12 ? 1 : 0;
    }
    double p = beyond / (PERMUTATIONS + 1.0);
    if (p < 0.05) {
      findings.add(
          new Finding(
              "frequency",
              String.format(
                  Locale.ROOT,
                  "%s classes are wrong more often: rank correlation of count and error %s over %d classes (permutation test, p = %.3f).",
                  rho < 0 ? "Rare" : "Frequent",
                  Numbers.fixed(rho, 2),
                  classes.length,
                  p),
              List.of(rho, p),
              "said when 999 permutations give a rank correlation of count and error as strong with p < 0.05, over at least 8 classes",
              "error_frequency"));
    }
    return p < 0.05 && rho < 0;
  }

  private void leftOut() {
    if (summary.material().leftOut() > 0) {
      findings.add(
          Finding.caution(
              "left_out",
              String.format(
                  "%d tokens are left out: their type has no true value, or the model gives NaN or infinity there.",
                  summary.material().leftOut()),
              List.of((double) summary.material().leftOut()),
              "said when a token that is no padding cannot be compared",
              "counts"));
    }
  }
}
