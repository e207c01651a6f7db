package org.loupe.method.window.internal;

import java.util.Arrays;
import org.loupe.analysis.HeadMask;
import org.loupe.analysis.Subject;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.PredictionHead;
import org.loupe.model.Tensor;

/** Takes what a prediction head says, and what is true, of an evaluation of one window. */
final class PredictionReading {
  private PredictionReading() {}

  /**
   * Reads.
   *
   * @param index of the prediction head in the card
   * @throws BadInputException if true values or masks are there but do not fit
   */
  static Predictions read(Subject subject, int index, Evaluation evaluation)
      throws BadInputException {
    PredictionHead head = subject.card().heads().get(index);
    FloatTensor output = evaluation.outputs().get(head.name());
    if (output == null) {
      throw new BadInputException(
          "The model gives no output '" + head.name() + "'; correct the card.");
    }
    int[] shape = output.shape();
    int units = shape[shape.length - 1];
    int positions = units == 0 ? 0 : output.size() / units;
    boolean categorical = head.kind() == PredictionHead.Kind.CATEGORICAL;
    float[] values = categorical ? softmax(output.values(), units) : output.values();
    Dataset dataset = subject.windows().dataset();
    int[] window = subject.windows().numbers();
    float[] truth = new float[categorical ? positions : positions * units];
    Arrays.fill(truth, Float.NaN);
    boolean[] counts = new boolean[positions];
    Arrays.fill(counts, true);
    ArrayReference target = head.target();
    if (target != null && dataset.arrays().containsKey(target.array())) {
      Tensor stored = dataset.read(target, window);
      if (stored.size() != truth.length) {
        throw new BadInputException(
            String.format(
                "Array '%s' gives %d true values of window %d where prediction head '%s' predicts %d; correct its target in the card.",
                target.array(), stored.size(), window[0], head.name(), truth.length));
      }
      for (int i = 0; i < truth.length; i++) {
        truth[i] = (float) stored.number(i);
      }
      counts = HeadMask.counts(head, dataset, window, positions);
    }
    return new Predictions(index, head, positions, units, values, truth, counts);
  }

  /** Probabilities, row by row; a class that is ruled out has the logit -infinity. */
  private static float[] softmax(float[] logits, int units) {
    float[] probabilities = new float[logits.length];
    for (int row = 0; row < logits.length; row += units) {
      double greatest = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < units; k++) {
        greatest = Math.max(greatest, logits[row + k]);
      }
      double sum = 0;
      for (int k = 0; k < units; k++) {
        sum += Math.exp(logits[row + k] - greatest);
      }
      for (int k = 0; k < units; k++) {
        probabilities[row + k] = (float) (Math.exp(logits[row + k] - greatest) / sum);
      }
    }
    return probabilities;
  }
}
