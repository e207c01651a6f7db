package org.loupe.method.temporal.internal;

import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Numbers;

/** How sure a number is, in words that follow it. */
final class IntervalText {
  private IntervalText() {}

  /** ' (95 % interval 0.1 to 0.2)', or nothing where there is no interval. */
  static String of(@Nullable Interval interval) {
    return interval == null ? "" : " (" + inner(interval) + ")";
  }

  /** '95 % interval 0.1 to 0.2' after a word, or nothing where there is no interval. */
  static String after(String word, @Nullable Interval interval) {
    return word + (interval == null ? "" : " " + inner(interval));
  }

  private static String inner(Interval interval) {
    return "95 % interval "
        + Numbers.significant(interval.low())
        + " to "
        + Numbers.significant(interval.high());
  }
}
