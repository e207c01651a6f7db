package org.loupe.method.ablation.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Claim;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Numbers;
import org.loupe.analysis.SignFlips;

/** What is worth saying about ablations, each by a stated rule. */
final class AblationFindings {
  private static final int NAMED = 3;
  private static final double NOTHING = 1e-6;

  private final Described described;
  private final List<Item> items;
  private final List<Summary> summaries;
  private final Summary primary;
  private final String windows;
  private final String space;
  private final List<Integer> singles;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param primary the metric that is spoken of
   * @param windows '586 windows, 15 recordings'
   * @param space what the items are members of
   */
  AblationFindings(
      Described described,
      List<Item> items,
      List<Summary> summaries,
      int primary,
      String windows,
      String space) {
    this.described = described;
    this.items = items;
    this.summaries = summaries;
    this.primary = summaries.get(primary);
    this.windows = windows;
    this.space = space;
    this.singles =
        IntStream.range(0, items.size()).filter(i -> !items.get(i).isPair()).boxed().toList();
  }

  /**
   * The findings whose rules hold.
   *
   * @param baseline how good the intact model is, or null if that is not known
   * @param agreement with gradient importance, or null if there is none
   * @param truth whether there are true values
   * @param leftOut number of windows whose intact outputs are no numbers
   * @param remarks on what could not be done
   */
  List<Finding> all(
      @Nullable Baseline baseline,
      @Nullable Agreement agreement,
      boolean truth,
      int leftOut,
      List<String> remarks) {
    boolean meaningful = baseline == null || baseline.isBeaten();
    if (baseline != null && !meaningful) {
      notBetter(baseline);
    }
    if (meaningful) {
      significant(1);
      significant(-1);
      interaction();
    }
    unused();
    agreement(agreement);
    if (baseline != null && baseline.classes() == 1) {
      caution(
          "one_class",
          "All true values of "
              + described.head()
              + " are of one class: a drop of accuracy says little here ("
              + windows
              + ").",
          "said when the positions that count have a single true class",
          "ranked",
          1);
    }
    if (!truth) {
      caution(
          "no_targets",
          "There are no true values for "
              + described.head()
              + ": drops of accuracy and of the true class's log-probability are left out.",
          "said when the card or the dataset has no targets for the prediction head",
          "ranked",
          0);
    }
    leftOut(leftOut);
    if (!remarks.isEmpty()) {
      caution(
          "not_done",
          String.join(" ", remarks),
          "said when an item could not be taken away, or has no gradient",
          "ranked",
          remarks.size());
    }
    fewUnits();
    return findings;
  }

  private void add(String id, String sentence, String rule, String figure, double... numbers) {
    findings.add(new Finding(id, sentence, list(numbers), rule, figure));
  }

  private void caution(String id, String sentence, String rule, String figure, double... numbers) {
    findings.add(Finding.caution(id, sentence, list(numbers), rule, figure));
  }

