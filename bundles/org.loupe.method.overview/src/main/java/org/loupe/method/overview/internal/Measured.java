package org.loupe.method.overview.internal;

import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Interval;

/**
 * A prediction head's score.
 *
 * @param measure as what it is scored
 * @param input the changed input; empty where none is
 * @param score accuracy, or mean absolute error
 * @param gain how much better the model is on the windows as they are, paired: a difference of
 *     accuracies, or the baseline's error minus the model's
 * @param note why there is no score; empty if there is one
 */
record Measured(Measure measure, String input, Value score, Value gain, String note) {

  /**
   * A number.
   *
   * @param value NaN if it could not be computed
   * @param interval 95 %, or null where it has none
   */
  record Value(double value, @Nullable Interval interval) {
    static final Value NONE = new Value(Double.NaN, null);

    double low() {
      return Interval.lowerEnd(interval);
    }

    double high() {
      return Interval.upperEnd(interval);
    }
  }

  static Measured none(Measure measure, String input, String note) {
    return new Measured(measure, input, Value.NONE, Value.NONE, note);
  }

  boolean isKnown() {
    return !Double.isNaN(score.value());
  }

  /** Whether it is certain enough that the model is better: the interval lies above zero. */
  boolean isBeaten() {
    return gain.low() > 0;
  }

  /** In the legend. */
  String words() {
    return measure.words(input);
  }
}
