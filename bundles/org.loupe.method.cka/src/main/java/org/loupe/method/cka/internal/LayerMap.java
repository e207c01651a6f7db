package org.loupe.method.cka.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Interval;
import org.loupe.method.cka.internal.CkaParameters.Estimator;
import org.loupe.model.Progress;

/**
 * How alike every layer of the baseline and every layer of another checkpoint are.
 *
 * @param checkpoint the other's name
 * @param rows the baseline's layers
 * @param columns the other's layers
 * @param values row-major; NaN where two layers have no rows in common, or one is constant
 * @param diagonal layers of the same name
 */
record LayerMap(
    String checkpoint,
    List<String> rows,
    List<String> columns,
    float[] values,
    List<Same> diagonal) {
  LayerMap {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
    diagonal = List.copyOf(diagonal);
  }

  /**
   * A layer of both checkpoints.
   *
   * @param layer its name
   * @param units how many units it has, in the baseline
   * @param rows on how many rows it was compared
   * @param value CKA
   * @param interval of it, or null
   */
  record Same(String layer, int units, int rows, double value, @Nullable Interval interval) {}

  /** Compares; pairs of layers are spread over the processors, each with the same bits. */
  static LayerMap of(
      String checkpoint,
      List<LayerRows> baseline,
      List<LayerRows> other,
      Estimator estimator,
      CkaInterval intervals,
      Progress progress) {
    double[] ownX = own(baseline, estimator, progress);
    double[] ownY = own(other, estimator, progress);
    int columns = other.size();
    float[] values = new float[baseline.size() * columns];
    AtomicInteger done = new AtomicInteger();
    IntStream.range(0, values.length)
        .parallel()
        .forEach(
            i -> {
              progress.checkCancelled();
              int row = i / columns;
              int column = i % columns;
              values[i] =
                  (float)
                      LinearCka.of(
                          baseline.get(row), other.get(column), ownX[row], ownY[column], estimator);
              progress.report("compare layers", done.incrementAndGet(), values.length);
            });
    List<Same> diagonal = new ArrayList<>();
    for (int row = 0; row < baseline.size(); row++) {
      LayerRows x = baseline.get(row);
      int column = names(other).indexOf(x.layer());
      if (column >= 0) {
        double value = values[row * columns + column];
        boolean wanted = estimator == Estimator.BIASED && !Double.isNaN(value);
        diagonal.add(
            new Same(
                x.layer(),
                x.units(),
                x.choice().size(),
                value,
                wanted ? intervals.of(x, other.get(column), progress) : null));
        progress.report("resample", row + 1, baseline.size());
      }
    }
    return new LayerMap(checkpoint, names(baseline), names(other), values, diagonal);
  }

  private static double[] own(List<LayerRows> layers, Estimator estimator, Progress progress) {
    return IntStream.range(0, layers.size())
        .parallel()
        .mapToDouble(
            i -> {
              progress.checkCancelled();
              return LinearCka.dependence(layers.get(i), layers.get(i), estimator);
            })
        .toArray();
  }

  private static List<String> names(List<LayerRows> layers) {
    return layers.stream().map(LayerRows::layer).toList();
  }
}