  private static List<Double> list(double... numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  private void notBetter(Baseline baseline) {
    @Nullable Interval interval = baseline.difference().interval(0);
    caution(
        "not_better",
        String.format(
            Locale.ROOT,
            "The intact model is not better at %s than always saying the most frequent class: accuracy %.3f against %.3f%s (%s). What it loses says nothing of what it has learned.",
            described.target(),
            baseline.accuracy(),
            baseline.majority(),
            interval == null
                ? ""
                : ", 95 % interval of the difference "
                    + Numbers.fixed(interval.low(), 3)
                    + " to "
                    + Numbers.fixed(interval.high(), 3),
            windows),
        "said when the lower end of the interval of accuracy minus the most frequent class's is not above 0; then no item is named",
        "ranked",
        baseline.accuracy(),
        baseline.majority());
  }

  private void significant(int sign) {
    List<Integer> named =
        primary.ranking(singles).stream()
            .filter(i -> primary.isSignificant(i) && sign * primary.mean(i) > 0)
            .toList();
    if (named.isEmpty()) {
      if (sign > 0 && singles.stream().anyMatch(i -> !Double.isNaN(primary.p()[i]))) {
        none();
      }
      return;
    }
    String first =
        named.stream().limit(NAMED).map(i -> effect(i, sign)).collect(Collectors.joining("; "))
            + (named.size() > NAMED ? "; and " + (named.size() - NAMED) + " more" : "");
    boolean single = named.size() == 1;
    add(
        sign > 0 ? "necessary" : "in_the_way",
        String.format(
            "%d of %s %s: set to %s, %s %s by %s (%s, %s).",
            named.size(),
            described.over().count(singles.size()),
            sign > 0
                ? (single ? "matters" : "matter")
                : (single ? "is in the way" : "are in the way"),
            described.replacement(),
            primary.metric().quantity(),
            sign > 0 == primary.metric().isLoss() ? "rises" : "falls",
            first,
            described.target(),
            windows),
        "said of items whose mean effect is "
            + (sign > 0 ? "above" : "below")
            + " 0 with p ≤ 0.05 by the sign-flip test over clusters, adjusted for the number of items (Benjamini–Hochberg)",
        "ranked",
        named.stream().limit(NAMED).mapToDouble(primary::mean).toArray());
    if (sign > 0) {
      claim(named);
    }
  }

  private void none() {
    add(
        "none",
        String.format(
            "Of %s none costs more, set to %s, than chance explains (%s of %s, %s).",
            described.over().count(singles.size()),
            described.replacement(),
            primary.metric().words(),
            described.target(),
            windows),
        "said when no item has a mean effect above 0 with p ≤ 0.05 by the sign-flip test over clusters, adjusted for the number of items (Benjamini–Hochberg)",
        "ranked",
        singles.size());
    // Where no item alone could have reached the level, that none did is no claim.
    if (SignFlips.least(primary.resampling().units()) * singles.size() < Summary.LEVEL) {
      claim(List.of());
    }
  }

  /** What the last finding says, for other methods: the items counted through all layers. */
  private void claim(List<Integer> members) {
    int last = findings.size() - 1;
    findings.set(
        last,
        findings
            .get(last)
            .claiming(
                new Claim(
                    described.over().dimension(),
                    space,
                    described.head(),
                    new TreeSet<>(members),
                    singles.size())));
  }

  /** '0.31 without dec.1.multihead_attn · 2 (95 % interval 0.20 to 0.42)'. */
  private String effect(int item, int sign) {
    @Nullable Interval interval = primary.means().interval(item);
    String range = "";
    if (interval != null) {
      double low = Math.min(sign * interval.low(), sign * interval.high());
      double high = Math.max(sign * interval.low(), sign * interval.high());
      range = " (" + Numbers.interval(low, high) + ")";
    }
    return Numbers.significant(sign * primary.mean(item))
        + " without "
        + items.get(item).name()
        + range;
  }

  private void interaction() {
    @Nullable Interactions pairs = Interactions.of(items, primary);
    int strongest = pairs == null ? -1 : pairs.strongest();
    if (pairs == null || strongest < 0) {
      return;
    }
    @Nullable Interval interval = pairs.interval(strongest);
    add(
        "interaction",
        String.format(
            "Of %d pairs %s interact most: together they cost %s %s than one by one%s (%s, %s).",
            pairs.size(),
            pairs.item(strongest).name(),
            Numbers.significant(Math.abs(pairs.value(strongest))),
            pairs.value(strongest) > 0 ? "more" : "less",
            interval == null
                ? ""
                : ", 95 % interval of the difference "
                    + Numbers.significant(interval.low())
                    + " to "
                    + Numbers.significant(interval.high()),
            primary.metric().words() + " of " + described.target(),
            windows),
        "said of the pair with the greatest interaction (joint drop minus the sum of the single drops) among those with p ≤ 0.05 by the sign-flip test over clusters, adjusted for the number of pairs",
        "pairs",
        pairs.value(strongest));
  }

  private void unused() {
    List<Integer> unused =
        singles.stream()
            .filter(
                i ->
                    summaries.stream()
                        .filter(summary -> summary.metric().kind() == Metric.Kind.OUTPUT)
                        .allMatch(summary -> summary.mean(i) <= NOTHING))
            .toList();
    if (unused.isEmpty()) {
      return;
    }
    add(
        "unused",
        String.format(
            "%d of %s change%s no output when set to %s: %s (%s).",
            unused.size(),
            described.over().count(singles.size()),
            unused.size() == 1 ? "s" : "",
            described.replacement(),
            unused.stream()
                    .limit(NAMED)
                    .map(i -> items.get(i).name())
                    .collect(Collectors.joining(", "))
                + (unused.size() > NAMED ? " and " + (unused.size() - NAMED) + " more" : ""),
            windows),
        "said of items without which every prediction head's outputs change by at most 1e-6 on average",
        "outputs",
        unused.size(),
        singles.size());
  }

  private void agreement(@Nullable Agreement agreement) {
    if (agreement == null) {
      return;
    }
    @Nullable Interval interval = agreement.interval();
    add(
        "agreement",
        String.format(
            Locale.ROOT,
            "Gradient importance orders the %s as ablation does with a rank correlation of %s%s (%s).",
            described.over().count(agreement.items()),
            Numbers.fixed(agreement.rho(), 2),
            interval == null ? "" : ", " + Numbers.interval(interval.low(), interval.high(), 2),
            windows),
        "said whenever at least 6 items have both",
        "gradient",
        agreement.rho());
  }

  private void leftOut(int leftOut) {
    if (leftOut > 0) {
      caution(
          "left_out",
          leftOut
              + (leftOut == 1 ? " window is" : " windows are")
              + " left out: the intact model's outputs there hold NaN or infinity.",
          "said when an output of the intact model is not a number",
          "ranked",
          leftOut);
    }
  }

  private void fewUnits() {
    int units = primary.resampling().units();
    if (primary.places().length > 1 && units < SignFlips.LEAST_CLUSTERS) {
      caution(
          "few_units",
          String.format(
              "There are too few clusters to test for significance: %s, at least %d are needed.",
              primary.resampling().describe(), SignFlips.LEAST_CLUSTERS),
          "said when several windows belong to fewer than 6 resampled units",
          "ranked",
          units);
    }
  }
}
