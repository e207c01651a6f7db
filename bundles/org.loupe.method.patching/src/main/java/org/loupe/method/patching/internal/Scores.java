package org.loupe.method.patching.internal;

import java.util.Arrays;
import org.loupe.analysis.HeadMask;
import org.loupe.analysis.Logits;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.PredictionHead;
import org.loupe.model.Tensor;

/**
 * The metric of a prediction head, summed per window over the positions that count and have a true
 * class. Where a logit is NaN the window's sum is, too.
 */
final class Scores {
  private final Subject subject;
  private final PredictionHead head;
  private final PatchingParameters parameters;
  private final float[] sums;
  private final int[] positions;

  Scores(Subject subject, PredictionHead head, PatchingParameters parameters) {
    this.subject = subject;
    this.head = head;
    this.parameters = parameters;
    this.sums = new float[subject.windows().size()];
    this.positions = new int[sums.length];
  }

  /**
   * Adds windows.
   *
   * @param first place of the evaluation's first window among the subject's
   * @throws BadInputException if the true classes, or a mask, do not fit
   */
  void add(Evaluation evaluation, int first) throws BadInputException {
    FloatTensor output = evaluation.outputs().get(head.name());
    Tensor truth = evaluation.batch().targets().get(head.name());
    int windows = evaluation.batch().size();
    int classes = output.axes().get(output.axes().size() - 1).size();
    int steps = output.size() / Math.max(1, windows * classes);
    if (truth == null || truth.size() != windows * steps) {
      throw new BadInputException(
          "The true classes of prediction head '"
              + head.name()
              + "' have the shape "
              + (truth == null ? "[0]" : Tensor.describe(truth.shape()))
              + ", expected one for each of "
              + windows * steps
              + " positions; correct its target in the card.");
    }
    boolean[] counts = counts(evaluation, windows * steps);
    for (int n = 0; n < windows; n++) {
      double sum = 0;
      for (int i = n * steps; i < (n + 1) * steps; i++) {
        double known = truth.number(i);
        if (counts[i] && known >= 0 && known < classes) {
          positions[first + n]++;
          sum += score(output.values(), i * classes, classes, (int) known);
        }
      }
      sums[first + n] = (float) sum;
    }
  }

  private boolean[] counts(Evaluation evaluation, int positionsInAll) throws BadInputException {
    if (!parameters.masked()) {
      boolean[] all = new boolean[positionsInAll];
      Arrays.fill(all, true);
      return all;
    }
    return HeadMask.counts(
        head, subject.windows().dataset(), evaluation.batch().windows(), positionsInAll);
  }

  private double score(float[] logits, int offset, int classes, int index) {
    if (!Logits.areUsable(logits, offset, classes)) {
      return Double.NaN;
    }
    return switch (parameters.metric()) {
      case ACCURACY -> Logits.best(logits, offset, classes) == index ? 1 : 0;
      case LOG_PROBABILITY -> Logits.logProbability(logits, offset, classes, index);
    };
  }

  /** Per window; shared, not copied. */
  float[] sums() {
    return sums;
  }

  /** Positions per window; shared, not copied. */
  int[] positions() {
    return positions;
  }

  /** The metric over all windows; NaN of no positions. */
  double mean() {
    double sum = 0;
    long count = 0;
    for (int n = 0; n < sums.length; n++) {
      sum += sums[n];
      count += positions[n];
    }
    return sum / count;
  }
}
