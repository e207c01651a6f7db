package org.loupe.analysis;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How numbers are written in sentences: with a true minus sign, and none before a zero. */
public final class Numbers {
  private Numbers() {}

  /** With three significant digits: '0.0312', '−1.20e−05'. */
  public static String significant(double value) {
    return text("%.3g", value);
  }

  /** With so many digits after the point: '−0.31'. */
  public static String fixed(double value, int digits) {
    return text("%." + digits + "f", value);
  }

  /** The same with its sign, as differences are written: '+3.1'. */
  public static String signed(double value, int digits) {
    return text("%+." + digits + "f", value);
  }

  /** A share of one: '86.4 %'; 'n/a' of NaN. */
  public static String percent(double share) {
    return Double.isNaN(share) ? "n/a" : fixed(100 * share, 1) + " %";
  }

  /** '95 % interval 0.100 to 0.200'. */
  public static String interval(double low, double high) {
    return "95 % interval " + significant(low) + " to " + significant(high);
  }

  /** With so many digits after the point: '95 % interval −0.10 to 0.20'. */
  public static String interval(double low, double high, int digits) {
    return "95 % interval " + fixed(low, digits) + " to " + fixed(high, digits);
  }

  /** Behind a number: ' (95 % interval 0.100 to 0.200)'; empty without an interval. */
  public static String inBrackets(@Nullable Interval interval) {
    return interval == null ? "" : " (" + interval(interval.low(), interval.high()) + ")";
  }

  /** Behind a number with so many digits after the point, in as many itself. */
  public static String inBrackets(@Nullable Interval interval, int digits) {
    return interval == null ? "" : " (" + interval(interval.low(), interval.high(), digits) + ")";
  }

  /** Behind a share: ' (95 % interval 84.1 to 88.0 %)'; empty without an interval. */
  public static String percents(@Nullable Interval interval) {
    return interval == null
        ? ""
        : " (95 % interval "
            + fixed(100 * interval.low(), 1)
            + " to "
            + percent(interval.high())
            + ")";
  }

  private static String text(String format, double value) {
    String text = String.format(Locale.ROOT, format, value);
    if (text.matches("-0(\\.0*)?")) {
      String zero = text.substring(1);
      return format.startsWith("%+") ? "+" + zero : zero;
    }
    return text.replace('-', '−');
  }
}
