package org.loupe.plots.render;

import org.loupe.plots.ValueAxis;

/**
 * A stretch of an axis laid over pixels.
 *
 * @param shown the stretch in the axis' units: places, values, or their logarithms
 * @param start pixel of its lower end
 * @param end pixel of its upper end; above the start on upward axes
 * @param form what the units are to the values
 */
record Span(Range shown, double start, double end, ValueAxis.Form form) {
  /** A value this many lengths away from the axis is as far as any farther one. */
  private static final double FAR = 1000;

  /** The pixel of a value; not a number for a value that has no place. */
  double pixel(double value) {
    return along(units(value, form));
  }

  /** The pixel of a place in the axis' units; what is far away stays a finite number. */
  double along(double units) {
    double share = (units - shown.from()) / shown.span();
    return start + Math.max(-FAR, Math.min(FAR, share)) * (end - start);
  }

  /** The place at a pixel, in the axis' units. */
  double units(double pixel) {
    return shown.from() + (pixel - start) / (end - start) * shown.span();
  }

  /** The value at a pixel. */
  double value(double pixel) {
    return form == ValueAxis.Form.LOG ? Math.pow(10, units(pixel)) : units(pixel);
  }

  /** The pixel bars and areas stand on: of zero, or of the lower end where that is not shown. */
  double floor() {
    return form == ValueAxis.Form.LOG
        ? start
        : pixel(Math.max(shown.from(), Math.min(shown.to(), 0)));
  }

  /** Length in pixels. */
  double length() {
    return Math.abs(end - start);
  }

  /** Pixels per unit of the axis. */
  double density() {
    return length() / shown.span();
  }

  /** A value in an axis' units; not a number where the axis has no place for it. */
  static double units(double value, ValueAxis.Form form) {
    return form == ValueAxis.Form.LOG ? value > 0 ? Math.log10(value) : Double.NaN : value;
  }
}
