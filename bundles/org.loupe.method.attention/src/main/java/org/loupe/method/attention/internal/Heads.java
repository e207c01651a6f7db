package org.loupe.method.attention.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Resampling;
import org.loupe.model.FloatTensor;
import org.loupe.model.Progress;

/** Puts the metrics of windows together. */
final class Heads {
  private Heads() {}

  /**
   * Every attention head, layer by layer.
   *
   * @param modules in order
   * @param metrics one [N,H,M] per module
   * @param places of the windows that are taken, all with finite weights
   * @param resampling what these windows belong to
   */
  static List<HeadSummary> summarize(
      List<AttentionModule> modules,
      List<FloatTensor> metrics,
      int[] places,
      Resampling resampling,
      long seed,
      Progress progress) {
    List<HeadSummary> heads = new ArrayList<>();
    for (int layer = 0; layer < modules.size(); layer++) {
      AttentionModule module = modules.get(layer);
      int columns = module.heads() * HeadMetric.count();
      float[] all = metrics.get(layer).values();
      float[] chosen = new float[places.length * columns];
      for (int n = 0; n < places.length; n++) {
        System.arraycopy(all, places[n] * columns, chosen, n * columns, columns);
      }
      Bootstrap.Means means = Bootstrap.means(chosen, columns, resampling, seed, progress);
      for (int head = 0; head < module.heads(); head++) {
        int column = head * HeadMetric.count();
        double[] mean = Arrays.copyOfRange(means.mean(), column, column + HeadMetric.count());
        Pattern pattern = Pattern.of(module, mean);
        long same =
            IntStream.range(0, places.length)
                .filter(n -> Pattern.of(module, row(chosen, n * columns + column)) == pattern)
                .count();
        heads.add(
            new HeadSummary(
                module, layer, head, mean, means, column, pattern, (double) same / places.length));
      }
    }
    return heads;
  }

  private static double[] row(float[] values, int from) {
    return IntStream.range(from, from + HeadMetric.count()).mapToDouble(i -> values[i]).toArray();
  }
}
