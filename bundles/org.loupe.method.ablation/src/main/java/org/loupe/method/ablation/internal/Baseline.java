package org.loupe.method.ablation.internal;

import java.util.stream.IntStream;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Resampling;
import org.loupe.model.Progress;

/**
 * Whether the intact model is better than always saying the most frequent class: where it is not,
 * what it loses says nothing of what it has learned.
 *
 * @param accuracy of the model over the positions that count
 * @param majority of the most frequent class
 * @param difference between them, one column, with its interval
 * @param classes number of different true classes
 */
record Baseline(double accuracy, double majority, Bootstrap.Means difference, int classes) {

  /**
   * Compares.
   *
   * @param accuracy per window, NaN where no position counts
   * @param places of the usable windows
   */
  static Baseline of(
      double[] accuracy,
      Truth truth,
      int units,
      int[] places,
      Resampling all,
      long seed,
      Progress progress) {
    int positions = truth.counts().length / Math.max(1, accuracy.length);
    long[] counts = new long[units];
    int[] known = IntStream.of(places).filter(n -> !Double.isNaN(accuracy[n])).toArray();
    for (int n : known) {
      for (int i = n * positions; i < (n + 1) * positions; i++) {
        if (truth.counts()[i] && truth.classOf(i) >= 0) {
          counts[truth.classOf(i)]++;
        }
      }
    }
    int majority = 0;
    for (int k = 1; k < units; k++) {
      majority = counts[k] > counts[majority] ? k : majority;
    }
    float[] difference = new float[known.length];
    double right = 0;
    double baseline = 0;
    for (int n = 0; n < known.length; n++) {
      double share = share(truth, known[n] * positions, positions, majority);
      difference[n] = (float) (accuracy[known[n]] - share);
      right += accuracy[known[n]];
      baseline += share;
    }
    return new Baseline(
        right / known.length,
        baseline / known.length,
        Bootstrap.means(difference, 1, all.subset(known), seed, progress),
        (int) IntStream.range(0, units).filter(k -> counts[k] > 0).count());
  }

  private static double share(Truth truth, int from, int positions, int majority) {
    int count = 0;
    int right = 0;
    for (int i = from; i < from + positions; i++) {
      if (truth.counts()[i] && truth.classOf(i) >= 0) {
        count++;
        right += truth.classOf(i) == majority ? 1 : 0;
      }
    }
    return (double) right / count;
  }

  /** Whether the model is better, by the lower end of the interval where there is one. */
  boolean isBeaten() {
    return difference.hasIntervals() ? difference.low()[0] > 0 : difference.mean()[0] > 0;
  }
}
