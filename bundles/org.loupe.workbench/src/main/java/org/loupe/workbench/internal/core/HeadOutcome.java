package org.loupe.workbench.internal.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.loupe.analysis.HeadMask;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.PredictionHead;
import org.loupe.model.Tensor;

/**
 * What a prediction head said of the windows of a dataset, as far as results tell, held against the
 * true values. Arrays are row-major and hold the n windows that are known, so that they are as
 * large as the results, not as the dataset.
 *
 * @param head what the card says of it
 * @param steps positions per window
 * @param units values per position; 1 of categorical heads
 * @param places by window of the dataset, its place in the arrays; −1 where nothing is known
 * @param predicted classes or values [n, steps, units]; a class of −1 is none
 * @param truth likewise; empty without true values
 * @param confidence softmax probability of the predicted class [n, steps]; empty where not told
 * @param counted positions that count [n, steps], as the card's masks say
 */
public record HeadOutcome(
    PredictionHead head,
    int steps,
    int units,
    int[] places,
    float[] predicted,
    float[] truth,
    float[] confidence,
    BitSet counted) {
  private static final int UNKNOWN = -1;
  private static final String NO_CLASS = "–";

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
    boolean sure = !confidence.isEmpty() && confidence.get(0).size() == predicted.size();
    ArrayReference target = head.target();
    boolean has = target != null && dataset.arrays().containsKey(target.array());
    Tensor truth = has && target != null ? dataset.read(target, windows) : null;
    boolean fits = truth != null && truth.size() == predicted.size();
    boolean[] counts = HeadMask.counts(head, dataset, windows, windows.length * steps);
    BitSet counted = new BitSet();
    for (int i = 0; i < counts.length; i++) {
      counted.set(i, counts[i]);
    }
    int[] places = new int[dataset.size()];
    Arrays.fill(places, UNKNOWN);
    for (int n = 0; n < windows.length; n++) {
      places[windows[n]] = n;
    }
    return new HeadOutcome(
        head,
        steps,
        units,
        places,
        floats(predicted),
        fits && truth != null ? floats(truth) : new float[0],
        sure ? floats(confidence.get(0)) : new float[0],
        counted);
  }

  private static float[] floats(Tensor tensor) {
    float[] values = new float[tensor.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) tensor.number(i);
    }
    return values;
  }

  /** Whether a result tells of a window. */
  boolean isKnown(int window) {
    return places[window] >= 0;
  }

  /** This, and of windows that it does not tell of what was told before. */
  HeadOutcome with(HeadOutcome before) {
    boolean alike =
        before.places.length == places.length
            && before.steps == steps
            && before.units == units
            && before.truth.length == 0 == (truth.length == 0)
            && before.confidence.length == 0 == (confidence.length == 0);
    if (!alike) {
      return this;
    }
    int own = predicted.length / (steps * units);
    int[] added =
        IntStream.range(0, places.length)
            .filter(window -> !isKnown(window) && before.isKnown(window))
            .toArray();
    int[] all = places.clone();
    BitSet both = (BitSet) counted.clone();
    for (int i = 0; i < added.length; i++) {
      all[added[i]] = own + i;
      for (int step = 0; step < steps; step++) {
        both.set(
            (own + i) * steps + step, before.counted.get(before.places[added[i]] * steps + step));
      }
    }
    return new HeadOutcome(
        head,
        steps,
        units,
        all,
        before.appended(added, before.predicted, predicted, steps * units),
        before.appended(added, before.truth, truth, steps * units),
        before.appended(added, before.confidence, confidence, steps * units),
        both);
  }

  /** Values of another outcome with those of some windows of this behind them. */
  private float[] appended(int[] windows, float[] values, float[] others, int each) {
    if (others.length == 0) {
      return others;
    }
    float[] all = Arrays.copyOf(others, others.length + windows.length * each);
    for (int i = 0; i < windows.length; i++) {
      System.arraycopy(values, places[windows[i]] * each, all, others.length + i * each, each);
    }
    return all;
  }

  /** Positions of a window in the arrays; none where it is not known. */
  private IntStream positions(int window) {
    int first = places[window] * steps;
    return isKnown(window) ? IntStream.range(first, first + steps) : IntStream.empty();
  }

  private boolean isCategorical() {
    return head.kind() == PredictionHead.Kind.CATEGORICAL;
  }

  /** Positions of a window that count, in the arrays. */
  int[] counting(int window) {
    return positions(window).filter(counted::get).toArray();
  }

  /** Which step of its window a position of the arrays is. */
  int step(int position) {
    return position % steps;
  }

  /** The class at a position of the arrays, true or predicted; a dash where there is none. */
  String word(int position, boolean isTruth) {
    String label = label((isTruth ? truth : predicted)[position]);
    return label.isEmpty() ? NO_CLASS : label;
  }

  /** Whether a categorical head is wrong at a position of the arrays. */
  boolean isWrongAt(int position) {
    return isTrueKnown() && isJudged(position) && truth[position] != predicted[position];
  }

  /** Positions of a window that count and have a class and a true one. */
  private int judged(int window) {
    return (int) positions(window).filter(this::isJudged).count();
  }

  private boolean isJudged(int position) {
    return counted.get(position) && truth[position] >= 0 && predicted[position] >= 0;
  }

  /** Positions of a window at which a categorical head is wrong; of others 0. */
  int wrong(int window) {
    return (int) positions(window).filter(this::isWrongAt).count();
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
    if (!isCategorical() || other.steps != steps || !other.isKnown(window)) {
      return false;
    }
    int away = (other.places[window] - places[window]) * steps;
    return positions(window)
        .anyMatch(i -> counted.get(i) && predicted[i] != other.predicted[i + away]);
  }

  /** The columns of the table. */
  List<WindowFacts.Column> columns() {
    List<WindowFacts.Column> columns = new ArrayList<>();
    if (steps * units == 1) {
      if (truth.length > 0) {
        columns.add(values("true", truth));
      }
      columns.add(values("prediction", predicted));
    } else if (isCategorical()) {
      if (truth.length > 0) {
        columns.add(sequence("true", new HeadSequence(this, true)));
      }
      columns.add(sequence("prediction", new HeadSequence(this, false)));
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

  private WindowFacts.Column sequence(String what, HeadSequence sequence) {
    return new WindowFacts.Column(title(what), sequence::text, null, sequence);
  }

  private WindowFacts.Column values(String what, float[] values) {
    return isCategorical()
        ? new WindowFacts.Column(title(what), window -> label(value(values, window)), null)
        : number(what, window -> value(values, window));
  }

  private float value(float[] values, int window) {
    return isKnown(window) ? values[places[window]] : Float.NaN;
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

  /** Mean absolute error of the positions that count; NaN where there are none. */
  private double error(int window) {
    return positions(window)
        .filter(counted::get)
        .flatMap(step -> IntStream.range(step * units, (step + 1) * units))
        .mapToDouble(i -> Math.abs(predicted[i] - truth[i]))
        .average()
        .orElse(Double.NaN);
  }

  /** Mean over the positions that count; NaN where there are none. */
  private double confidence(int window) {
    return positions(window)
        .filter(counted::get)
        .mapToDouble(i -> confidence[i])
        .average()
        .orElse(Double.NaN);
  }

  private static String words(double number) {
    return Double.isNaN(number) ? "" : String.format(Locale.ROOT, "%.4g", number);
  }
}
