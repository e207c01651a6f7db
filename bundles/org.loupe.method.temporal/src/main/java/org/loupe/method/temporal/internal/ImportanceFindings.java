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
import org.loupe.analysis.Numbers;
import org.loupe.analysis.Ranks;
import org.loupe.analysis.Resampling;
import org.loupe.model.Dimension;

/** What is worth saying about which inputs matter, each by a stated rule. */
final class ImportanceFindings {
  private static final int NAMED = 5;
  private static final int LEAST_CHANNELS = 5;
  private static final double LIKE = 0.9;

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
      findings.addAll(new StepFindings(explained, summary, windows).all(spans, check));
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
            Numbers.inBrackets(check.changes().interval(check.strongestColumn())),
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
        Numbers.inBrackets(check.changes().interval(check.spansColumn())),
        Numbers.percent(check.ofSpans() / check.all()));
  }
}
