package org.loupe.method.states.internal;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Resampling;
import org.loupe.model.Progress;

/**
 * Means over windows with their intervals. Arrays are shared, not copied.
 *
 * @param resampling what the finite windows belong to
 * @param magnitude the mean norm; in the guide's form without an interval, since one norm is of all
 *     windows
 * @param consistency mean direction consistency
 * @param resultant mean resultant length
 * @param spans mean Spearman's ρ of movement with time spans
 * @param input mean Spearman's ρ of movement with the input's movement
 * @param early share of windows that move most in the first quarter of their transitions
 * @param movement mean movement per transition; without intervals where there are too few windows
 * @param unitMean mean per unit
 * @param between share of the states' variance that lies between windows' means
 */
record Summary(
    Resampling resampling,
    Estimate magnitude,
    Estimate consistency,
    Estimate resultant,
    Estimate spans,
    Estimate input,
    Estimate early,
    Bootstrap.Means movement,
    Bootstrap.Means unitMean,
    double between) {
  /** The part of a window that 'early' means. */
  static final double QUARTER = 0.25;

  /**
   * A number and how sure it is.
   *
   * @param value NaN where there is none
   * @param interval 95 %, or null without one
   * @param windows how many have it
   */
  record Estimate(double value, @Nullable Interval interval, int windows) {}

  static Summary of(
      Gathered.Parts parts,
      boolean[] finite,
      Plane plane,
      Resampling all,
      long seed,
      Progress progress) {
    int[] places = IntStream.range(0, finite.length).filter(n -> finite[n]).toArray();
    Estimator estimator = new Estimator(places, all, seed, progress);
    Transitions transitions = parts.transitions();
    Resampling resampling = all.subset(places);
    double within = 0;
    for (int u = 0; u < parts.units(); u++) {
      within += Math.pow(parts.activity().within(u), 2);
    }
    return new Summary(
        resampling,
        magnitude(transitions, estimator),
        transitions.form() == Form.GUIDE
            ? new Estimate(transitions.directionConsistency(), null, places.length)
            : estimator.mean(transitions.consistency()),
        transitions.form() == Form.GUIDE
            ? new Estimate(transitions.resultantLength(), null, places.length)
            : estimator.mean(transitions.resultant()),
        estimator.mean(transitions.spanAgreement()),
        estimator.mean(transitions.inputAgreement()),
        estimator.mean(early(transitions)),
        movement(transitions, places, resampling, seed, progress),
        Bootstrap.means(
            rows(parts.activity().windowMean(), parts.units(), places),
            parts.units(),
            resampling,
            seed,
            progress),
        plane.variance() == 0 ? Double.NaN : Math.max(0, 1 - within / plane.variance()));
  }

  private static Estimate magnitude(Transitions transitions, Estimator estimator) {
    if (transitions.form() == Form.GUIDE) {
      return new Estimate(transitions.magnitudeMean(), null, transitions.windows());
    }
    float[] sums = new float[2 * transitions.windows()];
    for (int n = 0; n < transitions.windows(); n++) {
      double sum = 0;
      for (int t = 0; t < transitions.steps(); t++) {
        double moved = transitions.movement(n, t);
        if (!Double.isNaN(moved)) {
          sum += moved;
          sums[2 * n + 1]++;
        }
      }
      sums[2 * n] = (float) sum;
    }
    return estimator.ratio(sums);
  }

  /** Per window whether its greatest movement is in the first quarter; NaN without movement. */
  private static double[] early(Transitions transitions) {
    double[] early = new double[transitions.windows()];
    for (int n = 0; n < early.length; n++) {
      int greatest = -1;
      int count = 0;
      for (int t = 0; t < transitions.steps(); t++) {
        double moved = transitions.movement(n, t);
        if (!Double.isNaN(moved)) {
          count++;
          greatest = greatest < 0 || moved > transitions.movement(n, greatest) ? t : greatest;
        }
      }
      early[n] = count < 4 ? Double.NaN : greatest < QUARTER * count ? 1 : 0;
    }
    return early;
  }

  /** Ratios, since not every window reaches every transition. */
  private static Bootstrap.Means movement(
      Transitions transitions, int[] places, Resampling resampling, long seed, Progress progress) {
    float[] sums = new float[2 * transitions.steps() * places.length];
    for (int i = 0; i < places.length; i++) {
      for (int t = 0; t < transitions.steps(); t++) {
        double moved = transitions.movement(places[i], t);
        if (!Double.isNaN(moved)) {
          sums[2 * (i * transitions.steps() + t)] = (float) moved;
          sums[2 * (i * transitions.steps() + t) + 1] = 1;
        }
      }
    }
    return Bootstrap.ratios(sums, transitions.steps(), resampling, seed, progress);
  }

  private static float[] rows(float[] all, int width, int[] places) {
    float[] rows = new float[places.length * width];
    for (int i = 0; i < places.length; i++) {
      System.arraycopy(all, places[i] * width, rows, i * width, width);
    }
    return rows;
  }

  /** Means over those finite windows that have a number. */
  private record Estimator(int[] places, Resampling all, long seed, Progress progress) {
    Estimate mean(double[] values) {
      int[] some = IntStream.of(places).filter(n -> !Double.isNaN(values[n])).toArray();
      if (some.length == 0) {
        return new Estimate(Double.NaN, null, 0);
      }
      float[] column = new float[some.length];
      for (int i = 0; i < column.length; i++) {
        column[i] = (float) values[some[i]];
      }
      Bootstrap.Means means = Bootstrap.means(column, 1, all.subset(some), seed, progress);
      double exact = Arrays.stream(some).mapToDouble(n -> values[n]).average().orElse(Double.NaN);
      return new Estimate(exact, means.interval(0), some.length);
    }

    /** Of [numerator, denominator] per window. */
    Estimate ratio(float[] sums) {
      int[] some = IntStream.of(places).filter(n -> sums[2 * n + 1] > 0).toArray();
      if (some.length == 0) {
        return new Estimate(Double.NaN, null, 0);
      }
      Bootstrap.Means ratios =
          Bootstrap.ratios(rows(sums, 2, some), 1, all.subset(some), seed, progress);
      return new Estimate(ratios.mean()[0], ratios.interval(0), some.length);
    }
  }
}
