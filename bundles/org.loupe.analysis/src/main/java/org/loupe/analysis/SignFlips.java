package org.loupe.analysis;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.loupe.model.Progress;

/**
 * Whether means differ from zero, tested across clusters by flipping the signs of their means (P.
 * Good: Permutation Tests, 2000, section 3.2): exact for up to 16 clusters, else by 32767 random
 * flips. Two-sided.
 */
public final class SignFlips {
  /** Below this many clusters no flip can be rare enough. */
  public static final int LEAST_CLUSTERS = 6;

  private static final int EXACT = 16;
  private static final int FLIPS = 32767;
  private static final double ROUNDING = 1e-9;

  private SignFlips() {}

  /**
   * Tests columns.
   *
   * @param means [clusters][columns]; NaN makes its column's p-value NaN
   * @param seed of the random flips
   * @return p-value per column
   */
  public static double[] test(double[][] means, long seed, Progress progress) {
    int columns = means[0].length;
    double[] sum = new double[columns];
    double[] least = new double[columns];
    for (double[] cluster : means) {
      for (int c = 0; c < columns; c++) {
        sum[c] += cluster[c];
      }
    }
    for (int c = 0; c < columns; c++) {
      // Sums that differ only by rounding count as equal.
      least[c] = Math.abs(sum[c]) * (1 - ROUNDING);
    }
    long[] atLeast = new long[columns];
    long flips =
        means.length <= EXACT
            ? exact(means, sum, least, atLeast, progress)
            : random(means, least, atLeast, seed, progress);
    return IntStream.range(0, columns)
        .mapToDouble(c -> Double.isNaN(sum[c]) ? Double.NaN : (double) atLeast[c] / flips)
        .toArray();
  }

  /**
   * Tests columns that not all units have. A unit without a column adds nothing to it and is not
   * counted; a column of fewer than {@value #LEAST_CLUSTERS} units is not tested.
   *
   * @param changes [units][columns]; set to NaN where a column is not tested
   * @param present whether a unit has a column
   * @return p-value per column, NaN where there was no test
   */
  public static double[] testable(
      double[][] changes, boolean[][] present, long seed, Progress progress) {
    if (changes.length == 0) {
      return new double[0];
    }
    for (int c = 0; c < changes[0].length; c++) {
      int column = c;
      boolean few =
          IntStream.range(0, present.length).filter(u -> present[u][column]).count()
              < LEAST_CLUSTERS;
      for (int u = 0; few && u < changes.length; u++) {
        changes[u][c] = Double.NaN;
      }
    }
    return test(changes, seed, progress);
  }

  /** All flips that leave the first sign alone, each one sign away from the last (Gray code). */
  private static long exact(
      double[][] means, double[] sum, double[] least, long[] atLeast, Progress progress) {
    double[] flipped = sum.clone();
    int[] sign = new int[means.length];
    Arrays.fill(sign, 1);
    count(flipped, least, atLeast);
    long flips = 1L << (means.length - 1);
    for (long i = 1; i < flips; i++) {
      if ((i & 0x3ff) == 0) {
        progress.checkCancelled();
      }
      int cluster = 1 + Long.numberOfTrailingZeros(i);
      sign[cluster] = -sign[cluster];
      for (int c = 0; c < flipped.length; c++) {
        flipped[c] += 2 * sign[cluster] * means[cluster][c];
      }
      count(flipped, least, atLeast);
    }
    return flips;
  }

  private static long random(
      double[][] means, double[] least, long[] atLeast, long seed, Progress progress) {
    SplittableRandom random = RandomStreams.of(seed, means.length);
    double[] flipped = new double[least.length];
    // The data themselves are one of the flips.
    Arrays.fill(atLeast, 1);
    for (int i = 0; i < FLIPS; i++) {
      progress.checkCancelled();
      Arrays.fill(flipped, 0);
      for (double[] cluster : means) {
        double sign = random.nextBoolean() ? 1 : -1;
        for (int c = 0; c < flipped.length; c++) {
          flipped[c] += sign * cluster[c];
        }
      }
      count(flipped, least, atLeast);
    }
    return FLIPS + 1;
  }

  private static void count(double[] flipped, double[] least, long[] atLeast) {
    for (int c = 0; c < flipped.length; c++) {
      if (Math.abs(flipped[c]) >= least[c]) {
        atLeast[c]++;
      }
    }
  }

  /** The least p-value that a number of clusters allows. */
  public static double least(int clusters) {
    return clusters <= EXACT ? Math.scalb(2.0, -clusters) : 1.0 / (FLIPS + 1);
  }

  /**
   * Adjusts p-values for their number, so that among those below a level its share at most is
   * expected to be wrong (Y. Benjamini, Y. Hochberg, 1995).
   *
   * @param p NaN where there was no test, which does not count
   * @return in the same order, NaN likewise
   */
  public static double[] benjaminiHochberg(double[] p) {
    int[] order =
        IntStream.range(0, p.length)
            .filter(i -> !Double.isNaN(p[i]))
            .boxed()
            .sorted((a, b) -> Double.compare(p[a], p[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[p.length];
    Arrays.fill(adjusted, Double.NaN);
    double least = 1;
    for (int rank = order.length; rank > 0; rank--) {
      least = Math.min(least, p[order[rank - 1]] * order.length / rank);
      adjusted[order[rank - 1]] = least;
    }
    return adjusted;
  }
}
