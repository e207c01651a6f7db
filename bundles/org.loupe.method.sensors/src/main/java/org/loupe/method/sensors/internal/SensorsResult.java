package org.loupe.method.sensors.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.ChannelNames;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Result;
import org.loupe.analysis.Sample;
import org.loupe.analysis.Samples;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.model.Axis;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.Tensor;

/**
 * How far a score drops when channels, or groups of them, lose what they tell.
 *
 * @param provenance how it came about
 * @param subject what was done, in words
 * @param units the channels or groups
 * @param names of all channels
 * @param drop [units, rounds, windows]; positive where the change hurts
 * @param pairDrop [groups + pairs, 1, windows] of a group ablation; else null
 * @param base the score with nothing changed, [windows]
 * @param ranking of all windows
 * @param interactions of all windows; null but of a group ablation
 * @param resampling what the windows belong to
 * @param scalars single numbers
 * @param tables tables
 * @param findings what is worth saying
 */
record SensorsResult(
    Provenance provenance,
    Described subject,
    Units units,
    ChannelNames names,
    FloatTensor drop,
    float @Nullable [] pairDrop,
    float[] base,
    Ranking ranking,
    @Nullable Interactions interactions,
    Resampling resampling,
    List<Scalar> scalars,
    List<Table> tables,
    List<Finding> findings)
    implements Result {

  @Override
  public Samples samples() {
    int windows = base.length;
    int rounds = drop.axes().get(1).size();
    float[] means = new float[windows * units.size()];
    for (int u = 0; u < units.size(); u++) {
      for (int n = 0; n < windows; n++) {
        double sum = 0;
        for (int r = 0; r < rounds; r++) {
          sum += drop.values()[(u * rounds + r) * windows + n];
        }
        means[n * units.size() + u] = (float) (sum / rounds);
      }
    }
    return Samples.of(
            resampling,
            List.of(
                Sample.means(
                        "score",
                        "Mean " + subject.score() + ", unchanged",
                        Dimension.VALUE,
                        List.of(""),
                        base)
                    .ofScalars(List.of("score")),
                Sample.means(
                        "drop",
                        "Drop of the " + subject.score(),
                        units.dimension(),
                        units.names(),
                        means)
                    .ofImportance()))
        .without(
            Map.of(
                "outstanding", "a number of " + units.noun() + "s is of all windows together",
                "needed", "a number of " + units.noun() + "s is of all windows together"));
  }

  @Override
  public Map<String, Tensor> arrays() {
    Axis unit = drop.axes().get(0);
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    arrays.put("drop", drop);
    arrays.put("mean", floats(unit, ranking.mean()));
    float[] ends = new float[2 * unit.size()];
    for (int u = 0; u < unit.size(); u++) {
      ends[2 * u] = (float) ranking.low()[u];
      ends[2 * u + 1] = (float) ranking.high()[u];
    }
    arrays.put("interval", FloatTensor.of(ends, unit, Axis.of(Dimension.VALUE, 2)));
    arrays.put("p_value", floats(unit, ranking.p()));
    arrays.put("q_value", floats(unit, ranking.q()));
    if (interactions != null) {
      arrays.put(
          "interaction",
          FloatTensor.of(
              interactions.matrix(),
              unit,
              new Axis("channel_group_2", unit.dimension(), unit.size())));
    }
    return arrays;
  }

  private static FloatTensor floats(Axis axis, double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return FloatTensor.of(floats, axis);
  }
}
