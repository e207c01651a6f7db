package org.loupe.method.occlusion.internal;

import java.util.Arrays;
import org.loupe.analysis.Logits;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.PredictionHead;
import org.loupe.model.Target;
import org.loupe.model.Tensor;

/**
 * The target's value from a prediction head's output. Its classes are chosen once, from the windows
 * as they are, and kept for the changed ones.
 *
 * <p>Not safe for use by several threads.
 */
final class Objective {
  /** In place of a class: the sum of all values. */
  private static final int SUM = -2;

  /** In place of a class: the position does not count. */
  private static final int NONE = -1;

  private final PredictionHead head;
  private final Target target;
  private final double[] base;
  private int positions;
  private int classes;
  private int[] chosen = new int[0];

  /** Of no window yet. */
  Objective(PredictionHead head, Target target, int windows) {
    this.head = head;
    this.target = target;
    this.base = new double[windows];
  }

  /** Takes windows as they are: their classes and values. */
  void base(Evaluation evaluation) {
    FloatTensor output = evaluation.outputs().get(head.name());
    int rows = evaluation.batch().size();
    classes = output.axes().get(output.axes().size() - 1).size();
    positions = output.size() / rows / Math.max(1, classes);
    if (chosen.length == 0) {
      chosen = new int[base.length * positions];
      Arrays.fill(chosen, NONE);
    }
    for (int row = 0; row < rows; row++) {
      int window = evaluation.from() + row;
      for (int s = 0; s < positions; s++) {
        chosen[window * positions + s] = choose(evaluation, output, row * positions + s);
      }
      base[window] = value(evaluation, row, window);
    }
  }

  private int choose(Evaluation evaluation, FloatTensor output, int position) {
    return switch (target.classChoice()) {
      case NAMED -> target.classIndex();
      case PREDICTED ->
          head.kind() == PredictionHead.Kind.REGRESSION
              ? SUM
              : Logits.best(output.values(), position * classes, classes);
      case TRUE -> {
        Tensor truth = evaluation.batch().targets().get(head.name());
        // Where the shapes do not fit, check() says so afterwards.
        double value =
            truth == null || truth.size() != evaluation.batch().size() * positions
                ? NONE
                : truth.number(position);
        yield value >= 0 && value < classes ? (int) value : NONE;
      }
    };
  }

  /** The value of a row of an evaluation, which is that window or a change of it. */
  private double value(Evaluation evaluation, int row, int window) {
    float[] output = evaluation.outputs().get(head.name()).values();
    Integer only = target.step();
    int from = only == null ? 0 : Math.min(only, positions);
    int to = only == null ? positions : Math.min(only + 1, positions);
    double sum = 0;
    for (int s = from; s < to; s++) {
      sum += value(output, (row * positions + s) * classes, chosen[window * positions + s]);
    }
    return sum;
  }

  private double value(float[] output, int offset, int index) {
    if (index == NONE || index >= classes) {
      return 0;
    }
    if (index == SUM) {
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        sum += output[offset + k];
      }
      return sum;
    }
    return switch (target.objective()) {
      case LOGIT -> output[offset + index];
      case LOG_PROBABILITY -> Logits.logProbability(output, offset, classes, index);
      case PROBABILITY -> Math.exp(Logits.logProbability(output, offset, classes, index));
    };
  }

  /** How much lower the value of a changed window is. */
  double drop(Evaluation evaluation, int row, int window) {
    return base[window] - value(evaluation, row, window);
  }

  /**
   * The values of the windows as they are, [windows].
   *
   * @param count of the windows, the first ones
   */
  FloatTensor base(int count) {
    float[] values = new float[count];
    for (int n = 0; n < values.length; n++) {
      values[n] = (float) base[n];
    }
    return FloatTensor.of(values, Axis.of(Dimension.WINDOW, values.length));
  }

  /**
   * Checks what is known after the windows as they are.
   *
   * @param numbers of the windows in the dataset
   * @throws BadInputException if step or class are not there, nothing counts, or an output is no
   *     number
   */
  void check(int[] numbers) throws BadInputException {
    Integer step = target.step();
    if (step != null && step >= positions) {
      throw new BadInputException(
          "Prediction head '"
              + head.name()
              + "' has no step "
              + step
              + "; it has "
              + positions
              + ", counted from 0.");
    }
    if (target.classIndex() >= classes) {
      throw new BadInputException(
          "Class "
              + target.classIndex()
              + " of prediction head '"
              + head.name()
              + "' is not among its "
              + classes
              + " outputs; correct the classes in the card.");
    }
    if (Arrays.stream(chosen).allMatch(index -> index == NONE)) {
      throw new BadInputException(
          "No position of prediction head '"
              + head.name()
              + "' has a true class in these windows; choose others, or use class=predicted.");
    }
    for (int n = 0; n < base.length; n++) {
      if (!Double.isFinite(base[n])) {
        throw new BadInputException(
            "The model's answer for window "
                + numbers[n]
                + " is not a finite number, so nothing can be said of its change; leave the window"
                + " out.");
      }
    }
  }
}
