package org.loupe.workbench.internal.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import org.loupe.analysis.HeadMask;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.PredictionHead;
import org.loupe.model.Tensor;

/**
 * What a prediction head said of the windows of a dataset, as far as results tell, held against the
 * true values. Arrays are row-major, NaN where nothing is known.
 *
 * @param head what the card says of it
 * @param steps positions per window
 * @param units values per position; 1 of categorical heads
 * @param predicted classes or values [N, steps, units]; a class of −1 is none
 * @param truth likewise; empty without true values
 * @param confidence softmax probability of the predicted class [N, steps]; empty where not told
 * @param counted positions that count [N, steps], as the card's masks say
 */
public record HeadOutcome(
    PredictionHead head,
    int steps,
    int units,
    float[] predicted,
    float[] truth,
    float[] confidence,
    BitSet counted) {

  /**
   * Reads what a result says of a head, and the true values of its windows. Not on a UI thread.
   *
   * @param windows of the result, n
   * @param predicted [n, …]
   * @param confidence of the same size, or empty
   * @throws BadInputException if the true values do not fit the card
   */
  static HeadOutcome of(
      PredictionHead head,
      Dataset dataset,
      int[] windows,
      Tensor predicted,
      List<Tensor> confidence)
      throws BadInputException {
    int each = predicted.size() / windows.length;
    int steps = head.isSequence() ? predicted.shape()[1] : 1;
    int units = each / steps;
    float[] said = spread(predicted, windows, dataset.size());
    boolean sure = !confidence.isEmpty() && confidence.get(0).size() == predicted.size();
    ArrayReference target = head.target();
    boolean has = target != null && dataset.arrays().containsKey(target.array());
    Tensor truth = has && target != null ? dataset.read(target, windows) : null;
    boolean fits = truth != null && truth.size() == predicted.size();
    boolean[] counts = HeadMask.counts(head, dataset, windows, windows.length * steps);
    BitSet counted = new BitSet();
    for (int i = 0; i < counts.length; i++) {
      counted.set(windows[i / steps] * steps + i % steps, counts[i]);
    }
    return new HeadOutcome(
        head,
        steps,
        units,
        said,
        fits && truth != null ? spread(truth, windows, dataset.size()) : new float[0],
        sure ? spread(confidence.get(0), windows, dataset.size()) : new float[0],
        counted);
  }

  private static float[] spread(Tensor values, int[] windows, int size) {
    int each = values.size() / windows.length;
    float[] all = new float[Math.multiplyExact(size, each)];
    Arrays.fill(all, Float.NaN);
    for (int n = 0; n < windows.length; n++) {
      for (int i = 0; i < each; i++) {
        all[windows[n] * each + i] = (float) values.number(n * each + i);
      }
    }
    return all;
  }

  /** Whether a result tells of a window. */
  boolean isKnown(int window) {
    return !Float.isNaN(predicted[window * steps * units]);
  }

  /** This, and of windows that it does not tell of what was told before. */
  HeadOutcome with(HeadOutcome before) {
    boolean alike =
        before.predicted.length == predicted.length
            && before.truth.length == truth.length
            && before.confidence.length == confidence.length;
    if (!alike) {
      return this;
    }
    BitSet both = (BitSet) counted.clone();
    int size = predicted.length / (steps * units);
    float[] said = predicted.clone();
    float[] known = truth.clone();
    float[] sure = confidence.clone();
    for (int window = 0; window < size; window++) {
      if (!isKnown(window) && before.isKnown(window)) {
        copy(before.predicted, said, window, size);
        copy(before.truth, known, window, size);
        copy(before.confidence, sure, window, size);
        for (int step = window * steps; step < (window + 1) * steps; step++) {
          both.set(step, before.counted.get(step));
        }
      }
    }
    return new HeadOutcome(head, steps, units, said, known, sure, both);
  }

  private static void copy(float[] from, float[] to, int window, int size) {
    int each = from.length / size;
    System.arraycopy(from, window * each, to, window * each, each);
  }

  private boolean isCategorical() {
    return head.kind() == PredictionHead.Kind.CATEGORICAL;
  }

  /** Positions of a window that count and have a class and a true one. */
  private int judged(int window) {
    int judged = 0;
    for (int i = window * steps; i < (window + 1) * steps; i++) {
      judged += isJudged(i) ? 1 : 0;
    }
    return judged;
  }

  private boolean isJudged(int position) {
    return counted.get(position) && truth[position] >= 0 && predicted[position] >= 0;
  }

  /** Positions of a window at which a categorical head is wrong; of others 0. */
  int wrong(int window) {
    int wrong = 0;
    for (int i = window * steps; isTrueKnown() && i < (window + 1) * steps; i++) {
      wrong += isJudged(i) && truth[i] != predicted[i] ? 1 : 0;
    }
    return wrong;
  }

  /** Whether there are true classes to hold against. */
  boolean isTrueKnown() {
    return isCategorical() && truth.length > 0;
  }

  /** Whether a window is known and has nothing wrong. */
  boolean isCorrect(int window) {
    return isTrueKnown() && judged(window) > 0 && wrong(window) == 0;
  }

  /** Whether another checkpoint says another class at a position that counts. */
  boolean isFlipped(HeadOutcome other, int window) {
    boolean same =
        !isCategorical()
            || other.predicted.length != predicted.length
            || !isKnown(window)
            || !other.isKnown(window);
    for (int i = window * steps; !same && i < (window + 1) * steps; i++) {
      if (counted.get(i) && predicted[i] != other.predicted[i]) {
        return true;
      }
    }
    return false;
  }

  /** The columns of the table. */
  List<WindowFacts.Column> columns() {
    List<WindowFacts.Column> columns = new ArrayList<>();
    boolean one = steps * units == 1;
    if (one && truth.length > 0) {
      columns.add(values("true", truth));
    }
    if (one) {
      columns.add(values("prediction", predicted));
    }
    if (isTrueKnown()) {
      columns.add(new WindowFacts.Column(title("correct"), this::correct, this::share));
    } else if (!isCategorical() && truth.length > 0) {
      columns.add(number("error", this::error));
    }
    if (confidence.length > 0) {
      columns.add(number("confidence", this::confidence));
    }
    return columns;
  }

  private String title(String what) {
    return what + "(" + head.name() + ")";
  }

  private WindowFacts.Column number(String what, IntToDoubleFunction number) {
    return new WindowFacts.Column(
        title(what), window -> words(number.applyAsDouble(window)), number);
  }

  private WindowFacts.Column values(String what, float[] values) {
    return isCategorical()
        ? new WindowFacts.Column(title(what), window -> label(values[window]), null)
        : number(what, window -> values[window]);
  }

  private String label(float number) {
    if (!(number >= 0)) {
      return "";
    }
    int found = (int) number;
    return found < head.labels().size() ? head.labels().get(found) : Integer.toString(found);
  }

  /** 'yes', 'no', '14 of 16'; empty where unknown. */
  private String correct(int window) {
    int judged = judged(window);
    if (judged == 0) {
      return "";
    }
    int wrong = wrong(window);
    if (steps == 1) {
      return wrong == 0 ? "yes" : "no";
    }
    return judged - wrong + " of " + judged;
  }

  private double share(int window) {
    return 1 - (double) wrong(window) / judged(window);
  }

  /** Mean absolute error of the positions that count. */
  private double error(int window) {
    double sum = 0;
    int count = 0;
    for (int step = window * steps; step < (window + 1) * steps; step++) {
      for (int i = step * units; counted.get(step) && i < (step + 1) * units; i++) {
        sum += Math.abs(predicted[i] - truth[i]);
        count++;
      }
    }
    return sum / count;
  }

  /** Mean over the positions that count. */
  private double confidence(int window) {
    double sum = 0;
    int count = 0;
    for (int i = window * steps; i < (window + 1) * steps; i++) {
      if (counted.get(i)) {
        sum += confidence[i];
        count++;
      }
    }
    return sum / count;
  }

  private static String words(double number) {
    return Double.isNaN(number) ? "" : String.format(Locale.ROOT, "%.4g", number);
  }
}
