package org.loupe.plots.render;

/**
 * A stretch of an axis laid over pixels.
 *
 * @param shown the stretch
 * @param start pixel of its lower end
 * @param end pixel of its upper end; above the start on upward axes
 */
record Span(Range shown, double start, double end) {
  /** The pixel of a value. */
  double pixel(double value) {
    return start + (value - shown.from()) / shown.span() * (end - start);
  }

  /** The value at a pixel. */
  double value(double pixel) {
    return shown.from() + (pixel - start) / (end - start) * shown.span();
  }

  /** Length in pixels. */
  double length() {
    return Math.abs(end - start);
  }

  /** Pixels per unit of the axis. */
  double density() {
    return length() / shown.span();
  }
}
