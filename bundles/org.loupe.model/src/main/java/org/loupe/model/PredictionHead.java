package org.loupe.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One named output of a model that predicts something. Not an attention head.
 *
 * @param name shown to people; also the key in a dict output
 * @param output index in a tuple output, or null where the name is the key or the output is the
 *     only tensor
 * @param kind what the numbers are
 * @param axes what the axes count, the window first, classes or values last
 * @param labels class names of a categorical head, value names of a regression head; may be empty
 *     for regression
 * @param target where the true values stand in a dataset, or null if unknown
 * @param mask positions that count; all conditions must hold; empty means all count
 */
public record PredictionHead(
    String name,
    @Nullable Integer output,
    Kind kind,
    List<Dimension> axes,
    List<String> labels,
    @Nullable ArrayReference target,
    List<Mask> mask) {

  /** What a prediction head's numbers are. */
  public enum Kind {
    /** Logits over classes. */
    CATEGORICAL,
    /** Values. */
    REGRESSION
  }

  /** Copies the lists. */
  public PredictionHead {
    axes = List.copyOf(axes);
    labels = List.copyOf(labels);
    mask = List.copyOf(mask);
  }

  /** Whether the head predicts at every step or token, not once per window. */
  public boolean isSequence() {
    return axes.size() > 2;
  }
}
