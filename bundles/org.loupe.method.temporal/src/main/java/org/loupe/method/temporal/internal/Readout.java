package org.loupe.method.temporal.internal;

import org.jspecify.annotations.Nullable;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.PredictionHead;

/**
 * What a prediction head says of one window, [steps, values]: the values of a regression, the
 * softmax probabilities of classes.
 *
 * @param head the prediction head
 * @param step the only one that is looked at, or null for all
 * @param value the only one that is looked at, or −1 for all
 */
record Readout(PredictionHead head, @Nullable Integer step, int value) {

  /** All steps and values. */
  static Readout all(PredictionHead head) {
    return new Readout(head, null, -1);
  }

  /** Whether it is of classes. */
  boolean isCategorical() {
    return head.kind() == PredictionHead.Kind.CATEGORICAL;
  }

  /** How many values or classes there are at each step, looked at or not. */
  int values(Evaluation evaluation) {
    FloatTensor output = output(evaluation);
    return output.axes().get(output.axes().size() - 1).size();
  }

  /** How many steps there are, looked at or not. */
  int steps(Evaluation evaluation) {
    int values = values(evaluation);
    return values == 0 ? 0 : output(evaluation).size() / evaluation.batch().size() / values;
  }

  /** The numbers of a window of the micro-batch. */
  double[] read(Evaluation evaluation, int row) {
    int values = values(evaluation);
    int steps = steps(evaluation);
    double[] all = new double[steps * values];
    float[] numbers = output(evaluation).values();
    for (int i = 0; i < all.length; i++) {
      all[i] = numbers[row * all.length + i];
    }
    if (isCategorical()) {
      for (int t = 0; t < steps; t++) {
        softmax(all, t * values, values);
      }
    }
    return step == null && value < 0 ? all : picked(all, steps, values);
  }

  private double[] picked(double[] all, int steps, int values) {
    int from = step == null ? 0 : step;
    int to = step == null ? steps : step + 1;
    int width = value < 0 ? values : 1;
    double[] some = new double[(to - from) * width];
    for (int i = 0; i < some.length; i++) {
      some[i] = all[(from + i / width) * values + (value < 0 ? i % width : value)];
    }
    return some;
  }

  private static void softmax(double[] logits, int offset, int count) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = offset; i < offset + count; i++) {
      greatest = Math.max(greatest, logits[i]);
    }
    double sum = 0;
    for (int i = offset; i < offset + count; i++) {
      logits[i] = Math.exp(logits[i] - greatest);
      sum += logits[i];
    }
    for (int i = offset; i < offset + count; i++) {
      logits[i] /= sum;
    }
  }

  private FloatTensor output(Evaluation evaluation) {
    return evaluation.outputs().get(head.name());
  }
}
