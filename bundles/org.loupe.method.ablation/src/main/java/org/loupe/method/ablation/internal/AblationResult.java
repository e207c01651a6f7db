package org.loupe.method.ablation.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Result;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
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

  @Override
  public Map<String, Tensor> arrays() {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    arrays.put("effect", effect);
    arrays.put("gradient_importance", importance);
    return arrays;
  }
}
