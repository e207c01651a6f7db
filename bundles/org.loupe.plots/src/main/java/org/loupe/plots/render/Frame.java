package org.loupe.plots.render;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One panel with its place.
 *
 * @param index of the panel
 * @param panel what is shown
 * @param drawing of its figure, or null without one
 * @param body where it is drawn
 * @param labelX whether the horizontal axis is labelled here
 * @param labelY whether the vertical axis is labelled here
 */
record Frame(
    int index, Panel panel, @Nullable Drawing drawing, Body body, boolean labelX, boolean labelY) {
  private static final double LEAST = 16;

  /** Whether there is room to draw anything. */
  boolean drawable() {
    return body.bounds().width() >= LEAST && body.bounds().height() >= LEAST;
  }

  /** What lies at a point of the plot area. */
  Optional<Hit> hit(double x, double y) {
    if (drawing == null || !drawable() || !body.bounds().contains(x, y)) {
      return Optional.empty();
    }
    return drawing.under(body, x, y).map(this::hit);
  }

  /** What lies some places beside a hit in this frame. */
  Optional<Hit> beside(Hit hit, int columns, int rows) {
    return drawing == null || !drawable()
        ? Optional.empty()
        : drawing.beside(body, hit.column(), hit.row(), columns, rows).map(this::hit);
  }

  private Hit hit(Drawing.Found found) {
    return new Hit(
        index,
        panel.figure() == null ? "" : panel.figure().id(),
        found.coordinates(),
        found.column(),
        found.row(),
        found.value(),
        found.mark(),
        found.area() == null ? body.bounds() : found.area());
  }
}
