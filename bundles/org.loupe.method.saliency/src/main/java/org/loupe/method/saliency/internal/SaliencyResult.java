package org.loupe.method.saliency.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.ChannelNames;
import org.loupe.analysis.Finding;
import org.loupe.analysis.InputLayout;
import org.loupe.analysis.KeptWindows;
import org.loupe.analysis.PerWindow;
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
 * @param attribution in the input's shape, [K,T,C] of the {@link #kept} windows; not normalised;
 *     signed but for saliency
 * @param objective the explained scalar per window, [N]
 * @param byChannel mean magnitude over steps, [N,C]
 * @param overall mean magnitude over everything, [N,1]
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
    PerWindow byChannel,
    PerWindow overall,
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

  /** The windows whose attributions are kept one by one. */
  KeptWindows kept() {
    return new KeptWindows(objective.size(), attribution.axes().get(0).size());
  }

  /** Mean magnitudes per channel, their mean, and the explained scalar. */
  @Override
  public Samples samples() {
    ChannelNames names = new ChannelNames(this.channels);
    String what = "Mean magnitude of the " + subject.phrase();
    return Samples.of(
            resampling,
            List.of(
                Sample.means("mean", what, Dimension.VALUE, List.of(""), overall.values())
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
                        IntStream.range(0, layout.channels()).mapToObj(names::name).toList(),
                        byChannel.values())
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
    if (!kept().isAll()) {
      arrays.put(KeptWindows.ARRAY, kept().numbers(provenance.windows()));
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
