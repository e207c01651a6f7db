package org.loupe.analysis;

import org.jspecify.annotations.Nullable;

/**
 * A confidence interval.
 *
 * @param low lower end
 * @param high upper end
 * @param level 0.95 for 95 %
 * @param method how it was made: '1000 bootstrap resamples of 15 recordings'
 */
public record Interval(double low, double high, double level, String method) {
  /** The lower end as tables have it: NaN without an interval. */
  public static double lowerEnd(@Nullable Interval interval) {
    return interval == null ? Double.NaN : interval.low;
  }

  /** The upper end as tables have it: NaN without an interval. */
  public static double upperEnd(@Nullable Interval interval) {
    return interval == null ? Double.NaN : interval.high;
  }
}
