package org.loupe.plots.render;

/**
 * A plot area with its axes laid over it.
 *
 * @param bounds the area
 * @param x horizontal axis
 * @param y vertical axis
 * @param options of the scene
 */
record Body(Bounds bounds, Span x, Span y, RenderOptions options) {
  Theme theme() {
    return options.theme();
  }

  /** The band of one place of the horizontal axis, over the whole height. */
  Bounds column(double from, double to) {
    double left = Math.max(bounds.x(), x.pixel(from));
    double right = Math.min(bounds.right(), x.pixel(to));
    return new Bounds(left, bounds.y(), Math.max(0, right - left), bounds.height());
  }

  /** The band of one place of the vertical axis, over the whole width. */
  Bounds row(double from, double to) {
    double top = Math.max(bounds.y(), Math.min(y.pixel(from), y.pixel(to)));
    double bottom = Math.min(bounds.bottom(), Math.max(y.pixel(from), y.pixel(to)));
    return new Bounds(bounds.x(), top, bounds.width(), Math.max(0, bottom - top));
  }
}
