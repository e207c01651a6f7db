package org.loupe.plots;

/**
 * One line, area or set of marks of a graph whose axes both measure.
 *
 * @param name shown in the legend; empty where there is only one
 * @param x one per point, in drawing order; a point with NaN is a gap
 * @param y one per point
 * @param low lower ends of intervals, one per point, or empty
 * @param high upper ends of intervals, one per point, or empty
 * @param type how points are joined
 * @param color its place in the theme's palette, or {@link Trace#BY_PLACE}
 */
public record XYTrace(
    String name, double[] x, double[] y, double[] low, double[] high, Type type, int color) {
  private static final double[] NONE = {};

  /** How points are joined (Nebula: trace type). */
  public enum Type {
    /** By straight lines. */
    LINE,
    /** By straight lines, with a dot at each point. */
    LINE_AND_POINTS,
    /** By straight lines, with the area down to zero tinted. */
    AREA,
    /** By steps that change half-way between points. */
    STEP,
    /** Not at all: dots only. */
    POINTS
  }

  /** Checks the lengths. */
  public XYTrace {
    boolean intervals = low.length > 0 || high.length > 0;
    if (x.length != y.length
        || (intervals && (low.length != y.length || high.length != y.length))) {
      throw new IllegalArgumentException(
          String.format(
              "trace '%s' has %d x, %d y, %d lower and %d upper ends; all must be as many",
              name, x.length, y.length, low.length, high.length));
    }
  }

  /** A line without intervals. */
  public static XYTrace of(String name, double[] x, double[] y) {
    return new XYTrace(name, x, y, NONE, NONE, Type.LINE, Trace.BY_PLACE);
  }

  /** The same points joined in another way. */
  public XYTrace as(Type other) {
    return new XYTrace(name, x, y, low, high, other, color);
  }

  /** The same points with intervals: bands along lines, error bars at dots. */
  public XYTrace within(double[] lows, double[] highs) {
    return new XYTrace(name, x, y, lows, highs, type, color);
  }

  /** The same points in a colour of the theme's palette. */
  public XYTrace colored(int place) {
    return new XYTrace(name, x, y, low, high, type, place);
  }

  /** Whether every point has an interval. */
  public boolean hasIntervals() {
    return low.length > 0;
  }
}
