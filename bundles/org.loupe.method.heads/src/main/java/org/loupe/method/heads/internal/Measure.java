package org.loupe.method.heads.internal;

/** What is told of a categorical prediction head: a mean over the positions that count. */
enum Measure {
  /** Share of right predictions. */
  ACCURACY,
  /** Mean softmax probability of the predicted class. */
  CONFIDENCE,
  /** Confidence minus accuracy: above zero the head is surer than it is right. */
  GAP,
  /** Accuracy of the most frequent class. */
  MAJORITY,
  /** Accuracy minus that of the most frequent class. */
  OVER_MAJORITY,
  /** Accuracy of the true class before. */
  PREVIOUS,
  /** Accuracy minus that of the true class before, where there is one. */
  OVER_PREVIOUS,
  /** Accuracy with the explained inputs zeroed. */
  ZEROED,
  /** Accuracy minus that with the explained inputs zeroed. */
  OVER_ZEROED,
  /** Accuracy with the explained inputs of other windows. */
  SHUFFLED,
  /** Accuracy minus that with the explained inputs of other windows. */
  OVER_SHUFFLED;

  static final int COUNT = values().length;
}
