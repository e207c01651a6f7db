package org.loupe.plots.render;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.model.Dimension;
import org.loupe.plots.BarChart;
import org.loupe.plots.HeatMap;
import org.loupe.plots.Histogram;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.LineChart;
import org.loupe.plots.Matrix;
import org.loupe.plots.NodeLinkGraph;
import org.loupe.plots.Plot;
import org.loupe.plots.ReliabilityDiagram;
import org.loupe.plots.Scatter;
import org.loupe.plots.SmallMultiples;
import org.loupe.plots.Statements;
import org.loupe.plots.Table;
import org.loupe.plots.Trajectories;
import org.loupe.plots.XYGraph;
import org.loupe.plots.render.Hit.Coordinate;

/** How one kind of plot is drawn into its area. */
sealed interface Drawing
    permits HeatMapDrawing,
        BarDrawing,
        LineDrawing,
        XYDrawing,
        HistogramDrawing,
        ScatterDrawing,
        TrajectoryDrawing,
        ReliabilityDrawing,
        TableDrawing,
        NodeLinkDrawing,
        SmallMultiplesDrawing,
        StatementsDrawing {

  /** The drawing of a plot. */
  static Drawing of(Plot plot, Extent extent, Zoom zoom, Palette palette, Scales scales) {
    if (plot instanceof HeatMap map) {
      return HeatMapDrawing.of(map, extent.values(), zoom, scales.pyramid(map));
    } else if (plot instanceof Matrix matrix) {
      return HeatMapDrawing.of(matrix, extent.values(), zoom, scales.pyramid(matrix.cells()));
    } else if (plot instanceof BarChart bars) {
      return new BarDrawing(bars, extent.values(), zoom, palette);
    } else if (plot instanceof LineChart lines) {
      return new LineDrawing(lines, extent.values(), zoom, palette);
    } else if (plot instanceof XYGraph graph) {
      return new XYDrawing(graph, extent, zoom, palette);
    } else if (plot instanceof Histogram histogram) {
      return new HistogramDrawing(histogram, extent.values(), extent.x(), zoom, palette);
    } else if (plot instanceof Scatter scatter) {
      return new ScatterDrawing(scatter, extent, zoom, palette);
    } else if (plot instanceof Trajectories trajectories) {
      return new TrajectoryDrawing(trajectories, extent, zoom, palette);
    } else if (plot instanceof ReliabilityDiagram diagram) {
      return new ReliabilityDrawing(diagram, palette);
    } else if (plot instanceof NodeLinkGraph graph) {
      return NodeLinkDrawing.of(graph, extent.values(), zoom, palette);
    } else if (plot instanceof SmallMultiples multiples) {
      return SmallMultiplesDrawing.of(multiples, extent, zoom, palette, scales);
    }
    if (plot instanceof Statements statements) {
      return new StatementsDrawing(statements, palette);
    }
    return new TableDrawing((Table) plot, zoom, palette);
  }

  AxisSpec x();

  AxisSpec y();

  /** Whether the vertical axis begins at the top. */
  boolean topDown();

  /** What stands above the area; may depend on how much of the data a pixel stands for. */
  List<LegendEntry> legend(Body body);

  /** What the colours mean, where a bar beside the area must tell. */
  default Optional<ColorScale> colors(Body body) {
    return Optional.empty();
  }

  /** Whether the data leave nothing of the ground visible. */
  default boolean covers() {
    return false;
  }

  /** Draws the data, nothing outside the area. */
  void draw(Marks out, Body body);

  /** What is at a place; the index of an axis that has no places is ignored. */
  Optional<Found> at(Body body, int column, int row);

  /** What is under a point of the area. */
  default Optional<Found> under(Body body, double x, double y) {
    return at(body, column(body.x().units(x)), row(body.y().units(y)));
  }

  /** What lies some places beside a place, held at the edges of what is shown. */
  default Optional<Found> beside(Body body, int column, int row, int columns, int rows) {
    int least = column(x().shown().from());
    int most = Math.max(least, column(Math.nextDown(x().shown().to())));
    int to = Math.max(least, Math.min(most, column + columns));
    return at(body, to, y().index() == null ? -1 : y().place(row + rows));
  }

  /** What is zoomed at a point of the area: another drawing where this one is a grid of them. */
  default View view(Body body, double x, double y) {
    return new View(this, body);
  }

  /**
   * The positions whose marks lie inside a polygon, by dimension. Of axes that count, these are the
   * places the polygon's box touches.
   */
  default Map<Dimension, int[]> inside(Body body, Polygon polygon) {
    Map<Dimension, int[]> found = new EnumMap<>(Dimension.class);
    Bounds box = polygon.box().intersection(body.bounds());
    if (box.width() > 0 && box.height() > 0) {
      put(found, x(), body.x().units(box.x()), body.x().units(Math.nextDown(box.right())));
      put(found, y(), body.y().units(box.y()), body.y().units(Math.nextDown(box.bottom())));
    }
    return found;
  }

  private static void put(Map<Dimension, int[]> found, AxisSpec axis, double from, double to) {
    IndexAxis index = axis.index();
    if (index != null && index.size() > 0) {
      int first = axis.place(Math.min(from, to));
      int last = Math.min(index.size() - 1, axis.place(Math.max(from, to)));
      int[] positions =
          IntStream.rangeClosed(first, last).map(place -> index.positions()[place]).toArray();
      found.merge(index.dimension(), positions, Drawing::union);
    }
  }

  /** Positions that are in one or the other. */
  static int[] union(int[] one, int[] other) {
    return IntStream.concat(IntStream.of(one), IntStream.of(other)).distinct().toArray();
  }

  /** The column under a value of the horizontal axis, −1 if that axis has none. */
  default int column(double value) {
    return x().index() == null ? -1 : x().place(value);
  }

  /** The row under a value of the vertical axis, −1 if that axis has none. */
  default int row(double value) {
    return y().index() == null ? -1 : y().place(value);
  }

  /**
   * A drawing in its area.
   *
   * @param drawing what is drawn
   * @param body where
   */
  record View(Drawing drawing, Body body) {}

  /**
   * What was found at a place.
   *
   * @param column place on the horizontal axis, −1 if that has none
   * @param row place on the vertical axis, −1 if that has none
   * @param coordinates where
   * @param value in words
   * @param mark its cell, bar or band
   * @param area the plot it belongs to, or null for the whole area
   */
  record Found(
      int column,
      int row,
      List<Coordinate> coordinates,
      String value,
      Bounds mark,
      @Nullable Bounds area) {}

  /** The coordinate of a place. */
  static Coordinate coordinate(IndexAxis axis, int place) {
    return new Coordinate(
        axis.dimension(), axis.positions()[place], axis.title(), axis.name(place));
  }
}
