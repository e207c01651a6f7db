package org.loupe.model;

import java.util.Locale;

/**
 * What an axis counts. Views are linked by dimension: selecting channel 3 in one view selects it in
 * every view that has a {@link #CHANNEL} axis.
 */
public enum Dimension {
  /** Windows of a dataset; positions are window numbers in the dataset. */
  WINDOW,
  /** Time steps of a window. */
  TIME,
  /** Channels of an input. */
  CHANNEL,
  /** Named groups of channels. */
  CHANNEL_GROUP,
  /** Prediction heads, the named outputs of a model. */
  PREDICTION_HEAD,
  /** Classes of a categorical prediction head. */
  CLASS,
  /** Output positions of a sequence, such as decoder tokens. */
  TOKEN,
  /** Layers or sub-modules. */
  LAYER,
  /** Attention heads of one attention module. */
  ATTENTION_HEAD,
  /** Hidden units. */
  UNIT,
  /** Compared checkpoints. */
  CHECKPOINT,
  /** Values of a regression head, bins of a histogram: nothing that is selected across views. */
  VALUE;

  /** The name used in model cards and result files: {@code channel_group} for CHANNEL_GROUP. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Finds a dimension by its {@link #key()}.
   *
   * @throws IllegalArgumentException if no dimension has that key
   */
  public static Dimension ofKey(String key) {
    for (Dimension dimension : values()) {
      if (dimension.key().equals(key)) {
        return dimension;
      }
    }
    throw new IllegalArgumentException("no dimension is called '" + key + "'");
  }
}
