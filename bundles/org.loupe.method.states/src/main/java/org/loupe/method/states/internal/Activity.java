package org.loupe.method.states.internal;

import java.util.Arrays;

/**
 * What each unit does over all steps of all windows. Arrays are shared, not copied.
 *
 * @param least value per unit
 * @param greatest value per unit
 * @param within sums of squares about each window's own mean, per unit
 * @param moved sums of |Δh|, per unit
 * @param limited how many steps are near ±1, per unit
 * @param windowMean means per window and unit, row-major [N,H]; NaN of windows that are left out
 * @param rows how many steps there are
 * @param transitions how many times a step leads to another
 */
record Activity(
    double[] least,
    double[] greatest,
    double[] within,
    double[] moved,
    long[] limited,
    float[] windowMean,
    long rows,
    long transitions) {
  /** A unit within this of ±1 is near its limit, where states have one. */
  private static final double LIMIT = 0.98;

  /** Of no window yet. */
  static Activity empty(int windows, int units) {
    float[] windowMean = new float[windows * units];
    Arrays.fill(windowMean, Float.NaN);
    return new Activity(
        filled(units, Double.POSITIVE_INFINITY),
        filled(units, Double.NEGATIVE_INFINITY),
        new double[units],
        new double[units],
        new long[units],
        windowMean,
        0,
        0);
  }

  private static double[] filled(int count, double value) {
    double[] filled = new double[count];
    Arrays.fill(filled, value);
    return filled;
  }

  /** The same with a further window; of this nothing is used any more. */
  Activity and(StateWindow window) {
    int steps = window.steps();
    int units = units();
    for (int u = 0; u < units; u++) {
      double sum = 0;
      double squares = 0;
      double first = window.state(0, u);
      for (int t = 0; t < steps; t++) {
        double value = window.state(t, u);
        least[u] = Math.min(least[u], value);
        greatest[u] = Math.max(greatest[u], value);
        limited[u] += Math.abs(value) >= LIMIT ? 1 : 0;
        sum += value - first;
        squares += (value - first) * (value - first);
        moved[u] += t == 0 ? 0 : Math.abs(value - window.state(t - 1, u));
      }
      within[u] += Math.max(0, squares - sum * sum / steps);
      windowMean[window.place() * units + u] = (float) (first + sum / steps);
    }
    return new Activity(
        least, greatest, within, moved, limited, windowMean, rows + steps, transitions + steps - 1);
  }

  int units() {
    return least.length;
  }

  double least(int unit) {
    return least[unit];
  }

  double greatest(int unit) {
    return greatest[unit];
  }

  /** Standard deviation about each window's own mean. */
  double within(int unit) {
    return Math.sqrt(within[unit] / rows);
  }

  /** Mean |Δh| from step to step; NaN without transitions. */
  double movement(int unit) {
    return transitions == 0 ? Double.NaN : moved[unit] / transitions;
  }

  /** Share of the steps near ±1. */
  double limited(int unit) {
    return (double) limited[unit] / rows;
  }

  /** Whether no unit ever leaves [−1, 1], so that ±1 may be a limit. */
  boolean isBounded() {
    return Arrays.stream(least).allMatch(value -> value >= -1)
        && Arrays.stream(greatest).allMatch(value -> value <= 1);
  }
}
