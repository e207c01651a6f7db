package org.loupe.method.saliency.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.ChannelNames;
import org.loupe.analysis.Finding;
import org.loupe.analysis.InputLayout;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Result;
import org.loupe.analysis.Sample;
import org.loupe.analysis.Samples;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.model.Axis;
import org.loupe.model.ChannelSet;
import org.loupe.model.Dimension;
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

  /** Mean magnitudes per channel, their mean, and the explained scalar. */
  @Override
  public Samples samples() {
    int windows = objective.size();
    int channels = layout.channels();
    int cells = layout.steps() * channels;
    float[] byChannel = new float[windows * channels];
    float[] mean = new float[windows];
    for (int n = 0; n < windows; n++) {
      double all = 0;
      for (int c = 0; c < channels; c++) {
        double sum = 0;
        for (int t = 0; t < layout.steps(); t++) {
          sum += Math.abs(attribution.values()[layout.position(n, t, c)]);
        }
        byChannel[n * channels + c] = (float) (sum / layout.steps());
        all += sum;
      }
      mean[n] = (float) (all / cells);
    }
    ChannelNames names = new ChannelNames(this.channels);
    String what = "Mean magnitude of the " + subject.phrase();
    return Samples.of(
            resampling,
            List.of(
                Sample.means("mean", what, Dimension.VALUE, List.of(""), mean)
                    .ofScalars(List.of("mean")),
                Sample.means(
                        "objective",
                        "Mean of the target (" + subject.target() + ")",
                        Dimension.VALUE,
                        List.of(""),
                        objective.values())
                    .ofScalars(List.of("objective")),
                Sample.means(
                        "channels",
                        what,
                        Dimension.CHANNEL,
                        IntStream.range(0, channels).mapToObj(names::name).toList(),
                        byChannel)
                    .ofImportance()))
        .without(
            Map.of(
                "maximum", "the greatest of all windows is no mean over them",
                "delta_share", "a median is no mean over windows"))
        .withMaps("attribution");
  }

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
