package org.loupe.method.saliency.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.ChannelNames;
import org.loupe.analysis.Claim;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Numbers;
import org.loupe.analysis.Resampling;
import org.loupe.model.Dimension;

/** What is worth saying about attributions, each by a stated rule. */
final class SaliencyFindings {
  private static final int TOP = 10;

  private final Explained explained;
  private final @Nullable String input;
  private final Summary summary;
  private final ChannelNames names;
  private final Resampling resampling;
  private final String windows;
  private final int[] ranking;
  private final double[] means;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param input whose channels are ranked, or null of a probe
   * @param summary the magnitudes of all windows
   * @param windows '586 windows, 15 recordings'
   */
  SaliencyFindings(
      Explained explained,
      @Nullable String input,
      Summary summary,
      ChannelNames names,
      Resampling resampling,
      String windows) {
    this.explained = explained;
    this.input = input;
    this.summary = summary;
    this.names = names;
    this.resampling = resampling;
    this.windows = windows;
    this.ranking = summary.ranking();
    this.means = summary.channels().mean();
  }

  /**
   * The findings whose rules hold.
   *
   * @param constant per channel, whether it never changes
   */
  List<Finding> all(boolean[] constant) {
    if (summary.maximum() == 0) {
      zero();
      return findings;
    }
    topShare();
    standsOut();
    stableRanks();
    constantChannels(constant);
    resampling.caution("top_channels").ifPresent(findings::add);
    return findings;
  }

  private void zero() {
    findings.add(
        new Finding(
            "zero",
            String.format(
                "The %s is zero everywhere (%s): the target does not change with this input.",
                explained.phrase(), windows),
            List.of(0.0),
            "said when every attribution is exactly zero",
            "heatmap"));
  }

  private void topShare() {
    if (ranking.length < 2 * TOP) {
      return;
    }
    double top = Arrays.stream(ranking).limit(TOP).mapToDouble(c -> means[c]).sum();
    double share = top / Arrays.stream(means).sum();
    if (share >= 2.0 * TOP / ranking.length) {
      findings.add(
          new Finding(
              "top_share",
              String.format(
                  Locale.ROOT,
                  "The %d strongest of %d channels carry %.0f %% of the %s (%s).",
                  TOP,
                  ranking.length,
                  100 * share,
                  explained.phrase(),
                  windows),
              List.of((double) TOP, (double) ranking.length, share),
              "said when the 10 strongest of 20 or more channels carry at least twice what 10 channels would carry on average",
              "top_channels"));
    }
  }

  private void standsOut() {
    Bootstrap.Means channels = summary.channels();
    if (ranking.length < 2 || !channels.hasIntervals()) {
      return;
    }
    double[] low = channels.low();
    double[] high = channels.high();
    int first = ranking[0];
    double others = Arrays.stream(ranking).skip(1).mapToDouble(c -> high[c]).max().orElse(0);
    if (low[first] > others) {
      findings.add(
          new Finding(
              "stands_out",
              String.format(
                  Locale.ROOT,
                  "Channel %s stands out: its mean magnitude %s (95 %% interval %s to %s) lies above the interval of every other channel (%s).",
                  names.name(first),
                  Numbers.significant(means[first]),
                  Numbers.significant(low[first]),
                  Numbers.significant(high[first]),
                  windows),
              List.of((double) first, means[first], low[first], high[first], others),
              "said when the lower end of the strongest channel's interval exceeds the upper end of every other",
              "top_channels"));
    }
  }

  private void stableRanks() {
    Bootstrap.Means channels = summary.channels();
    if (ranking.length < 2 * TOP || !channels.hasIntervals()) {
      return;
    }
    int[] among = new int[ranking.length];
    for (int r = 0; r < Bootstrap.RESAMPLES; r++) {
      int resample = r;
      double[] values =
          IntStream.range(0, ranking.length)
              .mapToDouble(c -> channels.resampled()[c][resample])
              .toArray();
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      double least = sorted[sorted.length - TOP];
      for (int c = 0; c < values.length; c++) {
        among[c] += values[c] >= least ? 1 : 0;
      }
    }
    Set<Integer> members =
        Arrays.stream(ranking)
            .limit(TOP)
            .filter(c -> among[c] >= Bootstrap.LEVEL * Bootstrap.RESAMPLES)
            .boxed()
            .collect(Collectors.toSet());
    int stable = members.size();
    Finding finding =
        new Finding(
            "stable_ranks",
            String.format(
                "%d of the %d strongest channels %s among the %d strongest in at least 95 %% of %s.",
                stable, TOP, stable == 1 ? "stays" : "stay", TOP, channels.method()),
            List.of((double) stable, (double) TOP),
            "said whenever there are 20 channels or more and intervals",
            "top_channels");
    // Ranks that do not hold are no claim that no channel matters.
    findings.add(
        input == null || stable == 0
            ? finding
            : finding.claiming(
                new Claim(Dimension.CHANNEL, input, explained.head(), members, ranking.length)));
  }

  private void constantChannels(boolean[] constant) {
    List<String> still =
        Arrays.stream(ranking).limit(TOP).filter(c -> constant[c]).mapToObj(names::name).toList();
    if (!still.isEmpty()) {
      long all = IntStream.range(0, constant.length).filter(c -> constant[c]).count();
      findings.add(
          Finding.caution(
              "constant_channels",
              String.format(
                  "%d of %d channels never change (%s), among them %s of the %d strongest: what never changes cannot have told these windows or steps apart.",
                  all,
                  constant.length,
                  windows,
                  String.join(", ", still),
                  Math.min(TOP, ranking.length)),
              List.of((double) all, (double) still.size()),
              "said when a channel among the 10 strongest has one value at every step of every window",
              "top_channels"));
    }
  }
}
