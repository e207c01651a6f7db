package org.loupe.plots.render;

import java.util.Set;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.ValueAxis;

/**
 * A plot area with its axes laid over it.
 *
 * @param bounds the area
 * @param x horizontal axis
 * @param y vertical axis
 * @param options of the scene
 */
record Body(Bounds bounds, Span x, Span y, RenderOptions options) {
  /** A drawing's axes laid over an area. */
  static Body of(Drawing drawing, Bounds area, RenderOptions options) {
    Span x = drawing.x().over(area.x(), area.right());
    Span y =
        drawing.topDown()
            ? drawing.y().over(area.y(), area.bottom())
            : drawing.y().over(area.bottom(), area.y());
    return new Body(area, x, y, options);
  }

  /** An area without axes. */
  static Body of(Bounds area, RenderOptions options) {
    Span across = new Span(Extent.UNIT, area.x(), area.right(), ValueAxis.Form.LINEAR);
    Span up = new Span(Extent.UNIT, area.bottom(), area.y(), ValueAxis.Form.LINEAR);
    return new Body(area, across, up, options);
  }

  Theme theme() {
    return options.theme();
  }

  /** Positions of an axis that are selected elsewhere. */
  Set<Integer> marked(IndexAxis index) {
    return options.highlight().getOrDefault(index.dimension(), Set.of());
  }

  /** The band of one place of the horizontal axis, over the whole height. */
  Bounds column(double from, double to) {
    double left = Math.max(bounds.x(), x.along(from));
    double right = Math.min(bounds.right(), x.along(to));
    return new Bounds(left, bounds.y(), Math.max(0, right - left), bounds.height());
  }

  /** The band of one place of the vertical axis, over the whole width. */
  Bounds row(double from, double to) {
    double top = Math.max(bounds.y(), Math.min(y.along(from), y.along(to)));
    double bottom = Math.min(bounds.bottom(), Math.max(y.along(from), y.along(to)));
    return new Bounds(bounds.x(), top, bounds.width(), Math.max(0, bottom - top));
  }

  /** The same area with a horizontal axis on which places stand this far to the right. */
  Body shifted(double places) {
    return new Body(
        bounds, new Span(x.shown().shifted(-places), x.start(), x.end(), x.form()), y, options);
  }

  /** A line where the values are zero, if that is shown. */
  void zeroLine(Marks out) {
    if (y.form() != ValueAxis.Form.LOG && y.shown().contains(0)) {
      double zero = y.along(0);
      out.line(bounds.x(), zero, bounds.right(), zero, theme().axis());
    }
  }
}
