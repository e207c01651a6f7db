package org.loupe.plots.render;

/**
 * A stretch of an axis: values on a value axis, places on a counting axis, where place i covers i
 * to i + 1.
 *
 * @param from lower end
 * @param to upper end, greater than the lower
 */
public record Range(double from, double to) {
  /** Checks the order of the ends. */
  public Range {
    if (!(from < to)) {
      throw new IllegalArgumentException("a range from " + from + " to " + to);
    }
  }

  /** Distance between the ends. */
  public double span() {
    return to - from;
  }

  /** Whether a value lies between the ends. */
  public boolean contains(double value) {
    return value >= from && value <= to;
  }

  /** The least range that holds both. */
  public Range union(Range other) {
    return new Range(Math.min(from, other.from), Math.max(to, other.to));
  }

  /** This range enlarged to hold a value. */
  public Range including(double value) {
    return contains(value) ? this : new Range(Math.min(from, value), Math.max(to, value));
  }

  /** This range moved or cut so that it lies within another. */
  public Range within(Range limits) {
    if (span() >= limits.span()) {
      return limits;
    }
    double shift = Math.max(0, limits.from - from) - Math.max(0, to - limits.to);
    return new Range(from + shift, from + shift + span());
  }

  /** This range scaled about a fixed value; a factor below 1 zooms in. */
  public Range scaled(double factor, double about) {
    return new Range(about + (from - about) * factor, about + (to - about) * factor);
  }

  /** This range moved. */
  public Range shifted(double by) {
    return new Range(from + by, to + by);
  }
}
