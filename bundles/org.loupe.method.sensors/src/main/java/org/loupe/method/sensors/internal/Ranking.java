package org.loupe.method.sensors.internal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Resampling;
import org.loupe.model.Progress;

/**
 * Drops of some windows, put together: means, how sure they are, and what stands out of the noise.
 * Arrays are one per unit; shared, not copied.
 *
 * @param mean over windows and repeats
 * @param low lower end of the interval; NaN without one
 * @param high upper end
 * @param means with the resamples of the intervals
 * @param p of the sign-flip test across clusters; NaN without one
 * @param q the same, adjusted for the number of units by Benjamini and Hochberg
 * @param standsOut whether a unit's drop is positive and no noise
 * @param unchanged whether nothing could drop because the change leaves the unit as it is
 * @param spread what low and high are
 * @param floor where there is no test: the magnitude of the most negative mean
 */
record Ranking(
    double[] mean,
    double[] low,
    double[] high,
    Bootstrap.Means means,
    double[] p,
    double[] q,
    boolean[] standsOut,
    boolean[] unchanged,
    Spread spread,
    double floor) {
  /** The share of false discoveries that is allowed. */
  static final double LEVEL = 0.05;

  /** What the ends of the intervals are. */
  enum Spread {
    /** 95 % bootstrap intervals of clusters or windows. */
    INTERVAL,
    /** The least and greatest repeat. */
    REPEATS,
    /** There are none. */
    NONE
  }

  /**
   * Puts windows together.
   *
   * @param drop [units, rounds, windows] of all windows
   * @param windows how many
   * @param places which of them, by their place
   * @param resampling what these belong to
   */
  static Ranking of(
      float[] drop,
      int rounds,
      int windows,
      int[] places,
      Resampling resampling,
      boolean[] unchanged,
      long seed,
      Progress progress) {
    int units = unchanged.length;
    float[] byWindow = new float[places.length * units];
    double[][] byRound = new double[units][rounds];
    for (int u = 0; u < units; u++) {
      progress.checkCancelled();
      for (int n = 0; n < places.length; n++) {
        double sum = 0;
        for (int r = 0; r < rounds; r++) {
          double value = drop[(u * rounds + r) * windows + places[n]];
          sum += value;
          byRound[u][r] += value / places.length;
        }
        byWindow[n * units + u] = (float) (sum / rounds);
      }
    }
    Bootstrap.Means means = Bootstrap.means(byWindow, units, resampling, seed, progress);
    double[] p = new double[units];
    Arrays.fill(p, Double.NaN);
    boolean tested = resampling.units() >= SignFlips.LEAST_CLUSTERS;
    if (tested) {
      double[] all = SignFlips.test(clusters(byWindow, units, resampling), seed, progress);
      for (int u = 0; u < units; u++) {
        p[u] = unchanged[u] ? Double.NaN : all[u];
      }
    }
    double[] q = SignFlips.benjaminiHochberg(p);
    double[] low = new double[units];
    double[] high = new double[units];
    Arrays.fill(low, Double.NaN);
    Arrays.fill(high, Double.NaN);
    Spread spread =
        means.hasIntervals() ? Spread.INTERVAL : rounds > 1 ? Spread.REPEATS : Spread.NONE;
    if (spread == Spread.INTERVAL) {
      low = means.low();
      high = means.high();
    } else if (spread == Spread.REPEATS) {
      low = Arrays.stream(byRound).mapToDouble(row -> Arrays.stream(row).min().orElse(0)).toArray();
      high =
          Arrays.stream(byRound).mapToDouble(row -> Arrays.stream(row).max().orElse(0)).toArray();
    }
    double floor = -Math.min(0, Arrays.stream(means.mean()).min().orElse(0));
    boolean[] standsOut = new boolean[units];
    for (int u = 0; u < units; u++) {
      double least = spread == Spread.NONE ? means.mean()[u] : low[u];
      standsOut[u] = tested ? means.mean()[u] > 0 && q[u] < LEVEL : least > floor;
    }
    return new Ranking(means.mean(), low, high, means, p, q, standsOut, unchanged, spread, floor);
  }

  /** The mean of each cluster's windows, [clusters][units]. */
  private static double[][] clusters(float[] byWindow, int units, Resampling resampling) {
    double[][] means = new double[resampling.units()][units];
    int[] sizes = new int[resampling.units()];
    for (int unit : resampling.unit()) {
      sizes[unit]++;
    }
    for (int n = 0; n < resampling.unit().length; n++) {
      int cluster = resampling.unit()[n];
      for (int u = 0; u < units; u++) {
        means[cluster][u] += byWindow[n * units + u] / (double) sizes[cluster];
      }
    }
    return means;
  }

  /** Whether there was a test. */
  boolean isTested() {
    return Arrays.stream(p).anyMatch(value -> !Double.isNaN(value));
  }

  /** The units from the greatest mean drop to the least; equal ones in the card's order. */
  int[] order() {
    return IntStream.range(0, mean.length)
        .boxed()
        .sorted(Comparator.comparingDouble(u -> -mean[u]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** How many units stand out. */
  int outstanding() {
    return (int) IntStream.range(0, mean.length).filter(u -> standsOut[u]).count();
  }

  /** How many units the change leaves as they are. */
  int still() {
    return (int) IntStream.range(0, mean.length).filter(u -> unchanged[u]).count();
  }

  /**
   * The share of all positive drops that the first units of the order make up; negative drops count
   * as 0. Empty where no unit stands out.
   */
  double[] cumulative() {
    if (outstanding() == 0) {
      return new double[0];
    }
    int[] order = order();
    double total = Arrays.stream(mean).filter(value -> value > 0).sum();
    double[] shares = new double[order.length];
    double sum = 0;
    for (int i = 0; i < order.length; i++) {
      sum += Math.max(0, mean[order[i]]);
      shares[i] = sum / total;
    }
    return shares;
  }

  /** How many units make up a share of all positive drops; 0 where no unit stands out. */
  int needed(double share) {
    double[] shares = cumulative();
    for (int i = 0; i < shares.length; i++) {
      // The last place may miss 1 by rounding.
      if (shares[i] >= share - 1e-12) {
        return i + 1;
      }
    }
    return 0;
  }
}
