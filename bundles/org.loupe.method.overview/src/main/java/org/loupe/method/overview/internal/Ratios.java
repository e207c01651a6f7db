package org.loupe.method.overview.internal;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Resampling;
import org.loupe.model.Progress;

/**
 * Pooled scores Σ score / Σ positions of several tallies of one prediction head, with bootstrap
 * resamples that all of them share, so that differences are paired.
 */
final class Ratios {
  /** Resamples without any counted position are left out; with fewer left there is no interval. */
  private static final int LEAST_RESAMPLES = Bootstrap.RESAMPLES / 2;

  private final Bootstrap.Means means;

  private Ratios(Bootstrap.Means means) {
    this.means = means;
  }

  static Ratios of(List<Tally> tallies, Resampling resampling, long seed, Progress progress) {
    int windows = resampling.unit().length;
    int columns = 2 * tallies.size();
    float[] values = new float[windows * columns];
    for (int n = 0; n < windows; n++) {
      for (int i = 0; i < tallies.size(); i++) {
        values[n * columns + 2 * i] = tallies.get(i).sum(n);
        values[n * columns + 2 * i + 1] = tallies.get(i).count(n);
      }
    }
    Bootstrap.Means sums = Bootstrap.means(values, columns, resampling, seed, progress);
    double[] mean = new double[tallies.size()];
    double[][] resampled = new double[tallies.size()][];
    int[] kept = sums.hasIntervals() ? kept(sums.resampled()) : new int[0];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = sums.mean()[2 * i] / sums.mean()[2 * i + 1];
      double[] above = kept.length == 0 ? new double[0] : sums.resampled()[2 * i];
      double[] below = kept.length == 0 ? new double[0] : sums.resampled()[2 * i + 1];
      resampled[i] = Arrays.stream(kept).mapToDouble(r -> above[r] / below[r]).toArray();
    }
    return new Ratios(
        new Bootstrap.Means(mean, kept.length == 0 ? new double[0][] : resampled, sums.method()));
  }

  private static int[] kept(double[][] resampled) {
    int[] kept =
        IntStream.range(0, Bootstrap.RESAMPLES)
            .filter(
                r ->
                    IntStream.range(0, resampled.length / 2)
                        .allMatch(i -> resampled[2 * i + 1][r] > 0))
            .toArray();
    return kept.length < LEAST_RESAMPLES ? new int[0] : kept;
  }

  /** The pooled score of a tally, by its place; NaN where no position counts. */
  Measured.Value value(int place) {
    return new Measured.Value(means.mean()[place], means.interval(place));
  }

  /**
   * How much better the first tally is than another.
   *
   * @param up whether a greater score is better
   */
  Measured.Value gain(int place, boolean up) {
    int sign = up ? 1 : -1;
    // Without the sign of a zero.
    double[] gain = {0.0 + sign * (means.mean()[0] - means.mean()[place])};
    double[][] resampled = new double[means.hasIntervals() ? 1 : 0][];
    if (means.hasIntervals()) {
      double[] first = means.resampled()[0];
      double[] other = means.resampled()[place];
      resampled[0] =
          IntStream.range(0, first.length).mapToDouble(r -> sign * (first[r] - other[r])).toArray();
    }
    Interval interval = new Bootstrap.Means(gain, resampled, means.method()).interval(0);
    return new Measured.Value(gain[0], interval);
  }
}
