package org.loupe.plots;

/**
 * One line, or one set of bars.
 *
 * @param name shown in the legend; empty where there is only one
 * @param values one per place; NaN is missing and drawn as a gap
 * @param low lower ends of intervals, one per place, or empty
 * @param high upper ends of intervals, one per place, or empty
 * @param color its place in the theme's palette, or {@link #BY_PLACE}
 */
public record Trace(String name, double[] values, double[] low, double[] high, int color) {
  /** Coloured by its place among the traces of its plot. */
  public static final int BY_PLACE = -1;

  private static final double[] NONE = {};

  /** Checks that intervals, where given, are one per value. */
  public Trace {
    if (low.length != high.length || (low.length > 0 && low.length != values.length)) {
      throw new IllegalArgumentException(
          values.length
              + " values, but "
              + low.length
              + " lower and "
              + high.length
              + " upper ends");
    }
  }

  /** Values with intervals, which may be empty. */
  public Trace(String name, double[] values, double[] low, double[] high) {
    this(name, values, low, high, BY_PLACE);
  }

  /** Values without intervals. */
  public static Trace of(String name, double[] values) {
    return new Trace(name, values, NONE, NONE);
  }

  /** The same values with intervals. */
  public Trace within(double[] lows, double[] highs) {
    return new Trace(name, values, lows, highs, color);
  }

  /** The same values in a colour of the theme's palette. */
  public Trace colored(int place) {
    return new Trace(name, values, low, high, place);
  }

  /** Whether every value has an interval. */
  public boolean hasIntervals() {
    return low.length > 0;
  }
}
