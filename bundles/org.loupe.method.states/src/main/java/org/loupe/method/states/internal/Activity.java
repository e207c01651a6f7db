package org.loupe.method.states.internal;

import java.util.Arrays;

/**
 * What each unit does over all steps of all windows.
 *
 * <p>Filled window by window; not changed afterwards.
 */
final class Activity {
  /** A unit within this of ±1 is near its limit, where states have one. */
  private static final double LIMIT = 0.98;

  private final int units;
  private final double[] least;
  private final double[] greatest;
  private final double[] within;
  private final double[] moved;
  private final long[] limited;
  private final float[] windowMean;
  private long rows;
  private long transitions;

  /** Of no window yet. */
  Activity(int windows, int units) {
    this.units = units;
    this.least = filled(units, Double.POSITIVE_INFINITY);
    this.greatest = filled(units, Double.NEGATIVE_INFINITY);
    this.within = new double[units];
    this.moved = new double[units];
    this.limited = new long[units];
    this.windowMean = new float[windows * units];
    Arrays.fill(windowMean, Float.NaN);
  }

  private static double[] filled(int count, double value) {
    double[] filled = new double[count];
    Arrays.fill(filled, value);
    return filled;
  }

  void add(StateWindow window) {
    int steps = window.steps();
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
    rows += steps;
    transitions += steps - 1;
  }

  int units() {
    return units;
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

  /** Means per window and unit, row-major [N,H]; NaN of windows that are left out. */
  float[] windowMean() {
    return windowMean;
  }
}
