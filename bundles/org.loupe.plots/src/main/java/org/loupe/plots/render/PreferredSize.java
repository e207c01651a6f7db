package org.loupe.plots.render;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.HeatMap;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Matrix;
import org.loupe.plots.NodeLinkGraph;
import org.loupe.plots.Plot;
import org.loupe.plots.ReliabilityDiagram;
import org.loupe.plots.Scatter;
import org.loupe.plots.SmallMultiples;
import org.loupe.plots.Statements;
import org.loupe.plots.Table;
import org.loupe.plots.Trajectories;

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
  private static final double PLANE = 300;
  private static final double WORDS = 21;
  private static final double THUMBNAIL = 84;
  private static final double NODE = 24;

  /** Longer names are cut before they make a figure higher. */
  private static final double LONGEST_UPRIGHT = 110;

  /** Nothing is higher than this: what has more to show is zoomed or scrolled. */
  private static final double HIGHEST = 3200;

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
            .mapToDouble(plot -> body(plot, width / Math.max(1, panels.size())))
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
    double height = FRAME + rows * (body + AROUND) + (rows - 1) * Typography.GAP;
    return (int) Math.ceil(Math.min(RenderOptions.MOST_PIXELS, height));
  }

  private static double body(Plot plot, double width) {
    if (plot instanceof BarChart bars && bars.horizontal()) {
      boolean grouped = bars.arrangement() == BarChart.Arrangement.GROUPED;
      int further = grouped ? Math.max(0, bars.traces().size() - 1) : 0;
      return between(CURVE, bars.categories().size() * (NAME + further * FURTHER_BAR), HIGHEST);
    } else if (plot instanceof BarChart bars) {
      return CURVE + upright(bars.categories(), width);
    } else if (plot instanceof HeatMap map) {
      return between(LOWEST_MAP, map.y().size() * ROW, HIGHEST_MAP) + upright(map.x(), width);
    } else if (plot instanceof Matrix matrix) {
      return between(CURVE, matrix.cells().y().size() * WORDS, HIGHEST);
    } else if (plot instanceof Table table) {
      int rows = Math.min(TableDrawing.SHOWN, table.rows().size());
      return Math.max(CURVE, TableDrawing.HEAD + rows * TableDrawing.ROW);
    } else if (plot instanceof SmallMultiples multiples) {
      return between(LOWEST_MAP, multiples.rows().size() * THUMBNAIL, HIGHEST);
    } else if (plot instanceof Statements statements) {
      double room = width - 2 * Typography.EDGE;
      return between(CURVE, StatementsDrawing.height(statements, room, HIGHEST), HIGHEST);
    } else if (plot instanceof NodeLinkGraph graph) {
      int[] members = new int[graph.layers().size() + 1];
      IntStream.of(graph.layer()).forEach(layer -> members[layer]++);
      int most = IntStream.of(members).max().orElse(0);
      return between(PLANE, most * NODE, HIGHEST);
    } else if (plot instanceof Scatter || plot instanceof Trajectories) {
      return PLANE;
    } else if (plot instanceof ReliabilityDiagram) {
      return LOWEST_MAP;
    }
    return CURVE;
  }

  /**
   * What names below need beyond a line: they stand upright where they have no room side by side.
   */
  private static double upright(IndexAxis axis, double width) {
    String longest = "";
    for (String name : axis.names()) {
      longest = name.length() > longest.length() ? name : longest;
    }
    double needed = Typeface.width(longest, Typography.TICK, false);
    return needed * axis.names().size() <= width ? 0 : Math.min(LONGEST_UPRIGHT, needed);
  }

  private static double between(double least, double wanted, double most) {
    return Math.max(least, Math.min(most, wanted));
  }
}
