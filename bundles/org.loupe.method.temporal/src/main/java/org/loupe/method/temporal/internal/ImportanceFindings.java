package org.loupe.method.temporal.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.ChannelNames;
import org.loupe.analysis.Claim;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Numbers;
import org.loupe.analysis.Ranks;
import org.loupe.analysis.Resampling;
import org.loupe.model.Dimension;

/** What is worth saying about importance over time, each by a stated rule. */
final class ImportanceFindings {
  private static final int NAMED = 5;
  private static final int LEAST_CHANNELS = 5;
  private static final double LIKE = 0.9;
  private static final double DOMINANT = 1.5;
  private static final double SHORT = 0.4;

  private final Explained explained;
  private final String input;
  private final ImportanceSummary summary;
  private final ChannelNames names;
  private final ChannelSizes sizes;
  private final Resampling resampling;
  private final String windows;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param input whose channels are ranked
   * @param windows '586 windows, 15 recordings'
   */
  ImportanceFindings(
      Explained explained,
      String input,
      ImportanceSummary summary,
      ChannelNames names,
      ChannelSizes sizes,
      Resampling resampling,
      String windows) {
    this.explained = explained;
    this.input = input;
    this.summary = summary;
    this.names = names;
    this.sizes = sizes;
    this.resampling = resampling;
    this.windows = windows;
  }

  /** The findings whose rules hold. */
  List<Finding> all(@Nullable TimeSpans spans, @Nullable OcclusionCheck check) {
    if (summary.isZero()) {
      zero();
    } else {
      features(check);
      if (check != null && check.isComparison()) {
        occlusion(check);
      }
      when(spans, check);
      size();
      constant();
    }
    if (spans != null) {
      spans(spans, check);
      findings.addAll(spans.cautions("timespans"));
    }
    resampling.caution("features").ifPresent(findings::add);
    return findings;
  }

  private void zero() {
    findings.add(
        new Finding(
            "zero",
            String.format(
                "No channel of %s matters at any step (%s): the %s does not change with it.",
                input, windows, explained.words()),
            List.of(0.0),
            "said when |∂F/∂x · x| is exactly zero everywhere",
            "heatmap"));
  }

  private void features(@Nullable OcclusionCheck check) {
    int[] strongest = summary.strongest();
    if (strongest.length == 0) {
      return;
    }
    double share = IntStream.of(strongest).mapToDouble(c -> summary.shares().mean()[c]).sum();
    List<Double> numbers = new ArrayList<>(List.of((double) strongest.length, share));
    IntStream.of(strongest).forEach(c -> numbers.add(summary.shares().mean()[c]));
    int channels = summary.channels().mean().length;
    Finding finding =
        new Finding(
            "features",
            String.format(
                "%d of %d channels %s %s of the importance (%s): %s%s.",
                strongest.length,
                channels,
                strongest.length == 1 ? "carries" : "carry",
                Numbers.percent(share),
                Resampling.phrase(windows),
                Arrays.stream(strongest)
                    .limit(NAMED)
                    .mapToObj(
                        c ->
                            names.name(c)
                                + " "
                                + Numbers.percent(summary.shares().mean()[c])
                                + Numbers.percents(summary.shares().interval(c)))
                    .collect(Collectors.joining(", ")),
                strongest.length > NAMED ? " and others" : ""),
            numbers,
            "names the fewest channels that carry half of the importance, at most half of the channels; of |∂F/∂x · x| summed over steps. Channels whose interval lies above the mean of all channels are held against other methods, unless occlusion does not confirm the ranking",
            "features");
    int[] outstanding = summary.outstanding();
    // A ranking that occlusion does not bear out is not held against other methods.
    boolean borneOut = check == null || !check.isComparison() || check.isConfirmed();
    findings.add(
        outstanding.length == 0 || !borneOut
            ? finding
            : finding.claiming(
                new Claim(
                    Dimension.CHANNEL,
                    input,
                    explained.predictionHead(),
                    IntStream.of(outstanding).boxed().collect(Collectors.toSet()),
                    channels)));
  }

