package org.loupe.method.saliency.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Finding;
import org.loupe.analysis.InputLayout;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Result;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.model.Axis;
import org.loupe.model.ChannelSet;
import org.loupe.model.FloatTensor;
import org.loupe.model.LongTensor;
import org.loupe.model.Tensor;

/**
 * Attributions of windows.
 *
 * @param provenance how they came about
 * @param subject what is explained, in words
 * @param attribution in the input's shape, [N,T,C]; not normalised; signed but for saliency
 * @param objective the explained scalar per window, [N]
 * @param completeness of integrated gradients; else null
 * @param layout where steps and channels lie in a window
 * @param channels names and groups, or null if the card has none
 * @param resampling what the windows belong to
 * @param magnitudes all windows put together, magnitudes
 * @param signed the same with signs; for saliency the very same
 * @param scalars single numbers
 * @param tables tables
 * @param findings what is worth saying
 */
record SaliencyResult(
    Provenance provenance,
    Explained subject,
    FloatTensor attribution,
    FloatTensor objective,
    @Nullable Completeness completeness,
    InputLayout layout,
    @Nullable ChannelSet channels,
    Resampling resampling,
    Summary magnitudes,
    Summary signed,
    List<Scalar> scalars,
    List<Table> tables,
    List<Finding> findings)
    implements Result {

  @Override
  public Map<String, Tensor> arrays() {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    arrays.put("attribution", attribution);
    if (completeness != null) {
      Axis windows = objective.axes().get(0);
      arrays.put("delta", FloatTensor.of(floats(completeness.delta()), windows));
      arrays.put("objective", objective);
      arrays.put("objective_baseline", FloatTensor.of(completeness.baseline(), windows));
      arrays.put(
          "steps_used",
          LongTensor.of(IntStream.of(completeness.steps()).asLongStream().toArray(), windows));
    } else {
      arrays.put("objective", objective);
    }
    return arrays;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
