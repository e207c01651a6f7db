package org.loupe.method.window.internal;

import org.loupe.model.PredictionHead;

/**
 * What a prediction head says of the window.
 *
 * @param index of the head in the card
 * @param head the prediction head
 * @param positions steps, or 1 where it predicts once per window
 * @param units classes or values per position
 * @param values [positions, units]: probabilities, or the values of a regression
 * @param truth [positions] the true class, or [positions, units] the true values; NaN where none is
 *     known
 * @param counts [positions] whether the card's masks let it count
 */
record Predictions(
    int index,
    PredictionHead head,
    int positions,
    int units,
    float[] values,
    float[] truth,
    boolean[] counts) {

  boolean isCategorical() {
    return head.kind() == PredictionHead.Kind.CATEGORICAL;
  }

  /** The most likely class at a position; −1 if the model gave NaN. */
  int predicted(int position) {
    int best = 0;
    for (int k = 0; k < units; k++) {
      float value = values[position * units + k];
      if (Float.isNaN(value)) {
        return -1;
      }
      best = value > values[position * units + best] ? k : best;
    }
    return best;
  }

  /** The probability of the predicted class; NaN if the model gave NaN. */
  float confidence(int position) {
    int predicted = predicted(position);
    return predicted < 0 ? Float.NaN : values[position * units + predicted];
  }

  /** The true class at a position; −1 if none is known. */
  int trueClass(int position) {
    float value = truth[position];
    return value >= 0 && value < units ? (int) value : -1;
  }

  /** Whether the prediction is known to be wrong at a position that counts. */
  boolean isWrong(int position) {
    int truth = trueClass(position);
    return counts[position] && truth >= 0 && truth != predicted(position);
  }

  /** The name of a class or value. */
  String name(int unit) {
    return unit < 0
        ? "NaN"
        : unit < head.labels().size() ? head.labels().get(unit) : Integer.toString(unit);
  }
}
