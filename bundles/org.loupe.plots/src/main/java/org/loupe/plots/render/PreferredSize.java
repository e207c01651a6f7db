package org.loupe.plots.render;

import java.util.List;
import java.util.Objects;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.HeatMap;
import org.loupe.plots.Plot;

/** How much room panels want, by what they show. */
final class PreferredSize {
  /** Below this width of a panel, fewer stand beside each other. */
  private static final double NARROW = 200;

  /** One line of names; labels are set closer than this only if they must be. */
  private static final double NAME = 15.5;

  /** More bars of a group make it this much higher each. */
  private static final double FURTHER_BAR = 5;

  private static final double ROW = 2.1;
  private static final double LOWEST_MAP = 190;
  private static final double HIGHEST_MAP = 420;
  private static final double CURVE = 150;

  /** Header, legend, tick labels and the axis' title. */
  private static final double AROUND =
      Typography.HEADER_ROW + Typography.LEGEND_ROW + Typography.TICK + 2.2 * Typography.AXIS_ROW;

  private static final double FRAME = Typography.TITLE_ROW + 2 * Typography.EDGE;
  private static final double MESSAGE = 120;

  private PreferredSize() {}

  /** The least height at which the grid of that height gives every panel what it wants. */
  static int height(List<Panel> panels, int width) {
    double body =
        panels.stream()
            .map(Panel::figure)
            .filter(Objects::nonNull)
            .map(Figure::plot)
            .mapToDouble(PreferredSize::body)
            .max()
            .orElse(MESSAGE);
    int height = 0;
    for (int rows = 1; rows <= Math.max(1, panels.size()); rows++) {
      height = total(body, rows);
      Grid grid = Grid.of(Math.max(1, panels.size()), width, height);
      if (grid.rows() <= rows && (double) width / grid.columns() >= NARROW) {
        return height;
      }
    }
    return height;
  }

  private static int total(double body, int rows) {
    return (int) Math.ceil(FRAME + rows * (body + AROUND) + (rows - 1) * Typography.GAP);
  }

  private static double body(Plot plot) {
    if (plot instanceof BarChart bars && bars.horizontal()) {
      int further = Math.max(0, bars.traces().size() - 1);
      return Math.max(CURVE, bars.categories().size() * (NAME + further * FURTHER_BAR));
    } else if (plot instanceof HeatMap map) {
      return Math.max(LOWEST_MAP, Math.min(HIGHEST_MAP, map.y().size() * ROW));
    }
    return CURVE;
  }
}
