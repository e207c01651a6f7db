package org.loupe.method.embeddings.internal;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.RandomStreams;
import org.loupe.analysis.Vectors;
import org.loupe.model.Progress;

/**
 * The rotation, reflections included, that lays rows B onto rows A of the same windows with the
 * least sum of squared distances: Q = UVᵀ of BᵀA = UΣVᵀ (P. Schönemann: A Generalized Solution of
 * the Orthogonal Procrustes Problem, 1966), and the scale s = tr Σ / ‖B‖² where one is wanted.
 *
 * @param aligned s·BQ, [rows][K]
 * @param scale s; 1 where none is wanted
 * @param disparity what stays different when both have the length one: 1 − (tr Σ)²/(‖A‖²‖B‖²), 0
 *     for the same arrangement, at most 1; the same with and without a scale
 */
record Procrustes(double[][] aligned, double scale, double disparity) {

  /**
   * Aligns.
   *
   * @param a [rows][K], centred, not all zero
   * @param b [rows][K], centred, not all zero
   * @param scaling whether B may be made larger or smaller
   */
  static Procrustes of(double[][] a, double[][] b, boolean scaling, Progress progress) {
    int size = a[0].length;
    Svd svd = Svd.of(products(a, b, null), progress);
    double scale = scaling ? svd.sum() / squares(b) : 1;
    double[][] aligned = new double[b.length][size];
    for (int i = 0; i < b.length; i++) {
      for (int k = 0; k < size; k++) {
        double along = scale * Vectors.dot(b[i], svd.u()[k]);
        for (int j = 0; j < size; j++) {
          aligned[i][j] += along * svd.v()[k][j];
        }
      }
    }
    return new Procrustes(aligned, scale, disparity(svd, a, b));
  }

  /**
   * Disparities when B's windows are dealt out at random: what the best rotation makes of rows that
   * have nothing to do with each other (D. Jackson: PROTEST, a Procrustean Randomization Test,
   * 1995).
   *
   * @param times how often
   * @return one per deal, ascending
   */
  static double[] byChance(double[][] a, double[][] b, int times, long seed, Progress progress) {
    double[] disparities = new double[times];
    IntStream.range(0, times)
        .parallel()
        .forEach(
            time -> {
              SplittableRandom random = RandomStreams.of(seed, time);
              int[] order = RandomStreams.permutation(b.length, random);
              disparities[time] = disparity(Svd.of(products(a, b, order), progress), a, b);
            });
    Arrays.sort(disparities);
    return disparities;
  }

  private static double disparity(Svd svd, double[][] a, double[][] b) {
    double sum = svd.sum();
    // Less than 0 is rounding.
    return Math.max(0, 1 - sum * sum / (squares(a) * squares(b)));
  }

  /** The columns of BᵀA, of B's rows in another order where there is one. */
  private static double[][] products(double[][] a, double[][] b, int @Nullable [] order) {
    int size = a[0].length;
    double[][] columns = new double[size][size];
    for (int i = 0; i < a.length; i++) {
      double[] row = b[order == null ? i : order[i]];
      for (int k = 0; k < size; k++) {
        double factor = a[i][k];
        for (int j = 0; j < size; j++) {
          columns[k][j] += factor * row[j];
        }
      }
    }
    return columns;
  }

  private static double squares(double[][] rows) {
    double sum = 0;
    for (double[] row : rows) {
      sum += Vectors.dot(row, row);
    }
    return sum;
  }
}
