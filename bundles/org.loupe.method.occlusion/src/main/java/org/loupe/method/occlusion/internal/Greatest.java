package org.loupe.method.occlusion.internal;

import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Resampling;
import org.loupe.model.Progress;

/**
 * The place whose hiding costs the most on average.
 *
 * @param place where it is
 * @param mean its drop
 * @param interval of the mean, or null where there is none
 */
record Greatest(Grid.Place place, double mean, @Nullable Interval interval) {

  /**
   * Looks for it.
   *
   * @param drop [windows, places]
   */
  static Greatest of(
      float[] drop, Grid grid, int windows, Resampling resampling, long seed, Progress progress) {
    double[] mean = new double[grid.size()];
    for (int i = 0; i < drop.length; i++) {
      mean[i % mean.length] += drop[i] / windows;
    }
    int best = 0;
    for (int p = 1; p < mean.length; p++) {
      best = mean[p] > mean[best] ? p : best;
    }
    float[] of = new float[windows];
    for (int n = 0; n < windows; n++) {
      of[n] = drop[n * mean.length + best];
    }
    Bootstrap.Means means = Bootstrap.means(of, 1, resampling, seed, progress);
    return new Greatest(grid.place(best), means.mean()[0], means.interval(0));
  }
}
