package org.loupe.method.tokens.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loupe.analysis.Sample;
import org.loupe.analysis.Samples;
import org.loupe.model.Dimension;

/** What became of tokens window by window: of each class that has true tokens, and of all. */
final class TokenSamples {
  private TokenSamples() {}

  static Samples of(TokenSummary summary) {
    List<Sample> all = new ArrayList<>();
    int[] together = new int[summary.counts().length];
    all.add(total(summary, together, true));
    all.add(total(summary, together, false));
    int[] classes = summary.byCount();
    int windows = summary.resampling().unit().length;
    // With very many windows and words the classes are left out before anything is allocated.
    if (classes.length > 0 && (long) windows * classes.length <= Sample.MOST) {
      int[] column = new int[summary.counts().length];
      Arrays.fill(column, -1);
      for (int k = 0; k < classes.length; k++) {
        column[classes[k]] = k;
      }
      List<String> names = Arrays.stream(classes).mapToObj(summary::name).toList();
      all.add(sample(summary, column, names, "class_accuracy", "Token accuracy", true).ranked());
      all.add(
          sample(summary, column, names, "class_confidence", "Token confidence", false).ranked());
    }
    return Samples.of(summary.resampling(), all);
  }

  private static Sample total(TokenSummary summary, int[] together, boolean right) {
    String name = right ? "accuracy" : "confidence";
    return sample(
            summary,
            together,
            List.of(""),
            name,
            right ? "Share of tokens that are entirely right" : "Mean confidence of tokens",
            right)
        .ofScalars(List.of(name));
  }

  /**
   * Sums of one measure.
   *
   * @param column where each class is added, −1 of none
   * @param right whether right tokens are counted, or confidence is summed
   */
  private static Sample sample(
      TokenSummary summary,
      int[] column,
      List<String> names,
      String name,
      String label,
      boolean right) {
    TokenMaterial material = summary.material();
    int windows = summary.resampling().unit().length;
    float[] above = new float[windows * names.size()];
    float[] below = new float[above.length];
    for (int i = 0; i < windows * material.steps(); i++) {
      int truth = material.classes()[i];
      if (truth >= 0 && column[truth] >= 0) {
        int at = i / material.steps() * names.size() + column[truth];
        above[at] += right ? (material.right()[i] ? 1 : 0) : material.confidence()[i];
        below[at]++;
      }
    }
    return Sample.ratios(name, label, Dimension.VALUE, names, above, below);
  }
}
