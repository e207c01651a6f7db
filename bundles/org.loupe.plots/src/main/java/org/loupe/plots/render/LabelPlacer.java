package org.loupe.plots.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds room for names beside what they name, so that none lies on another. */
final class LabelPlacer {
  private static final double APART = 2;

  private final Bounds area;
  private final List<Bounds> taken = new ArrayList<>();

  LabelPlacer(Bounds area) {
    this.area = area;
  }

  /** Keeps a place free of names. */
  void avoid(Bounds bounds) {
    taken.add(bounds);
  }

  /**
   * A place for a name of some size around a point: over it if that is wanted, else right, left,
   * above or below; empty if none is free.
   *
   * @param away distance from the point
   */
  Optional<Bounds> place(
      double x, double y, double width, double height, double away, boolean centred) {
    double[][] corners = {
      {x - width / 2, y - height / 2},
      {x + away, y - height / 2},
      {x - away - width, y - height / 2},
      {x - width / 2, y - away - height},
      {x - width / 2, y + away},
      {x + away, y - away - height},
      {x + away, y + away},
      {x - away - width, y - away - height},
      {x - away - width, y + away}
    };
    for (int i = centred ? 0 : 1; i < corners.length; i++) {
      double left = corners[i][0];
      double top = corners[i][1];
      if (centred) {
        // A centroid's name may move a little from its point to stay inside.
        left = Math.max(area.x() + 1, Math.min(area.right() - width - 1, left));
        top = Math.max(area.y() + 1, Math.min(area.bottom() - height - 1, top));
      }
      Bounds bounds = new Bounds(left, top, width, height);
      boolean inside =
          left >= area.x()
              && top >= area.y()
              && bounds.right() <= area.right()
              && bounds.bottom() <= area.bottom();
      if (inside && taken.stream().noneMatch(bounds::overlaps)) {
        taken.add(new Bounds(left - APART, top - APART, width + 2 * APART, height + 2 * APART));
        return Optional.of(bounds);
      }
    }
    return Optional.empty();
  }
}
