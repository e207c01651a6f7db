package org.loupe.method.overview.internal;

import org.loupe.analysis.Logits;
import org.loupe.model.FloatTensor;

/**
 * Scores of a prediction head, per window: of a categorical head how many positions are right, of a
 * regression the absolute errors; over the positions that count. Repeats of a window add up.
 */
final class Tally {
  private final Truth truth;
  private final float[] sums;
  private final float[] counts;
  private long notFinite;

  Tally(Truth truth, int windows) {
    this.truth = truth;
    this.sums = new float[windows];
    this.counts = new float[windows];
  }

  /**
   * Adds what the model says of a window.
   *
   * @param output [n, …, K]
   * @param row which of its windows
   * @param rows n
   * @return false if the output has not the truth's positions
   */
  boolean add(int window, FloatTensor output, int row, int rows) {
    int size = output.size() / rows;
    if (truth.positions() == 0 || size % truth.positions() != 0) {
      return false;
    }
    int units = size / truth.positions();
    for (int position = 0; position < truth.positions(); position++) {
      if (truth.counts(window, position)) {
        int offset = row * size + position * units;
        if (truth.isCategorical()) {
          addClass(window, position, output.values(), offset, units);
        } else {
          addValues(window, position, output.values(), offset, units);
        }
      }
    }
    return true;
  }

  private void addClass(int window, int position, float[] logits, int offset, int units) {
    if (!Logits.areUsable(logits, offset, units)) {
      notFinite++;
      return;
    }
    int best = Logits.best(logits, offset, units);
    float value = truth.value(window, position, 0);
    if (value >= 0 && value < units) {
      addOne(window, best == (int) value ? 1 : 0);
    }
  }

  private void addValues(int window, int position, float[] values, int offset, int units) {
    for (int unit = 0; unit < Math.min(units, truth.width()); unit++) {
      float predicted = values[offset + unit];
      float value = truth.value(window, position, unit);
      if (!Float.isFinite(predicted)) {
        notFinite++;
      } else if (Float.isFinite(value)) {
        addOne(window, Math.abs(predicted - value));
      }
    }
  }

  /** Adds the score of a position. */
  void addOne(int window, float score) {
    sums[window] += score;
    counts[window]++;
  }

  /** Positions at which the model gave NaN or infinity. */
  long notFinite() {
    return notFinite;
  }

  /** The sum of a window's scores. */
  float sum(int window) {
    return sums[window];
  }

  /** How many scores a window has. */
  float count(int window) {
    return counts[window];
  }

  /** Mean score per window, [N]; NaN where no position counts. */
  float mean(int window) {
    return counts[window] == 0 ? Float.NaN : sums[window] / counts[window];
  }
}
