package org.loupe.plots.render;

import org.loupe.plots.ValueAxis;
import org.loupe.plots.ValueAxis.Form;

/** The least and the greatest of the values of one axis, and how many have no place on it. */
final class Spread {
  private static final double HEADROOM = 0.05;

  private final ValueAxis axis;
  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;
  private int placed;
  private int missing;
  private int beyond;

  Spread(ValueAxis axis) {
    this.axis = axis;
  }

  /** Takes a value in. */
  void add(double value) {
    if (!Double.isFinite(value)) {
      missing++;
      return;
    }
    double units = Span.units(value, axis.form());
    if (Double.isNaN(units)) {
      beyond++;
    } else {
      placed++;
      least = Math.min(least, units);
      greatest = Math.max(greatest, units);
    }
  }

  /** Makes room for a value that is not one of the data. */
  void include(double value) {
    double units = Span.units(value, axis.form());
    if (Double.isFinite(units)) {
      least = Math.min(least, units);
      greatest = Math.max(greatest, units);
    }
  }

  void addAll(double[] values) {
    for (double value : values) {
      add(value);
    }
  }

  void includeAll(double[] values) {
    for (double value : values) {
      include(value);
    }
  }

  void merge(Spread other) {
    least = Math.min(least, other.least);
    greatest = Math.max(greatest, other.greatest);
    placed += other.placed;
    missing += other.missing;
    beyond += other.beyond;
  }

  /** Whether no value has a place. */
  boolean nothing() {
    return placed == 0;
  }

  /** What has no place, in words; empty where all have. */
  String note() {
    if (nothing()) {
      return beyond > 0
          ? "no value above 0 to show on a logarithmic axis"
          : missing > 0 ? "all values are missing" : "no data";
    }
    return beyond == 0
        ? ""
        : beyond + (beyond == 1 ? " value" : " values") + " not above 0 left out";
  }

  /** Whether zero is so near that leaving it out would mislead. */
  boolean nearZero() {
    // There is no rank 0.
    boolean hasZero = axis.form() != Form.LOG && axis.form() != Form.RANK;
    return hasZero && least >= 0 && least <= greatest / 2 && greatest > 0;
  }

  /** The range of bars: it holds zero, or the power of ten below on a logarithmic axis. */
  Range fromZero() {
    if (least > greatest) {
      return fixedOr(Extent.UNIT);
    }
    if (axis.form() == Form.LOG) {
      double low = Math.floor(least - HEADROOM);
      return fixedOr(new Range(low, greatest + (greatest - low) * HEADROOM));
    }
    double low = Math.min(0, least);
    double high = Math.max(0, greatest);
    double room = (high - low) * HEADROOM;
    return fixedOr(
        room > 0 && Double.isFinite(room)
            ? new Range(low < 0 ? low - room : 0, high > 0 ? high + room : 0)
            : Extent.UNIT);
  }

  /** The range of lines and points. */
  Range padded() {
    Range range = tight();
    double room = least > greatest ? 0 : range.span() * HEADROOM;
    return fixedOr(new Range(range.from() - room, range.to() + room));
  }

  /** The range of lines: with zero where that is near. */
  Range natural() {
    return nearZero() ? fromZero() : padded();
  }

  /** The range of colours. */
  Range colors() {
    if (axis.isFixed()) {
      return new Range(axis.from(), axis.to());
    }
    if (axis.signed()) {
      double size = Math.max(Math.abs(least), Math.abs(greatest));
      return size > 0 && size < Double.MAX_VALUE / 2 ? new Range(-size, size) : new Range(-1, 1);
    }
    return nearZero() ? new Range(0, greatest) : tight();
  }

  /** The range without room at its ends; of equal values it has some, as it must. */
  Range tight() {
    double span = greatest - least;
    if (least > greatest || !Double.isFinite(span)) {
      return Extent.UNIT;
    }
    double size = Math.max(Math.abs(least), Math.abs(greatest));
    double room = span > size * 1e-12 ? 0 : Math.max(0.5, size * HEADROOM);
    return new Range(least - room, greatest + room);
  }

  private Range fixedOr(Range found) {
    return axis.isFixed()
        ? new Range(Span.units(axis.from(), axis.form()), Span.units(axis.to(), axis.form()))
        : found;
  }
}
