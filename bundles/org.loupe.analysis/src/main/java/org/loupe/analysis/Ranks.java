package org.loupe.analysis;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Orders of values, and how far two of them agree (C. Spearman, 1904). */
public final class Ranks {
  private Ranks() {}

  /**
   * Spearman's ρ, equal values sharing their mean rank.
   *
   * @param a one side
   * @param b the other, as long
   * @return −1 to 1; NaN where one side is all alike, or holds NaN
   */
  public static double correlation(double[] a, double[] b) {
    return DoubleStream.concat(Arrays.stream(a), Arrays.stream(b)).anyMatch(Double::isNaN)
        ? Double.NaN
        : ofRanks(of(a), of(b));
  }

  /** The same of two sides that are ranks already, such as after a permutation. */
  public static double ofRanks(double[] x, double[] y) {
    double middle = (x.length - 1) / 2.0;
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - middle) * (y[i] - middle);
      xx += (x[i] - middle) * (x[i] - middle);
      yy += (y[i] - middle) * (y[i] - middle);
    }
    return xx == 0 || yy == 0 ? Double.NaN : xy / Math.sqrt(xx * yy);
  }

  /**
   * The rank of every value, counted from 0; equal values share their mean rank. Each NaN comes
   * after all numbers, in order.
   */
  public static double[] of(double[] values) {
    double[] sorted = new double[values.length];
    // Without the sign of a zero: both zeros are one value.
    Arrays.setAll(sorted, i -> values[i] + 0.0);
    Arrays.sort(sorted);
    int[] ends = new int[sorted.length];
    for (int i = sorted.length - 1; i >= 0; i--) {
      boolean last = i == sorted.length - 1 || Double.compare(sorted[i], sorted[i + 1]) != 0;
      ends[i] = last ? i : ends[i + 1];
    }
    double[] ranks = new double[values.length];
    int unknown = first(sorted, Double.NaN);
    for (int i = 0; i < ranks.length; i++) {
      if (Double.isNaN(values[i])) {
        ranks[i] = unknown++;
        continue;
      }
      int first = first(sorted, values[i] + 0.0);
      ranks[i] = (first + ends[first]) / 2.0;
    }
    return ranks;
  }

  /** The first place of a value among sorted ones. */
  private static int first(double[] sorted, double value) {
    int from = 0;
    int to = sorted.length - 1;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (Double.compare(sorted[middle], value) < 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
