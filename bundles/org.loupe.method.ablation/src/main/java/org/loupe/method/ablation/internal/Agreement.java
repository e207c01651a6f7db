package org.loupe.method.ablation.internal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Ranks;
import org.loupe.model.Progress;

/**
 * How far ablation and gradient importance put the single items into the same order.
 *
 * @param rho Spearman's ρ of the magnitude of the mean effect and the gradient importance
 * @param interval from the same resamples as the effects', or null
 * @param items how many were compared
 */
record Agreement(double rho, @Nullable Interval interval, int items) {
  /** Fewer items have no order worth telling. */
  static final int FEWEST = 6;

  /**
   * Compares.
   *
   * @param perWindow importance per single item and window
   * @return null where there are too few items, or one side is all alike
   */
  static @Nullable Agreement of(
      List<Item> items, Summary summary, float[][] perWindow, long seed, Progress progress) {
    List<Integer> compared =
        IntStream.range(0, perWindow.length)
            .filter(i -> !Double.isNaN(summary.mean(i)))
            .boxed()
            .toList();
    if (compared.size() < FEWEST || summary.places().length == 0) {
      return null;
    }
    int columns = perWindow.length;
    float[] values = new float[summary.places().length * columns];
    for (int n = 0; n < summary.places().length; n++) {
      for (int i = 0; i < columns; i++) {
        values[n * columns + i] = perWindow[i][summary.places()[n]];
      }
    }
    Bootstrap.Means raw = Bootstrap.means(values, columns, summary.resampling(), seed, progress);
    double rho = rho(items, compared, summary.means().mean(), raw.mean());
    if (Double.isNaN(rho)) {
      return null;
    }
    return new Agreement(rho, interval(items, compared, summary.means(), raw), compared.size());
  }

  private static double rho(
      List<Item> items, List<Integer> compared, double[] effects, double[] raw) {
    Map<String, Double> squares = new LinkedHashMap<>();
    for (int i : compared) {
      squares.merge(items.get(i).layer(), raw[i] * raw[i], Double::sum);
    }
    double[] a = compared.stream().mapToDouble(i -> Math.abs(effects[i])).toArray();
    double[] b =
        compared.stream()
            .mapToDouble(
                i -> {
                  double norm = Math.sqrt(squares.get(items.get(i).layer()));
                  return norm == 0 ? 0 : raw[i] / norm;
                })
            .toArray();
    return Ranks.correlation(a, b);
  }

  private static @Nullable Interval interval(
      List<Item> items, List<Integer> compared, Bootstrap.Means effects, Bootstrap.Means raw) {
    if (!effects.hasIntervals()) {
      return null;
    }
    double[] resampled = new double[Bootstrap.RESAMPLES];
    double[] a = new double[items.size()];
    double[] b = new double[raw.mean().length];
    for (int r = 0; r < resampled.length; r++) {
      for (int i : compared) {
        a[i] = effects.resampled()[i][r];
        b[i] = raw.resampled()[i][r];
      }
      resampled[r] = rho(items, compared, a, b);
    }
    double[] known = Arrays.stream(resampled).filter(value -> !Double.isNaN(value)).toArray();
    return known.length == 0
        ? null
        : new Bootstrap.Means(new double[1], new double[][] {known}, effects.method()).interval(0);
  }
}