  /** The second opinion on the ranking. */
  private void occlusion(OcclusionCheck check) {
    double[] sets = check.ofSets();
    String named =
        Arrays.stream(check.strongest())
                .limit(NAMED)
                .mapToObj(names::name)
                .collect(Collectors.joining(", "))
            + (check.strongest().length > NAMED ? " and others" : "");
    String sentence =
        String.format(
            "Occlusion %s the ranking: with %s at %s mean the %s change by %s%s, with %s %s by %s on average and %s at most, so the strongest outdo %d of %d (%s)%s.",
            check.isConfirmed() ? "confirms" : "does not confirm",
            named,
            check.strongest().length == 1 ? "its" : "their",
            explained.outputs(),
            Numbers.significant(check.ofStrongest()),
            interval(check.changes().interval(check.strongestColumn())),
            sets.length == 1 ? "one other set" : sets.length + " other sets",
            check.strongest().length == 1 ? "of one channel" : "of as many",
            Numbers.significant(Arrays.stream(sets).average().orElse(0)),
            Numbers.significant(sets[sets.length - 1]),
            check.beaten(),
            sets.length,
            Resampling.phrase(check.words()),
            agreement(check));
    List<Double> numbers =
        List.of(
            check.ofStrongest(),
            sets[sets.length - 1],
            (double) check.beaten(),
            (double) sets.length);
    String rule =
        "confirmed when setting the strongest channels to their mean changes the outputs more than at least 95 % of other sets of as many channels, 20 random ones or all there are";
    findings.add(
        check.isConfirmed()
            ? new Finding("occlusion", sentence, numbers, rule, "occlusion")
            : Finding.caution("occlusion", sentence, numbers, rule, "occlusion"));
  }

