package org.loupe.method.attention.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.analysis.Finding;
import org.loupe.analysis.KeptWindows;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Result;
import org.loupe.analysis.Samples;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.model.FloatTensor;
import org.loupe.model.Tensor;

/**
 * Attention weights of windows and what they are like.
 *
 * @param provenance how they came about
 * @param modules the attentions, and remarks on what is not shown
 * @param rollout the chain of the rollout, or why there is none
 * @param weights per module, [kept,H,Tq,Tk]: those of all windows where memory allows, else of
 *     evenly spaced ones
 * @param means per module, [H,Tq,Tk], over all windows with finite weights
 * @param metrics per module, [N,H,M] in the order of {@link HeadMetric}
 * @param rollouts [kept,T,T]; [0,0,0] without a chain
 * @param meanRollout [T,T]
 * @param finite per window, whether its weights are finite; the others are in no mean
 * @param resampling what the windows belong to
 * @param heads every attention head over all windows
 * @param scalars single numbers
 * @param tables tables
 * @param findings what is worth saying
 */
record AttentionResult(
    Provenance provenance,
    AttentionModules modules,
    Rollout rollout,
    List<FloatTensor> weights,
    List<FloatTensor> means,
    List<FloatTensor> metrics,
    FloatTensor rollouts,
    FloatTensor meanRollout,
    boolean[] finite,
    Resampling resampling,
    List<HeadSummary> heads,
    List<Scalar> scalars,
    List<Table> tables,
    List<Finding> findings)
    implements Result {

  /** Copies the lists. */
  AttentionResult {
    weights = List.copyOf(weights);
    means = List.copyOf(means);
    metrics = List.copyOf(metrics);
    heads = List.copyOf(heads);
  }

  /** The windows whose weights themselves are there. */
  KeptWindows kept() {
    return new KeptWindows(finite.length, weights.get(0).axes().get(0).size());
  }

  @Override
  public Samples samples() {
    return AttentionSamples.of(this);
  }

  @Override
  public Map<String, Tensor> arrays() {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    List<AttentionModule> chosen = modules.chosen();
    for (int m = 0; m < chosen.size(); m++) {
      arrays.put("weights/" + chosen.get(m).name(), weights.get(m));
      arrays.put("mean_weights/" + chosen.get(m).name(), means.get(m));
      arrays.put("metrics/" + chosen.get(m).name(), metrics.get(m));
    }
    if (rollout.isPresent()) {
      arrays.put("rollout", rollouts);
      arrays.put("mean_rollout", meanRollout);
    }
    if (!kept().isAll()) {
      arrays.put(KeptWindows.ARRAY, kept().numbers(provenance.windows()));
    }
    return arrays;
  }
}
