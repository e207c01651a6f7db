package org.loupe.method.sensors.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Logits;
import org.loupe.model.BadInputException;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;

/**
 * Scores windows by the logits of a prediction head: first as they are, then changed.
 *
 * <p>Not safe for use by several threads.
 */
final class Scoring {
  private final String head;
  private final Score score;
  private final @Nullable Integer step;
  private final Truth truth;
  private final double[] base;
  private int positions;
  private int units;
  private int[] predicted = new int[0];

  /**
   * Of no window yet.
   *
   * @param step the only position that is scored, or null for all
   * @param truth the classes that are looked for
   */
  Scoring(String head, Score score, @Nullable Integer step, Truth truth, int windows) {
    this.head = head;
    this.score = score;
    this.step = step;
    this.truth = truth;
    this.base = new double[windows];
  }

  /** Takes windows as they are. */
  void base(Evaluation evaluation) {
    FloatTensor logits = logits(evaluation);
    if (predicted.length == 0) {
      predicted = new int[base.length * positions];
    }
    for (int n = 0; n < evaluation.batch().size(); n++) {
      int window = evaluation.from() + n;
      for (int s = 0; s < positions; s++) {
        predicted[window * positions + s] =
            Logits.best(logits.values(), (n * positions + s) * units, units);
      }
      base[window] = score(logits.values(), n, window);
    }
  }

  /** How much lower a changed window's score is; positive where the change hurts. */
  double drop(Evaluation evaluation, int row, int window) {
    return base[window] - score(evaluation.outputs().get(head).values(), row, window);
  }

  /** The scores of the windows as they are; shared, not copied. */
  double[] base() {
    return base;
  }

  private FloatTensor logits(Evaluation evaluation) {
    FloatTensor logits = evaluation.outputs().get(head);
    units = logits.axes().get(logits.axes().size() - 1).size();
    positions = logits.size() / evaluation.batch().size() / units;
    return logits;
  }

  /**
   * Checks what is known after the windows as they are.
   *
   * @param numbers of the windows in the dataset
   */
  void check(int[] numbers) throws BadInputException {
    if (units < 2) {
      throw new BadInputException(
          "Prediction head '"
              + head
              + "' has a single class, whose probability is always 1: no channel can change it; choose another prediction head.");
    }
    if (step != null && step >= positions) {
      throw new BadInputException(
          "Prediction head '"
              + head
              + "' has no step "
              + step
              + "; it has "
              + positions
              + ", counted from 0.");
    }
    if (truth.positions() != 0 && truth.positions() != positions) {
      throw new BadInputException(
          "There are "
              + truth.positions()
              + " true values per window for the "
              + positions
              + " positions of prediction head '"
              + head
              + "'; correct the target in the card.");
    }
    for (int n = 0; n < base.length; n++) {
      if (!Double.isFinite(base[n])) {
        throw new BadInputException(
            "The model's answer for window "
                + numbers[n]
                + " is not a finite number, so its "
                + score.words()
                + " cannot drop; leave the window out.");
      }
    }
  }

  private double score(float[] logits, int row, int window) {
    double sum = 0;
    int counted = 0;
    int last = step == null ? positions : Math.min(positions, step + 1);
    for (int s = step == null ? 0 : step; s < last; s++) {
      int at = (row * positions + s) * units;
      int chosen = chosen(window, s);
      // Where the data do not fit, check() says so afterwards.
      if (at + units > logits.length || chosen >= units || chosen < 0 && needsClass()) {
        continue;
      }
      counted++;
      sum +=
          switch (score) {
            case CONFIDENCE ->
                Math.exp(Logits.logProbability(logits, at, units, Logits.best(logits, at, units)));
            case ACCURACY -> Logits.best(logits, at, units) == chosen ? 1 : 0;
            case LOG_PROBABILITY -> Logits.logProbability(logits, at, units, chosen);
          };
    }
    return counted == 0 ? 0 : sum / counted;
  }

  private boolean needsClass() {
    return score != Score.CONFIDENCE;
  }

  private int chosen(int window, int s) {
    return truth.isPredicted() ? predicted[window * positions + s] : truth.at(window, s);
  }

  /**
   * The classes that are looked for.
   *
   * @param classes one per window and position, −1 where none counts; empty where a single class or
   *     the predicted ones are meant
   * @param positions per window; 0 where not known
   * @param named the single class, or −1 for the predicted ones
   */
  record Truth(int[] classes, int positions, int named) {
    /** The classes predicted from the unchanged input. */
    static final Truth PREDICTED = new Truth(new int[0], 0, -1);

    boolean isPredicted() {
      return classes.length == 0 && named < 0;
    }

    int at(int window, int s) {
      return classes.length == 0
          ? named
          : classes[Math.min(classes.length - 1, window * positions + s)];
    }

    /** Places of the windows that have a position that counts. */
    boolean counts(int window, @Nullable Integer step) {
      return classes.length == 0
          || (step == null
              ? Arrays.stream(classes, window * positions, (window + 1) * positions)
                  .anyMatch(k -> k >= 0)
              : step < positions && classes[window * positions + step] >= 0);
    }
  }
}
