package org.loupe.method.temporal.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Finding;
import org.loupe.analysis.PerWindow;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Result;
import org.loupe.analysis.Samples;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.model.Axis;
import org.loupe.model.ChannelSet;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.Tensor;

/**
 * Importance of channels and time spans per step.
 *
 * @param provenance how it came about
 * @param explained what F is
 * @param importance |∂F/∂x · x|, mean over windows, [T,C]
 * @param byChannel the same per window, summed over steps, [N,C]
 * @param byStep the same per window, summed over channels, [N,T]
 * @param bySpan |∂F/∂Δt · Δt| per window, [N,T], or [N,1] of one span per window; null without any
 * @param summary all windows put together
 * @param spans the time spans, or null
 * @param sizes what the channels are like
 * @param check by occlusion, or null where it was not asked for
 * @param channels names and groups, or null if the card has none
 * @param resampling what the windows belong to
 * @param scalars single numbers
 * @param tables tables
 * @param findings what is worth saying
 */
record ImportanceResult(
    Provenance provenance,
    Explained explained,
    FloatTensor importance,
    PerWindow byChannel,
    PerWindow byStep,
    @Nullable PerWindow bySpan,
    ImportanceSummary summary,
    @Nullable TimeSpans spans,
    ChannelSizes sizes,
    @Nullable OcclusionCheck check,
    @Nullable ChannelSet channels,
    Resampling resampling,
    List<Scalar> scalars,
    List<Table> tables,
    List<Finding> findings)
    implements Result {

  @Override
  public Samples samples() {
    return ImportanceSamples.of(this);
  }

  @Override
  public Map<String, Tensor> arrays() {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    arrays.put("importance", importance);
    if (summary.spans() != null) {
      double[] mean = summary.spans().mean();
      float[] values = new float[mean.length];
      for (int t = 0; t < values.length; t++) {
        values[t] = (float) mean[t];
      }
      arrays.put(
          "importance_timespans", FloatTensor.of(values, Axis.of(Dimension.TIME, values.length)));
    }
    return arrays;
  }
}
