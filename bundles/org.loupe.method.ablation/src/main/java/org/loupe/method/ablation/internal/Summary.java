package org.loupe.method.ablation.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Resampling;
import org.loupe.model.Progress;

/**
 * Effects of all items on one metric, over some windows.
 *
 * @param metric which
 * @param places of the windows at which it is known
 * @param resampling what these belong to
 * @param means over the windows, one column per item; NaN of an item that could not be taken away
 * @param p whether an item's mean, or a pair's interaction, differs from zero: adjusted p-values;
 *     NaN where there are too few clusters or, of changes of outputs, which are never negative, no
 *     question
 */
record Summary(
    Metric metric, int[] places, Resampling resampling, Bootstrap.Means means, double[] p) {
  /** Adjusted p-values up to this are called significant. */
  static final double LEVEL = 0.05;

  /**
   * Puts windows together.
   *
   * @param effects [items, metrics, windows]
   * @param items in order
   * @param windows how many
   * @param metrics all, of which one is summarised
   * @param index of that one
   * @param places of the windows that are taken; those at which the metric is NaN are left out
   * @param broken per item, whether it could not be taken away
   */
  static Summary of(
      float[] effects,
      List<Item> items,
      int windows,
      List<Metric> metrics,
      int index,
      int[] places,
      boolean[] broken,
      Resampling all,
      long seed,
      Progress progress) {
    int[] known =
        IntStream.of(places)
            .filter(
                n ->
                    IntStream.range(0, items.size())
                        .noneMatch(
                            i ->
                                !broken[i]
                                    && Float.isNaN(
                                        effects[(i * metrics.size() + index) * windows + n])))
            .toArray();
    int count = items.size();
    float[] values = new float[known.length * count];
    for (int n = 0; n < known.length; n++) {
      for (int i = 0; i < count; i++) {
        values[n * count + i] =
            broken[i] ? Float.NaN : effects[(i * metrics.size() + index) * windows + known[n]];
      }
    }
    Resampling resampling = all.subset(known);
    double[] p = new double[count];
    Arrays.fill(p, Double.NaN);
    if (metrics.get(index).kind() != Metric.Kind.OUTPUT && known.length > 0) {
      test(values, items, false, resampling, seed, progress, p);
      test(values, items, true, resampling, seed, progress, p);
    }
    return new Summary(
        metrics.get(index),
        known,
        resampling,
        Bootstrap.means(values, count, resampling, seed, progress),
        p);
  }

  /** Tests single items, or the interactions of pairs, and adjusts for their number. */
  private static void test(
      float[] values,
      List<Item> items,
      boolean pairs,
      Resampling resampling,
      long seed,
      Progress progress,
      double[] p) {
    int count = items.size();
    int[] tested = IntStream.range(0, count).filter(i -> items.get(i).isPair() == pairs).toArray();
    float[] columns = new float[resampling.unit().length * tested.length];
    for (int n = 0; n < resampling.unit().length; n++) {
      for (int t = 0; t < tested.length; t++) {
        float value = values[n * count + tested[t]];
        for (int part : pairs ? items.get(tested[t]).parts() : List.<Integer>of()) {
          value -= values[n * count + part];
        }
        columns[n * tested.length + t] = value;
      }
    }
    double[] adjusted =
        SignFlip.adjusted(SignFlip.test(columns, tested.length, resampling, seed, progress));
    for (int t = 0; t < tested.length; t++) {
      p[tested[t]] = adjusted[t];
    }
  }

  double mean(int item) {
    return means.mean()[item];
  }

  /** Whether an item's mean, or a pair's interaction, differs from zero by the test. */
  boolean isSignificant(int item) {
    return p[item] <= LEVEL;
  }

  /** Places of items from the greatest magnitude to the least; equal ones in order. */
  List<Integer> ranking(List<Integer> items) {
    List<Integer> ranking = new ArrayList<>(items);
    ranking.removeIf(item -> Double.isNaN(mean(item)));
    ranking.sort(Comparator.comparingDouble(item -> -Math.abs(mean(item))));
    return ranking;
  }
}
