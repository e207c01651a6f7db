package org.loupe.method.flips.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Ranks;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.SignFlips;
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
  /** Below this a difference is more than noise. */
  static final double LEVEL = 0.05;

  /** Of all prediction heads that two checkpoints share. */
  static List<HeadChange> of(
      List<HeadFlips> heads, Resampling resampling, long seed, Progress progress) {
    int windows = resampling.unit().length;
    int columns = 2 * heads.size();
    float[] sums = new float[windows * 2 * columns];
    for (int n = 0; n < windows; n++) {
      for (int h = 0; h < heads.size(); h++) {
        HeadFlips head = heads.get(h);
        int at = n * 2 * columns + 4 * h;
        sums[at] = head.flips()[n];
        sums[at + 1] = head.positions()[n];
        sums[at + 2] = head.after()[n] - head.before()[n];
        sums[at + 3] = head.known()[n];
      }
    }
    Bootstrap.Means means = Bootstrap.ratios(sums, columns, resampling, seed, progress);
    double[] p = test(heads, resampling, seed, progress);
    double[] adjusted = SignFlips.benjaminiHochberg(p);
    List<HeadChange> changes = new ArrayList<>();
    for (int h = 0; h < heads.size(); h++) {
      HeadFlips head = heads.get(h);
      double known = HeadFlips.sum(head.known());
      changes.add(
          new HeadChange(
              head,
              means.mean()[2 * h],
              means.interval(2 * h),
              HeadFlips.sum(head.before()) / known,
              HeadFlips.sum(head.after()) / known,
              means.mean()[2 * h + 1],
              means.interval(2 * h + 1),
              p[h],
              adjusted[h],
              agreement(head)));
    }
    return List.copyOf(changes);
  }

  /**
   * Flips the signs of the units' sums, not of their means: their total is the very difference over
   * all positions that is tested, so that test and interval speak of one number. A unit without
   * known positions adds nothing to either side, and is not counted.
   */
  private static double[] test(
      List<HeadFlips> heads, Resampling resampling, long seed, Progress progress) {
    double[][] change = new double[resampling.units()][heads.size()];
    double[][] known = new double[resampling.units()][heads.size()];
    for (int n = 0; n < resampling.unit().length; n++) {
      int unit = resampling.unit()[n];
      for (int h = 0; h < heads.size(); h++) {
        change[unit][h] += heads.get(h).after()[n] - heads.get(h).before()[n];
        known[unit][h] += heads.get(h).known()[n];
      }
    }
    for (int h = 0; h < heads.size(); h++) {
      int column = h;
      boolean few =
          IntStream.range(0, known.length).filter(u -> known[u][column] > 0).count()
              < SignFlips.LEAST_CLUSTERS;
      for (int u = 0; few && u < known.length; u++) {
        change[u][h] = Double.NaN;
      }
    }
    return SignFlips.test(change, seed, progress);
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
    return adjusted < LEVEL;
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