  private String agreement(OcclusionCheck check) {
    double[] singles = check.ofSingles();
    double rho =
        singles.length < LEAST_CHANNELS
            ? Double.NaN
            : Ranks.correlation(summary.channels().mean(), singles);
    return Double.isNaN(rho)
        ? ""
        : "; the orders of single channels correlate by Spearman's ρ = " + Numbers.fixed(rho, 2);
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

  private void when(@Nullable TimeSpans spans, @Nullable OcclusionCheck check) {
    int steps = summary.steps().mean().length;
    if (summary.quarter() == 0) {
      if (steps == 1) {
        findings.add(
            Finding.caution(
                "single_step",
                "The windows have a single step, so nothing can be said of when the model looks.",
                List.of(1.0),
                "said when windows have one step",
                "temporal_profile"));
      }
      return;
    }
    double even = (double) summary.quarter() / steps;
    double first = summary.ends().mean()[0];
    double last = summary.ends().mean()[1];
    boolean late = exceeds(1, DOMINANT * even);
    boolean early = exceeds(0, DOMINANT * even);
    int[] half = summary.half();
    findings.add(
        new Finding(
            late ? "late_steps" : early ? "early_steps" : "steps",
            String.format(
                "%s: the first quarter of the window carries %s of the importance%s, the last %s%s, where %s would be even%s (%s)%s.",
                late
                    ? "Late steps dominate"
                    : early
                        ? "Early steps dominate"
                        : "Neither end of the window clearly dominates",
                Numbers.percent(first),
                Numbers.percents(summary.ends().interval(0)),
                Numbers.percent(last),
                Numbers.percents(summary.ends().interval(1)),
                Numbers.percent(even),
                half(half, steps, spans),
                Resampling.phrase(windows),
                quarters(check)),
            List.of(first, last, even, (double) half[0], (double) half[1] - 1),
            "a quarter dominates when the lower end of its share's interval (without one: the share) exceeds one and a half times the even share; of windows of 8 steps or more; quarters are even where the greatest is at most one and a half times the least",
            "temporal_profile"));
  }

  /** Where half of it lies, if that is a short part of the window. */
  private static String half(int[] half, int steps, @Nullable TimeSpans spans) {
    if (half[1] - half[0] > SHORT * steps) {
      return "";
    }
    String time = "";
    if (spans != null) {
      double[] elapsed = spans.elapsed(steps);
      double from = half[0] == 0 ? 0 : elapsed[half[0] - 1];
      time = ", " + Numbers.significant(from) + " to " + spans.text(elapsed[half[1] - 1]);
    }
    return String.format(
        "; half of it lies in steps %d to %d of %d%s", half[0], half[1] - 1, steps, time);
  }

  private boolean exceeds(int end, double bound) {
    Interval interval = summary.ends().interval(end);
    return (interval == null ? summary.ends().mean()[end] : interval.low()) > bound;
  }

  /** The second opinion on when. */
  private String quarters(@Nullable OcclusionCheck check) {
    if (check == null || check.quarters() == 0) {
      return "";
    }
    double[] changes = check.ofQuarters();
    double[] parts = new double[changes.length];
    double[] mean = summary.steps().mean();
    for (int t = 0; t < mean.length; t++) {
      parts[quarter(t, mean.length)] += mean[t];
    }
    String verdict;
    if (isEven(changes) || isEven(parts)) {
      verdict = isEven(changes) == isEven(parts) ? "even as well" : "which does not agree";
    } else {
      verdict =
          "most in quarter "
              + (greatest(changes) + 1)
              + (greatest(changes) == greatest(parts)
                  ? ", the one of the greatest importance"
                  : ", while quarter " + (greatest(parts) + 1) + " has the greatest importance");
    }
    return String.format(
        "; occluding one quarter after the other changes the %s by %s, %s",
        explained.outputs(),
        Arrays.stream(changes).mapToObj(Numbers::significant).collect(Collectors.joining(", ")),
        verdict);
  }

  private static boolean isEven(double[] parts) {
    double least = Arrays.stream(parts).min().orElse(0);
    return parts[greatest(parts)] <= DOMINANT * least;
  }

  private static int greatest(double[] parts) {
    return IntStream.range(0, parts.length).reduce(0, (a, b) -> parts[b] > parts[a] ? b : a);
  }

  private static int quarter(int step, int steps) {
    int quarter = 0;
    while (quarter + 1 < Occlusion.PARTS && step >= (quarter + 1) * steps / Occlusion.PARTS) {
      quarter++;
    }
    return quarter;
  }

  /** The baseline: what the size of the inputs alone would rank. */
  private void size() {
    double[] importance = summary.channels().mean();
    double rho =
        importance.length < LEAST_CHANNELS
            ? Double.NaN
            : Ranks.correlation(importance, sizes.magnitude());
    if (rho >= LIKE) {
      findings.add(
          Finding.caution(
              "follows_size",
              String.format(
                  "The order of the channels is nearly that of their mean |x| (Spearman's ρ = %s; %s): gradient times input says little here beyond which inputs are large.",
                  Numbers.fixed(rho, 2), Resampling.phrase(windows)),
              List.of(rho),
              "said when importance and mean |x| of 5 channels or more agree by ρ of 0.9 or more",
              "features"));
    }
  }

  private void constant() {
    int[] ranking = summary.ranking();
    List<String> still =
        Arrays.stream(ranking)
            .limit(2 * NAMED)
            .filter(c -> sizes.constant()[c] && summary.channels().mean()[c] > 0)
            .mapToObj(names::name)
            .toList();
    if (!still.isEmpty()) {
      findings.add(
          Finding.caution(
              "constant_channels",
              String.format(
                  "%d of %d channels never change (%s), among them %s of the %d strongest: what never changes cannot have told these windows or steps apart.",
                  sizes.still(),
                  sizes.constant().length,
                  Resampling.phrase(windows),
                  String.join(", ", still),
                  Math.min(2 * NAMED, ranking.length)),
              List.of((double) sizes.still(), (double) still.size()),
              "said when a channel among the 10 strongest has one value at every step of every window",
              "features"));
    }
  }

  private void spans(TimeSpans spans, @Nullable OcclusionCheck check) {
    Bootstrap.Means share = summary.spansShare();
    if (share == null || Double.isNaN(share.mean()[0])) {
      return;
    }
    findings.add(
        new Finding(
            "timespans",
            String.format(
                "The time spans carry %s%s of the importance of spans and channels together (%s)%s.",
                Numbers.percent(share.mean()[0]),
                Numbers.percents(share.interval(0)),
                Resampling.phrase(windows),
                spans.isConstant()
                    ? "; all are " + spans.text(spans.least()) + ", so occlusion cannot check it"
                    : occluded(spans, check)),
            List.of(share.mean()[0]),
            "said whenever there are time spans: sum of |∂F/∂Δt · Δt| over the sum of that and |∂F/∂x · x|",
            "timespans"));
  }

  /** The second opinion on the time spans. */
  private String occluded(TimeSpans spans, @Nullable OcclusionCheck check) {
    if (check == null || !check.timed()) {
      return "";
    }
    return String.format(
        "; with all at their mean of %s the %s change by %s%s, %s of what all channels at their mean do",
        spans.text(spans.overall()),
        explained.outputs(),
        Numbers.significant(check.ofSpans()),
        interval(check.changes().interval(check.spansColumn())),
        Numbers.percent(check.ofSpans() / check.all()));
  }
}
