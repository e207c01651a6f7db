package org.loupe.analysis;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.PredictionHead;
import org.loupe.model.Tensor;

/**
 * What a categorical prediction head says at every position of some windows, beside what is true
 * there: the class of the largest logit and its softmax probability. Gathered batch by batch;
 * positions are counted window by window.
 *
 * <p>Not safe for use by several threads while it is filled.
 */
public final class HeadPredictions {
  private final PredictionHead head;
  private final int windows;
  private int steps = -1;
  private int classes;
  private int[] predicted = {};
  private float[] confidence = {};
  private int[] truth = {};
  private boolean hasTruth;

  /**
   * Of no window yet.
   *
   * @param windows how many there will be
   */
  public HeadPredictions(PredictionHead head, int windows) {
    this.head = head;
    this.windows = windows;
  }

  /** Whether the true values of a prediction head can be read of the subject's dataset. */
  public static boolean hasTruth(PredictionHead head, Subject subject) {
    ArrayReference target = head.target();
    return target != null && subject.windows().dataset().arrays().containsKey(target.array());
  }

  /**
   * Adds windows.
   *
   * @param evaluation with the head's output [n, …, K] and, where they are known, its true values
   */
  public void add(Evaluation evaluation) {
    FloatTensor output = evaluation.outputs().get(head.name());
    int count = evaluation.batch().size();
    int units = output.axes().get(output.axes().size() - 1).size();
    if (steps < 0) {
      classes = units;
      steps = count == 0 || units == 0 ? 0 : output.size() / count / units;
      predicted = new int[Math.multiplyExact(windows, steps)];
      confidence = new float[predicted.length];
      truth = new int[predicted.length];
      Arrays.fill(truth, -1);
    }
    int first = evaluation.from() * steps;
    for (int i = 0; i < count * steps; i++) {
      classify(output.values(), i * units, first + i);
    }
    addTruth(evaluation.batch().targets().get(head.name()), first, count * steps);
  }

  private void classify(float[] logits, int offset, int position) {
    boolean finite = classes > 0 && Logits.areUsable(logits, offset, classes);
    predicted[position] = finite ? Logits.best(logits, offset, classes) : -1;
    confidence[position] = finite ? (float) Logits.confidence(logits, offset, classes) : Float.NaN;
  }

  private void addTruth(@Nullable Tensor target, int first, int count) {
    if (target == null || target.size() != count) {
      return;
    }
    hasTruth = true;
    for (int i = 0; i < count; i++) {
      double value = target.number(i);
      truth[first + i] = value >= 0 && value < classes ? (int) value : -1;
    }
  }

  /** The head. */
  public PredictionHead head() {
    return head;
  }

  /** Number of windows. */
  public int windows() {
    return windows;
  }

  /** Positions of a window: steps or tokens, or 1. */
  public int steps() {
    return Math.max(0, steps);
  }

  /** Number of classes. */
  public int classes() {
    return classes;
  }

  /** Whether true values were given. */
  public boolean hasTruth() {
    return hasTruth;
  }

  /** The class of the largest logit, −1 where a logit is not finite. */
  public int predicted(int position) {
    return predicted[position];
  }

  /** The largest softmax probability, NaN where a logit is not finite. */
  public float confidence(int position) {
    return confidence[position];
  }

  /** The true class, −1 where there is none. */
  public int truth(int position) {
    return truth[position];
  }

  /** Whether the predicted class is the true one. */
  public boolean isRight(int position) {
    return truth[position] >= 0 && predicted[position] == truth[position];
  }

  /** The class's name as the card gives it, else its number. */
  public String name(int index) {
    return index >= 0 && index < head.labels().size()
        ? head.labels().get(index)
        : Integer.toString(index);
  }

  /**
   * Positions that count: those that the head's masks let through, and at which the prediction is
   * finite. Without true values every position with a finite prediction counts, since masks are
   * made of true values.
   *
   * @param masked whether the head's masks are asked at all
   * @return one per position
   * @throws BadInputException if a mask does not fit the dataset
   */
  public boolean[] counted(boolean masked, Subject subject) throws BadInputException {
    boolean[] counted = new boolean[predicted.length];
    Arrays.fill(counted, true);
    if (masked && hasTruth) {
      counted =
          HeadMask.counts(
              head, subject.windows().dataset(), subject.windows().numbers(), predicted.length);
    }
    for (int i = 0; i < counted.length; i++) {
      counted[i] &= predicted[i] >= 0;
    }
    return counted;
  }
}
