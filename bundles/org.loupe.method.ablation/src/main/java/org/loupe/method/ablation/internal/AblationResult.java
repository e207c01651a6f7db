package org.loupe.method.ablation.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Result;
import org.loupe.analysis.Sample;
import org.loupe.analysis.Samples;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.Tensor;

/**
 * What a model loses without each item.
 *
 * @param provenance how it came about
 * @param subject what was taken away and how, in words
 * @param items single ones first, then pairs
 * @param metrics in the order of the effects
 * @param effect [items, metrics, N]; NaN where nothing counts in a window, or an item could not be
 *     taken away
 * @param importance [items]: mean magnitude of the target's derivative by a factor at the item,
 *     normalised within its layer; NaN of pairs, and where it could not be computed
 * @param rawImportance [items][N]: the same per window, not normalised; empty where it could not be
 *     computed
 * @param usable places of the windows whose intact outputs are numbers
 * @param broken per item, whether it could not be taken away
 * @param resampling what the windows belong to
 * @param summaries one per metric, over all usable windows
 * @param primary the metric by which items are ranked at first
 * @param scalars single numbers
 * @param tables tables
 * @param findings what is worth saying
 */
record AblationResult(
    Provenance provenance,
    Described subject,
    List<Item> items,
    List<Metric> metrics,
    FloatTensor effect,
    FloatTensor importance,
    float[][] rawImportance,
    int[] usable,
    boolean[] broken,
    Resampling resampling,
    List<Summary> summaries,
    int primary,
    List<Scalar> scalars,
    List<Table> tables,
    List<Finding> findings)
    implements Result {

  /** Places of the single items. */
  List<Integer> singles() {
    return IntStream.range(0, items.size()).filter(i -> !items.get(i).isPair()).boxed().toList();
  }

  /**
   * Effects of the single items by metric. Changes of outputs are left out where a drop is known:
   * they are never negative and say how much, not which way.
   */
  @Override
  public Samples samples() {
    int[] whole =
        IntStream.range(0, items.size())
            .filter(i -> !items.get(i).isPair() && !broken[i])
            .toArray();
    List<Sample> all = new ArrayList<>();
    for (int m = 0; m < metrics.size() && whole.length > 0; m++) {
      if (m == primary || metrics.get(m).kind() != Metric.Kind.OUTPUT) {
        all.add(sample(m, whole));
      }
    }
    String reason = "it is of the intact model; see the view of prediction heads";
    return Samples.of(resampling, all)
        .without(
            Map.of(
                "accuracy", reason,
                "above_majority", reason,
                "agreement", "a correlation of rankings is no mean over windows"));
  }

  private Sample sample(int metric, int[] whole) {
    int windows = resampling.unit().length;
    float[] values = new float[windows * whole.length];
    Arrays.fill(values, Float.NaN);
    for (int n : usable) {
      for (int i = 0; i < whole.length; i++) {
        values[n * whole.length + i] =
            effect.values()[(whole[i] * metrics.size() + metric) * windows + n];
      }
    }
    String words = metrics.get(metric).words();
    return Sample.means(
            metrics.get(metric).key(),
            words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1),
            Dimension.VALUE,
            IntStream.of(whole).mapToObj(i -> items.get(i).name()).toList(),
            values)
        .ofImportance();
  }

  @Override
  public Map<String, Tensor> arrays() {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    arrays.put("effect", effect);
    arrays.put("gradient_importance", importance);
    return arrays;
  }
}
