package org.loupe.analysis;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

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

  /** The rank of every value, counted from 0; equal values share their mean rank. */
  public static double[] of(double[] values) {
    Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, (i, j) -> Double.compare(values[i], values[j]));
    double[] ranks = new double[values.length];
    for (int from = 0; from < order.length; ) {
      int to = from + 1;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + to - 1) / 2.0;
      }
      from = to;
    }
    return ranks;
  }
}
