package org.loupe.plots.render;

import java.util.List;
import java.util.Optional;
import org.loupe.plots.BarChart;
import org.loupe.plots.HeatMap;
import org.loupe.plots.Histogram;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.LineChart;
import org.loupe.plots.Plot;
import org.loupe.plots.render.Hit.Coordinate;

/** How one kind of plot is drawn into its area. */
sealed interface Drawing permits HeatMapDrawing, BarDrawing, LineDrawing, HistogramDrawing {

  /** The drawing of a plot. */
  static Drawing of(Plot plot, Range values, Range bins, Zoom zoom, Palette palette) {
    if (plot instanceof HeatMap map) {
      return HeatMapDrawing.of(map, values, zoom);
    }
    if (plot instanceof BarChart bars) {
      return new BarDrawing(bars, values, zoom, palette);
    }
    if (plot instanceof LineChart lines) {
      return new LineDrawing(lines, values, zoom, palette);
    }
    return new HistogramDrawing((Histogram) plot, values, bins, zoom, palette);
  }

  AxisSpec x();

  AxisSpec y();

  /** Whether the vertical axis begins at the top. */
  boolean topDown();

  List<LegendEntry> legend();

  /** Draws the data, nothing outside the area. */
  void draw(Marks out, Body body);

  /** What is at a place; the index of an axis that has no places is ignored. */
  Optional<Found> at(Body body, int column, int row);

  /** The column under a value of the horizontal axis, −1 if that axis has none. */
  default int column(double value) {
    return x().index() == null ? -1 : x().place(value);
  }

  /** The row under a value of the vertical axis, −1 if that axis has none. */
  default int row(double value) {
    return y().index() == null ? -1 : y().place(value);
  }

  /**
   * What was found at a place.
   *
   * @param coordinates where
   * @param value in words
   * @param mark its cell, bar or band
   */
  record Found(List<Coordinate> coordinates, String value, Bounds mark) {}

  /** The coordinate of a place. */
  static Coordinate coordinate(IndexAxis axis, int place) {
    return new Coordinate(
        axis.dimension(), axis.positions()[place], axis.title(), axis.name(place));
  }
}
