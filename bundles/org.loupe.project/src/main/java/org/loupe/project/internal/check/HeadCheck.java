package org.loupe.project.internal.check;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.HeadBaseline;
import org.loupe.analysis.HeadMask;
import org.loupe.analysis.HeadScore;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.PredictionHead;
import org.loupe.model.PredictionHead.Kind;
import org.loupe.model.Progress;
import org.loupe.model.Tensor;
import org.loupe.model.Windows;
import org.loupe.project.imports.CardReport;

/** Checks one prediction head: the shape of its output, its true values, how right it is. */
final class HeadCheck {
  private static final int CHUNK = 256;

  private final PredictionHead head;
  private final int[] shape;
  private final Problems problems;
  private @Nullable HeadBaseline baseline;
  private @Nullable HeadScore score;
  private long outputs;
  private long notFinite;

  /**
   * @param shape what the model gives, the window first; empty if it gives no such output
   */
  HeadCheck(PredictionHead head, int[] shape, Problems problems) {
    this.head = head;
    this.shape = shape;
    this.problems = problems;
  }

  PredictionHead head() {
    return head;
  }

  /**
   * Whether the output is as the card says.
   *
   * @param given what the model gives, for messages
   */
  boolean fits(String given) {
    int labels = head.labels().size();
    if (shape.length == 0) {
      problems.error(
          "The model gives no output for prediction head '"
              + head.name()
              + "', it gives "
              + given
              + "; correct the head's name or its 'output'.");
      return false;
    } else if (shape.length != head.axes().size()) {
      problems.error(
          "Prediction head '"
              + head.name()
              + "' has "
              + shape.length
              + " axes "
              + Tensor.describe(shape)
              + ", the card says "
              + head.axes().stream().map(axis -> axis.key()).toList()
              + "; correct its axes.");
      return false;
    } else if (labels > 0 && shape[shape.length - 1] != labels) {
      problems.error(
          "Prediction head '"
              + head.name()
              + "' gives "
              + shape[shape.length - 1]
              + " numbers per position, the card names "
              + labels
              + (head.kind() == Kind.CATEGORICAL ? " classes" : " values")
              + "; name as many, in their order.");
      return false;
    }
    return true;
  }

  /** Looks at the true values; without them, or where they do not fit, nothing is scored. */
  void readTargets(Windows windows, Progress progress) throws BadInputException {
    ArrayReference target = head.target();
    if (target == null) {
      problems.warning(
          "Prediction head '"
              + head.name()
              + "' has no target, so its accuracy is unknown; name the array of its true values.");
      return;
    }
    HeadBaseline gathered = new HeadBaseline(head.kind(), shape[shape.length - 1]);
    try {
      for (int from = 0; from < windows.size(); from += CHUNK) {
        progress.checkCancelled();
        int[] numbers =
            Arrays.copyOfRange(windows.numbers(), from, Math.min(windows.size(), from + CHUNK));
        Tensor truth = windows.dataset().read(target, numbers);
        gathered.add(truth, counts(windows.dataset(), numbers, truth));
      }
    } catch (BadInputException e) {
      problems.error(e.getMessage());
      return;
    }
    if (gathered.outOfRange() > 0) {
      problems.error(
          gathered.outOfRange()
              + " true values of prediction head '"
              + head.name()
              + "' are no class of 0 to "
              + (shape[shape.length - 1] - 1)
              + " (such as "
              + gathered.outOfRangeExample()
              + " in window "
              + windows.numbers()[(int) (gathered.outOfRangePosition() / positionsPerWindow())]
              + "); correct its target, or leave these positions out with a mask.");
    }
    baseline = gathered;
    score = new HeadScore(head.kind(), gathered);
  }

  private int positionsPerWindow() {
    int positions = 1;
    for (int axis = 1; axis < shape.length - 1; axis++) {
      positions *= shape[axis];
    }
    return positions;
  }

  private boolean[] counts(Dataset dataset, int[] numbers, Tensor truth) throws BadInputException {
    int positions = numbers.length * positionsPerWindow();
    int units = shape[shape.length - 1];
    boolean fits =
        truth.size() == positions
            || head.kind() == Kind.REGRESSION && truth.size() == positions * units;
    if (!fits) {
      throw new BadInputException(
          "The target of prediction head '"
              + head.name()
              + "' has the shape "
              + Tensor.describe(truth.shape())
              + " for "
              + numbers.length
              + " windows, its output "
              + Tensor.describe(shape)
              + "; correct the target's array or slice.");
    }
    return HeadMask.counts(head, dataset, numbers, positions);
  }

  /** Takes what the model gave for some windows. */
  void add(Evaluation evaluation, Dataset dataset) throws BadInputException {
    FloatTensor output = evaluation.outputs().get(head.name());
    if (output == null) {
      return;
    }
    outputs += output.size();
    for (float value : output.values()) {
      // A class that is ruled out has the logit -infinity.
      boolean sound =
          Float.isFinite(value)
              || head.kind() == Kind.CATEGORICAL && value == Float.NEGATIVE_INFINITY;
      notFinite += sound ? 0 : 1;
    }
    HeadScore scored = score;
    ArrayReference target = head.target();
    if (scored != null && target != null) {
      int[] numbers = evaluation.batch().windows();
      Tensor truth = dataset.read(target, numbers);
      scored.add(output, truth, counts(dataset, numbers, truth));
    }
  }

  CardReport.Head report() {
    if (notFinite > 0) {
      problems.error(
          notFinite
              + " of "
              + outputs
              + " numbers that prediction head '"
              + head.name()
              + "' gave are NaN or infinity; the model is broken, or its inputs are not what it was"
              + " trained on.");
    }
    HeadScore scored = score;
    if (scored == null) {
      return new CardReport.Head(head.name(), head.kind(), shape, null, null);
    }
    compare(scored.masked());
    return new CardReport.Head(head.name(), head.kind(), shape, scored.masked(), scored.unmasked());
  }

  private void compare(HeadScore.Score masked) {
    if (masked.positions() == 0) {
      problems.error(
          "No position of prediction head '"
              + head.name()
              + "' counts; correct its mask or its target.");
    } else if (head.kind() == Kind.CATEGORICAL && masked.value() < masked.baseline()) {
      problems.warning(
          String.format(
              Locale.ROOT,
              "Prediction head '%s' is right at %.1f %% of its positions, always saying the most"
                  + " frequent class at %.1f %%; look whether target, classes and inputs are the"
                  + " right ones.",
              head.name(),
              100 * masked.value(),
              100 * masked.baseline()));
    } else if (head.kind() == Kind.REGRESSION && masked.value() > masked.baseline()) {
      problems.warning(
          String.format(
              Locale.ROOT,
              "Prediction head '%s' misses by %.4g on average, always saying the mean by %.4g; look"
                  + " whether target and inputs are the right ones, in the same unit.",
              head.name(),
              masked.value(),
              masked.baseline()));
    }
  }
}
