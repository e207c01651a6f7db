package org.loupe.method.heads.internal;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Resampling;
import org.loupe.model.Progress;

/**
 * One value of a regression head on some windows, put together.
 *
 * @param name of the head, and of the value where it has several
 * @param predicted at the compared positions
 * @param truth at the compared positions
 * @param error the mean absolute error, one column
 * @param determination R² = 1 − Σ(y−ŷ)²/Σ(y−ȳ)², one column; NaN where the true values do not vary
 */
record ValueSummary(
    String name,
    float[] predicted,
    float[] truth,
    Bootstrap.Means error,
    Bootstrap.Means determination) {
  /** n, squared error, y, y². */
  private static final int SUMS = 4;

  /** Predicted minus true values. */
  float[] residuals() {
    float[] residuals = new float[truth.length];
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] = predicted[i] - truth[i];
    }
    return residuals;
  }

  double mae() {
    return error.mean()[0];
  }

  double r2() {
    return determination.mean()[0];
  }

  @Nullable Interval r2Interval() {
    return determination.interval(0);
  }

  /**
   * Puts windows together.
   *
   * @param compared values that can be compared, [N, steps, units]
   * @param unit which of the head's values
   * @param places which of the windows, by their place
   */
  static ValueSummary of(
      HeadValues head,
      boolean[] compared,
      int unit,
      int[] places,
      Resampling resampling,
      long seed,
      Progress progress) {
    int[] used =
        Arrays.stream(places)
            .flatMap(p -> IntStream.range(p * head.perWindow(), (p + 1) * head.perWindow()))
            .filter(i -> compared[i] && i % head.units() == unit)
            .toArray();
    float[] predicted = new float[used.length];
    float[] truth = new float[used.length];
    double mean = 0;
    for (int j = 0; j < used.length; j++) {
      predicted[j] = head.predicted()[used[j]];
      truth[j] = head.truth()[used[j]];
      mean += truth[j] / used.length;
    }
    float[] absolute = new float[places.length * 2];
    float[] sums = new float[places.length * SUMS];
    for (int n = 0; n < places.length; n++) {
      double[] sum = new double[SUMS];
      double errors = 0;
      for (int i = places[n] * head.perWindow() + unit;
          i < (places[n] + 1) * head.perWindow();
          i += head.units()) {
        if (compared[i]) {
          double residual = head.predicted()[i] - head.truth()[i];
          // Centred, so that squares of large values do not drown what varies.
          double y = head.truth()[i] - mean;
          errors += Math.abs(residual);
          sum[0]++;
          sum[1] += residual * residual;
          sum[2] += y;
          sum[3] += y * y;
        }
      }
      absolute[2 * n] = (float) errors;
      absolute[2 * n + 1] = (float) sum[0];
      for (int d = 0; d < SUMS; d++) {
        sums[n * SUMS + d] = (float) sum[d];
      }
    }
    return new ValueSummary(
        name(head, unit),
        predicted,
        truth,
        Bootstrap.ratios(absolute, 1, resampling, seed, progress),
        determination(Bootstrap.means(sums, SUMS, resampling, seed, progress)));
  }

  /** A value's name: the head's, and which of its values where it has several. */
  static String name(HeadValues head, int unit) {
    String label =
        unit < head.head().labels().size() ? head.head().labels().get(unit) : "value " + unit;
    return head.units() == 1 ? head.head().name() : head.head().name() + ", " + label;
  }

  private static Bootstrap.Means determination(Bootstrap.Means sums) {
    double[][] resampled = new double[sums.hasIntervals() ? 1 : 0][];
    for (int i = 0; i < resampled.length; i++) {
      resampled[i] =
          IntStream.range(0, Bootstrap.RESAMPLES)
              .mapToDouble(
                  r ->
                      r2(
                          sums.resampled()[0][r],
                          sums.resampled()[1][r],
                          sums.resampled()[2][r],
                          sums.resampled()[3][r]))
              .filter(Double::isFinite)
              .toArray();
    }
    double[] m = sums.mean();
    return new Bootstrap.Means(new double[] {r2(m[0], m[1], m[2], m[3])}, resampled, sums.method());
  }

  private static double r2(double n, double squares, double y, double yy) {
    double variation = yy - y * y / n;
    return n > 0 && variation > 1e-9 * yy ? 1 - squares / variation : Double.NaN;
  }
}
