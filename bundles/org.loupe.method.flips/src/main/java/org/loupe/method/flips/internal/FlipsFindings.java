package org.loupe.method.flips.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Numbers;
import org.loupe.analysis.PairedDifferences;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.SignFlips;

/**
 * What is worth saying of a checkpoint beside the baseline.
 *
 * @param baseline its name
 * @param ofWindows of what the numbers are
 */
record FlipsFindings(String baseline, Pair pair, Resampling resampling, String ofWindows) {

  List<Finding> all(int[] windows) {
    List<Finding> findings = new ArrayList<>();
    findings.add(share());
    if (pair.flips() > 0) {
      noise().ifPresent(findings::add);
      coarse().ifPresent(findings::add);
      findings.add(mostFlipped(windows));
    }
    return findings;
  }

  private String id(String what) {
    return what + "." + pair.checkpoint();
  }

  private Finding share() {
    String rule = "said of every checkpoint";
    double positions = pair.positions();
    if (pair.flips() == 0) {
      return new Finding(
          id("flips"),
          String.format(
              "'%s' predicts the same as '%s' everywhere: no flip in %d positions of %s.",
              pair.checkpoint(), baseline, pair.positions(), Resampling.phrase(ofWindows)),
          List.of(0.0, positions),
          rule,
          "share");
    }
    HeadChange most =
        pair.heads().stream().max(Comparator.comparing(HeadFlipsShare::of)).orElseThrow();
    return new Finding(
        id("flips"),
        String.format(
            "'%s' says something else than '%s' at %d of %d positions (%s) of %s; most often in %s,"
                + " at %s of its positions%s.",
            pair.checkpoint(),
            baseline,
            pair.flips(),
            pair.positions(),
            Numbers.percent(pair.flips() / positions),
            Resampling.phrase(ofWindows),
            most.name(),
            Numbers.percent(most.share()),
            Numbers.percents(most.shareInterval())),
        List.of((double) pair.flips(), positions, most.share()),
        rule,
        "share");
  }

  /** Orders by the share of flips; a head without positions comes last. */
  private static final class HeadFlipsShare {
    private HeadFlipsShare() {}

    static double of(HeadChange head) {
      return Double.isNaN(head.share()) ? -1 : head.share();
    }
  }

  /** Which differences in accuracy are more than noise. */
  private Optional<Finding> noise() {
    List<HeadChange> tested =
        pair.heads().stream().filter(head -> !Double.isNaN(head.p())).toList();
    List<HeadChange> known =
        pair.heads().stream().filter(head -> head.counts().hasTruth()).toList();
    if (known.isEmpty()) {
      return Optional.empty();
    }
    if (tested.isEmpty()) {
      return Optional.of(
          Finding.caution(
              id("too_few"),
              String.format(
                  "Whether '%s' is better than '%s' or worse cannot be tested on %s: %d are"
                      + " needed.",
                  pair.checkpoint(), baseline, resampling.describe(), SignFlips.LEAST_CLUSTERS),
              List.of((double) resampling.units()),
              "said below " + SignFlips.LEAST_CLUSTERS + " units with true classes",
              "accuracy_difference"));
    }
    List<String> real =
        tested.stream().filter(HeadChange::isMoreThanNoise).map(this::words).toList();
    List<String> noise =
        tested.stream().filter(h -> !h.isMoreThanNoise()).map(this::words).toList();
    return Optional.of(
        new Finding(
            id("accuracy_difference"),
            String.format(
                "Accuracy of '%s' less that of '%s': %s%s%s.",
                pair.checkpoint(),
                baseline,
                real.isEmpty() ? "" : "more than noise in " + String.join(", ", real),
                real.isEmpty() || noise.isEmpty() ? "" : "; ",
                noise.isEmpty() ? "" : "within noise in " + String.join(", ", noise)),
            tested.stream().map(HeadChange::difference).toList(),
            "more than noise: p < "
                + PairedDifferences.LEVEL
                + " of a sign-flip test over "
                + resampling.describe()
                + ", Benjamini–Hochberg over the prediction heads",
            "accuracy_difference"));
  }

  /** With few units even the smallest p-value does not survive the correction by itself. */
  private Optional<Finding> coarse() {
    long tested = pair.heads().stream().filter(head -> !Double.isNaN(head.p())).count();
    double least = SignFlips.least(resampling.units());
    if (tested == 0 || least * tested < PairedDifferences.LEVEL) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.caution(
            id("coarse_test"),
            String.format(
                "The test of '%s' is coarse: on %s no p-value is below %s, and corrected over %d"
                    + " prediction heads one difference alone can never be more than noise; the"
                    + " intervals say more.",
                pair.checkpoint(), resampling.describe(), Numbers.significant(least), tested),
            List.of(least, (double) tested),
            "said when the least p-value, times the number of prediction heads, is not below "
                + PairedDifferences.LEVEL,
            "accuracy_difference"));
  }

  private String words(HeadChange head) {
    Interval interval = head.differenceInterval();
    return head.name()
        + " "
        + Numbers.signed(head.difference(), 3)
        + (interval == null ? "" : range(interval))
        + " (+"
        + HeadFlips.sum(head.counts().gained())
        + " "
        + Numbers.signed(-HeadFlips.sum(head.counts().lost()), 0)
        + " positions)";
  }

  private static String range(@Nullable Interval interval) {
    return interval == null
        ? ""
        : " ["
            + Numbers.signed(interval.low(), 3)
            + ", "
            + Numbers.signed(interval.high(), 3)
            + "]";
  }

  private Finding mostFlipped(int[] windows) {
    int most =
        IntStream.range(0, windows.length)
            .boxed()
            .max(Comparator.comparing((Integer n) -> pair.flips(n)).thenComparing(n -> -n))
            .orElseThrow();
    long none = IntStream.range(0, windows.length).filter(n -> pair.flips(n) == 0).count();
    return new Finding(
        id("most_flipped"),
        String.format(
            "Window %d changes most from '%s' to '%s': %d of its %d positions, %d gained and %d"
                + " lost; %d of %d windows do not change.",
            windows[most],
            baseline,
            pair.checkpoint(),
            pair.flips(most),
            pair.positions(most),
            pair.gained(most),
            pair.lost(most),
            none,
            windows.length),
        List.of((double) windows[most], (double) pair.flips(most), (double) none),
        "said where anything flips: the window of the most flips, the first of several",
        "windows");
  }
}
