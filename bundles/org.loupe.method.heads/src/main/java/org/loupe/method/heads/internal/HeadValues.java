package org.loupe.method.heads.internal;

import java.util.Arrays;
import org.loupe.analysis.HeadMask;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.PredictionHead;
import org.loupe.model.Tensor;

/**
 * What a regression head said, beside what is true. Arrays are shared, not copied.
 *
 * @param head the head
 * @param windows how many there are
 * @param steps positions of a window
 * @param units values at each
 * @param hasTruth whether true values were given
 * @param predicted [N, steps, units]
 * @param truth likewise; NaN where there is none
 */
record HeadValues(
    PredictionHead head,
    int windows,
    int steps,
    int units,
    boolean hasTruth,
    float[] predicted,
    float[] truth) {

  /** Positions of a window, times values at each. */
  int perWindow() {
    return steps * units;
  }

  /** Values that can be compared, [N, steps, units]. */
  boolean[] compared(boolean masked, Subject subject) throws BadInputException {
    boolean[] compared = new boolean[predicted.length];
    if (!hasTruth) {
      return compared;
    }
    boolean[] counts = new boolean[windows * steps];
    Arrays.fill(counts, true);
    if (masked) {
      counts =
          HeadMask.counts(
              head, subject.windows().dataset(), subject.windows().numbers(), counts.length);
    }
    for (int i = 0; i < compared.length; i++) {
      compared[i] = counts[i / units] && Float.isFinite(predicted[i]) && Float.isFinite(truth[i]);
    }
    return compared;
  }

  /** Fills it batch by batch. */
  static final class Gathering {
    private final PredictionHead head;
    private final int windows;
    private int steps = -1;
    private int units;
    private float[] predicted = {};
    private float[] truth = {};
    private boolean hasTruth;

    Gathering(PredictionHead head, int windows) {
      this.head = head;
      this.windows = windows;
    }

    void add(Evaluation evaluation) {
      FloatTensor output = evaluation.outputs().get(head.name());
      int count = evaluation.batch().size();
      if (steps < 0) {
        units = output.axes().get(output.axes().size() - 1).size();
        steps = count == 0 || units == 0 ? 0 : output.size() / count / units;
        predicted = new float[Math.multiplyExact(windows, steps * units)];
        truth = new float[predicted.length];
        Arrays.fill(truth, Float.NaN);
      }
      int first = evaluation.from() * steps * units;
      System.arraycopy(output.values(), 0, predicted, first, output.size());
      Tensor target = evaluation.batch().targets().get(head.name());
      // A target without an axis of values is that of a head with one value.
      if (target != null && target.size() == output.size()) {
        hasTruth = true;
        for (int i = 0; i < target.size(); i++) {
          truth[first + i] = (float) target.number(i);
        }
      }
    }

    HeadValues gathered() {
      return new HeadValues(head, windows, Math.max(0, steps), units, hasTruth, predicted, truth);
    }
  }
}
