package org.loupe.method.heads.internal;

import org.loupe.analysis.HeadPredictions;
import org.loupe.model.PredictionHead;

/**
 * What a categorical head said at every position of all windows, beside what is true there. Arrays
 * are shared, not copied.
 *
 * @param head the head
 * @param windows how many there are
 * @param steps positions of a window
 * @param classes how many there are
 * @param hasTruth whether true values were given
 * @param predictions the class of the largest logit, −1 where a logit is not finite
 * @param confidences the largest softmax probability, NaN where a logit is not finite
 * @param truths the true class, −1 where there is none
 */
record Said(
    PredictionHead head,
    int windows,
    int steps,
    int classes,
    boolean hasTruth,
    int[] predictions,
    float[] confidences,
    int[] truths) {

  static Said of(HeadPredictions gathered) {
    int positions = gathered.windows() * gathered.steps();
    int[] predictions = new int[positions];
    float[] confidences = new float[positions];
    int[] truths = new int[positions];
    for (int i = 0; i < positions; i++) {
      predictions[i] = gathered.predicted(i);
      confidences[i] = gathered.confidence(i);
      truths[i] = gathered.truth(i);
    }
    return new Said(
        gathered.head(),
        gathered.windows(),
        gathered.steps(),
        gathered.classes(),
        gathered.hasTruth(),
        predictions,
        confidences,
        truths);
  }

  int predicted(int position) {
    return predictions[position];
  }

  float confidence(int position) {
    return confidences[position];
  }

  int truth(int position) {
    return truths[position];
  }

  /** Whether the predicted class is the true one. */
  boolean isRight(int position) {
    return truths[position] >= 0 && predictions[position] == truths[position];
  }

  /** The class's name as the card gives it, else its number. */
  String name(int index) {
    return index >= 0 && index < head.labels().size()
        ? head.labels().get(index)
        : Integer.toString(index);
  }
}
