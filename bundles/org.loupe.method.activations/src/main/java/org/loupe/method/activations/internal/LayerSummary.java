package org.loupe.method.activations.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Resampling;
import org.loupe.model.Progress;

/**
 * One layer over some windows.
 *
 * @param mean of all finite values of all units; NaN of none
 * @param std their standard deviation, dividing by their number
 * @param sparsity the share that counts as zero
 * @param meanInterval 95 %, or null
 * @param stdInterval 95 %, or null
 * @param sparsityInterval 95 %, or null
 */
record LayerSummary(
    double mean,
    double std,
    double sparsity,
    @Nullable Interval meanInterval,
    @Nullable Interval stdInterval,
    @Nullable Interval sparsityInterval) {
  private static final int STATISTICS = 3;

  /**
   * Sums up layers.
   *
   * @param layers per layer what {@link LayerStatistics#byWindow} holds
   * @param places of the windows that count
   * @param resampling of these windows
   */
  static List<LayerSummary> of(
      List<double[][]> layers, int[] places, Resampling resampling, long seed, Progress progress) {
    int columns = STATISTICS * layers.size();
    float[] ratios = new float[places.length * columns * 2];
    for (int n = 0; n < places.length; n++) {
      for (int d = 0; d < columns; d++) {
        double[][] sums = layers.get(d / STATISTICS);
        ratios[(n * columns + d) * 2] = (float) sums[1 + d % STATISTICS][places[n]];
        ratios[(n * columns + d) * 2 + 1] = (float) sums[0][places[n]];
      }
    }
    Bootstrap.Means means = Bootstrap.ratios(ratios, columns, resampling, seed, progress);
    List<LayerSummary> summaries = new ArrayList<>();
    for (int l = 0; l < layers.size(); l++) {
      summaries.add(of(layers.get(l), places, means, STATISTICS * l));
    }
    return summaries;
  }

  /** The numbers themselves come from the sums in double precision. */
  private static LayerSummary of(
      double[][] byWindow, int[] places, Bootstrap.Means means, int column) {
    double[] sums = new double[STATISTICS + 1];
    for (int place : places) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += byWindow[i][place];
      }
    }
    double mean = sums[1] / sums[0];
    return new LayerSummary(
        mean,
        deviation(mean, sums[2] / sums[0]),
        sums[3] / sums[0],
        means.interval(column),
        deviation(means, column),
        means.interval(column + 2));
  }

  private static double deviation(double mean, double square) {
    return Math.sqrt(Math.max(0, square - mean * mean));
  }

  private static @Nullable Interval deviation(Bootstrap.Means means, int column) {
    if (!means.hasIntervals()) {
      return null;
    }
    double[] mean = means.resampled()[column];
    double[] square = means.resampled()[column + 1];
    double[] deviations =
        IntStream.range(0, mean.length).mapToDouble(r -> deviation(mean[r], square[r])).toArray();
    return new Bootstrap.Means(new double[1], new double[][] {deviations}, means.method())
        .interval(0);
  }
}
