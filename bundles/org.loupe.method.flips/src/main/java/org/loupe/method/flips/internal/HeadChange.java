package org.loupe.method.flips.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Interval;
import org.loupe.analysis.PairedDifferences;
import org.loupe.analysis.Pairing;
import org.loupe.analysis.Ranks;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Sample;
import org.loupe.analysis.SignFlips;
import org.loupe.model.Dimension;
import org.loupe.model.Progress;

/**
 * How much a prediction head changed from the baseline to another checkpoint, over all windows.
 *
 * @param counts per window
 * @param share of the positions that flipped, 0 to 1; NaN of no positions
 * @param shareInterval of it, or null
 * @param before accuracy of the baseline; NaN where no true class is known, as all that follows
 * @param after accuracy of the other
 * @param difference after − before, paired
 * @param differenceInterval of it, or null
 * @param p two-sided, whether the difference is 0, by flipping the signs of what the units add to
 *     it; NaN below {@link SignFlips#LEAST_CLUSTERS} units
 * @param adjusted p after Benjamini–Hochberg over the prediction heads
 * @param agreement Spearman's ρ over windows of the shares of right positions: whether the same
 *     windows are hard
 */
record HeadChange(
    HeadFlips counts,
    double share,
    @Nullable Interval shareInterval,
    double before,
    double after,
    double difference,
    @Nullable Interval differenceInterval,
    double p,
    double adjusted,
    double agreement) {
  /** Of all prediction heads that two checkpoints share. */
  static List<HeadChange> of(
      List<HeadFlips> heads, Resampling resampling, long seed, Progress progress) {
    int windows = resampling.unit().length;
    float[] flips = new float[windows * 2 * heads.size()];
    for (int n = 0; n < windows; n++) {
      for (int h = 0; h < heads.size(); h++) {
        int at = 2 * (n * heads.size() + h);
        flips[at] = heads.get(h).flips()[n];
        flips[at + 1] = heads.get(h).positions()[n];
      }
    }
    Bootstrap.Means shares = Bootstrap.ratios(flips, heads.size(), resampling, seed, progress);
    List<PairedDifferences.Item> accuracies =
        PairedDifferences.of(
                accuracy(heads, HeadFlips::before, windows),
                accuracy(heads, HeadFlips::after, windows),
                Pairing.same(resampling),
                seed,
                progress)
            .items();
    List<HeadChange> changes = new ArrayList<>();
    for (int h = 0; h < heads.size(); h++) {
      PairedDifferences.Item accuracy = accuracies.get(h);
      changes.add(
          new HeadChange(
              heads.get(h),
              shares.mean()[h],
              shares.interval(h),
              accuracy.before(),
              accuracy.after(),
              accuracy.difference(),
              accuracy.interval(),
              accuracy.p(),
              accuracy.adjusted(),
              agreement(heads.get(h))));
    }
    return List.copyOf(changes);
  }

  private static Sample accuracy(
      List<HeadFlips> heads, Function<HeadFlips, int[]> right, int windows) {
    float[] above = new float[windows * heads.size()];
    float[] below = new float[above.length];
    for (int n = 0; n < windows; n++) {
      for (int h = 0; h < heads.size(); h++) {
        above[n * heads.size() + h] = right.apply(heads.get(h))[n];
        below[n * heads.size() + h] = heads.get(h).known()[n];
      }
    }
    return Sample.ratios(
        "accuracy",
        "Accuracy",
        Dimension.PREDICTION_HEAD,
        heads.stream().map(HeadFlips::head).toList(),
        above,
        below);
  }

  private static double agreement(HeadFlips head) {
    int[] windows =
        IntStream.range(0, head.known().length).filter(n -> head.known()[n] > 0).toArray();
    return Ranks.correlation(
        IntStream.of(windows).mapToDouble(n -> share(head.before()[n], head.known()[n])).toArray(),
        IntStream.of(windows).mapToDouble(n -> share(head.after()[n], head.known()[n])).toArray());
  }

  private static double share(int part, int whole) {
    return (double) part / whole;
  }

  String name() {
    return counts.head();
  }

  boolean isMoreThanNoise() {
    return adjusted < PairedDifferences.LEVEL;
  }

  /** What the test says, in words. */
  String verdict() {
    if (!counts.hasTruth()) {
      return "no true classes";
    } else if (Double.isNaN(p)) {
      return "too few to test";
    }
    return isMoreThanNoise() ? "more than noise" : "within noise";
  }
}
