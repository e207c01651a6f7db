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
    return at(drawing.column(body.x().value(x)), drawing.row(body.y().value(y)));
  }

  /** What is at a place. */
  Optional<Hit> at(int column, int row) {
    if (drawing == null || panel.figure() == null) {
      return Optional.empty();
    }
    String id = panel.figure().id();
    return drawing
        .at(body, column, row)
        .map(
            found ->
                new Hit(
                    index,
                    id,
                    found.coordinates(),
                    column,
                    row,
                    found.value(),
                    found.mark(),
                    body.bounds()));
  }
}
