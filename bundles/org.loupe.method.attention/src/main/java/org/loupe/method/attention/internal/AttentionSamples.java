package org.loupe.method.attention.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loupe.analysis.Sample;
import org.loupe.analysis.Samples;
import org.loupe.model.Dimension;

/**
 * What attention heads are like window by window. The rollout has no single number, so there is
 * none to compare; its maps are compared as figures.
 */
final class AttentionSamples {
  private AttentionSamples() {}

  static Samples of(AttentionResult result) {
    List<Sample> all = new ArrayList<>();
    all.add(modules(result));
    for (HeadMetric metric : HeadMetric.values()) {
      heads(result, metric, all);
    }
    return Samples.of(result.resampling(), all);
  }

  private static Sample modules(AttentionResult result) {
    List<AttentionModule> chosen = result.modules().chosen();
    float[] entropy = missing(result.finite().length * chosen.size());
    for (int n = 0; n < result.finite().length; n++) {
      for (int m = 0; m < chosen.size() && result.finite()[n]; m++) {
        double sum = 0;
        for (int h = 0; h < chosen.get(m).heads(); h++) {
          sum += result.metrics().get(m).at(n, h, HeadMetric.ENTROPY.ordinal());
        }
        entropy[n * chosen.size() + m] = (float) (sum / chosen.get(m).heads());
      }
    }
    List<String> names = chosen.stream().map(AttentionModule::name).toList();
    return Sample.means("entropy", "Mean attention entropy", Dimension.LAYER, names, entropy)
        .ofScalars(names.stream().map(name -> "entropy/" + name).toList());
  }

  /** Attention heads in which a metric makes sense; the others have no number anywhere. */
  private static void heads(AttentionResult result, HeadMetric metric, List<Sample> all) {
    List<HeadSummary> heads =
        result.heads().stream()
            .filter(head -> Double.isFinite(head.metrics()[metric.ordinal()]))
            .toList();
    if (heads.isEmpty()) {
      return;
    }
    float[] values = missing(result.finite().length * heads.size());
    for (int n = 0; n < result.finite().length; n++) {
      for (int h = 0; h < heads.size() && result.finite()[n]; h++) {
        HeadSummary head = heads.get(h);
        values[n * heads.size() + h] =
            result.metrics().get(head.layer()).at(n, head.head(), metric.ordinal());
      }
    }
    String key = metric.key();
    all.add(
        Sample.means(
            "attention_head_" + key,
            "Attention " + key,
            // Positions of attention heads count within one module: these are of several.
            Dimension.VALUE,
            heads.stream().map(HeadSummary::words).toList(),
            values));
  }

  private static float[] missing(int count) {
    float[] missing = new float[count];
    Arrays.fill(missing, Float.NaN);
    return missing;
  }
}
