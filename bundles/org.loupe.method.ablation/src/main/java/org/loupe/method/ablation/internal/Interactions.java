package org.loupe.method.ablation.internal;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Interval;

/**
 * Interactions of pairs: the effect of taking both away minus the sum of the single effects. Above
 * zero they do each other's work; below zero one is of no use without the other.
 */
final class Interactions {
  private final List<Item> items;
  private final List<Integer> pairs;
  private final Bootstrap.Means means;
  private final Summary summary;

  private Interactions(
      List<Item> items, List<Integer> pairs, Bootstrap.Means means, Summary summary) {
    this.items = items;
    this.pairs = pairs;
    this.means = means;
    this.summary = summary;
  }

  /** Of a metric; null without pairs. */
  static @Nullable Interactions of(List<Item> items, Summary summary) {
    List<Integer> pairs =
        IntStream.range(0, items.size()).filter(i -> items.get(i).isPair()).boxed().toList();
    if (pairs.isEmpty()) {
      return null;
    }
    Bootstrap.Means all = summary.means();
    double[] mean = new double[pairs.size()];
    double[][] resampled = new double[all.hasIntervals() ? pairs.size() : 0][Bootstrap.RESAMPLES];
    for (int p = 0; p < mean.length; p++) {
      int both = pairs.get(p);
      int a = items.get(both).parts().get(0);
      int b = items.get(both).parts().get(1);
      mean[p] = all.mean()[both] - all.mean()[a] - all.mean()[b];
      for (int r = 0; p < resampled.length && r < Bootstrap.RESAMPLES; r++) {
        resampled[p][r] = all.resampled()[both][r] - all.resampled()[a][r] - all.resampled()[b][r];
      }
    }
    return new Interactions(
        items, pairs, new Bootstrap.Means(mean, resampled, all.method()), summary);
  }

  int size() {
    return pairs.size();
  }

  Item item(int pair) {
    return items.get(pairs.get(pair));
  }

  double value(int pair) {
    return means.mean()[pair];
  }

  @Nullable Interval interval(int pair) {
    return means.interval(pair);
  }

  /** The significant pair of the greatest magnitude, or −1. */
  int strongest() {
    int strongest = -1;
    for (int p = 0; p < pairs.size(); p++) {
      if (summary.isSignificant(pairs.get(p))
          && (strongest < 0 || Math.abs(value(p)) > Math.abs(value(strongest)))) {
        strongest = p;
      }
    }
    return strongest;
  }
}
