package org.loupe.method.ablation.internal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.loupe.analysis.Resampling;
import org.loupe.model.Progress;

/**
 * Whether means over clusters differ from zero: the two-sided sign-flip permutation test of the
 * clusters' means (R. Fisher, 1935), all flips where there are few clusters, else a seeded sample;
 * adjusted for the number of tests by Y. Benjamini and Y. Hochberg, 1995.
 */
final class SignFlip {
  /** With fewer clusters no difference could ever be called significant. */
  static final int FEW = 6;

  private static final int MOST_EXACT = 12;
  private static final int SAMPLES = 4999;

  private SignFlip() {}

  /**
   * Tests every column.
   *
   * @param values row-major [windows, columns]
   * @param resampling what the windows belong to
   * @return one p-value per column; NaN where a value is, or all NaN with fewer than {@value #FEW}
   *     clusters
   */
  static double[] test(
      float[] values, int columns, Resampling resampling, long seed, Progress progress) {
    int units = resampling.units();
    double[] p = new double[columns];
    if (units < FEW) {
      Arrays.fill(p, Double.NaN);
      return p;
    }
    double[][] means = means(values, columns, resampling);
    boolean exact = units <= MOST_EXACT;
    int flips = exact ? 1 << units : SAMPLES;
    SplittableRandom random = new SplittableRandom(seed);
    double[] observed = sums(means, columns, new int[units]);
    int[] asGreat = new int[columns];
    int[] sign = new int[units];
    for (int flip = 0; flip < flips; flip++) {
      progress.checkCancelled();
      for (int u = 0; u < units; u++) {
        sign[u] = exact ? flip >> u & 1 : random.nextInt(2);
      }
      double[] sums = sums(means, columns, sign);
      for (int c = 0; c < columns; c++) {
        double least = Math.abs(observed[c]) * (1 - 1e-9);
        asGreat[c] += Math.abs(sums[c]) >= least ? 1 : 0;
      }
    }
    for (int c = 0; c < columns; c++) {
      p[c] = exact ? (double) asGreat[c] / flips : (asGreat[c] + 1.0) / (flips + 1.0);
      p[c] = Double.isNaN(observed[c]) ? Double.NaN : p[c];
    }
    return p;
  }

  private static double[][] means(float[] values, int columns, Resampling resampling) {
    double[][] means = new double[resampling.units()][columns];
    int[] sizes = new int[resampling.units()];
    for (int n = 0; n < resampling.unit().length; n++) {
      int unit = resampling.unit()[n];
      sizes[unit]++;
      for (int c = 0; c < columns; c++) {
        means[unit][c] += values[n * columns + c];
      }
    }
    for (int u = 0; u < means.length; u++) {
      for (int c = 0; c < columns; c++) {
        means[u][c] /= sizes[u];
      }
    }
    return means;
  }

  private static double[] sums(double[][] means, int columns, int[] sign) {
    double[] sums = new double[columns];
    for (int u = 0; u < sign.length; u++) {
      for (int c = 0; c < columns; c++) {
        sums[c] += sign[u] == 0 ? means[u][c] : -means[u][c];
      }
    }
    return sums;
  }

  /** Adjusts p-values for their number; NaN stay NaN and do not count. */
  static double[] adjusted(double[] p) {
    int[] order =
        IntStream.range(0, p.length)
            .filter(i -> !Double.isNaN(p[i]))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -p[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[p.length];
    Arrays.fill(adjusted, Double.NaN);
    double least = 1;
    for (int rank = 0; rank < order.length; rank++) {
      int ascending = order.length - rank;
      least = Math.min(least, p[order[rank]] * order.length / ascending);
      adjusted[order[rank]] = least;
    }
    return adjusted;
  }
}
