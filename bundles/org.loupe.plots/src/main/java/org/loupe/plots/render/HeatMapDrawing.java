package org.loupe.plots.render;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.loupe.plots.HeatMap;

/**
 * Cells as colours.
 *
 * @param map the cells
 * @param values range of the colours
 * @param zoom the part that is shown
 * @param missing whether a missing value is among the cells that are shown
 */
record HeatMapDrawing(HeatMap map, Range values, Zoom zoom, boolean missing) implements Drawing {
  static HeatMapDrawing of(HeatMap map, Range values, Zoom zoom) {
    AxisSpec x = AxisSpec.counting(map.x(), zoom.x());
    AxisSpec y = AxisSpec.counting(map.y(), zoom.y());
    boolean missing =
        map.values().length > 0
            && IntStream.rangeClosed(y.place(y.shown().from()), y.place(y.shown().to()))
                .parallel()
                .anyMatch(row -> missing(map, row, x));
    return new HeatMapDrawing(map, values, zoom, missing);
  }

  @Override
  public AxisSpec x() {
    return AxisSpec.counting(map.x(), zoom.x());
  }

  @Override
  public AxisSpec y() {
    return AxisSpec.counting(map.y(), zoom.y());
  }

  @Override
  public boolean topDown() {
    return true;
  }

  @Override
  public List<LegendEntry> legend() {
    return List.of();
  }

  /** The colour map that is meant by the options and the kind of values. */
  ColorMap colors(RenderOptions options) {
    ColorMap chosen = options.colors();
    if (chosen != null && chosen.diverging() == map.value().signed()) {
      return chosen;
    }
    return map.value().signed() ? options.theme().diverging() : options.theme().sequential();
  }

  /** Whether pixels stand for more than one cell. */
  boolean aggregated(Body body) {
    double scale = body.options().scale();
    return body.x().density() * scale < 1 || body.y().density() * scale < 1;
  }

  @Override
  public void draw(Marks out, Body body) {
    if (map.values().length == 0) {
      return;
    }

    double[] columns = edges(body.x(), body.options().scale(), missing);
    double[] rows = edges(body.y(), body.options().scale(), missing);
    HeatRaster raster = new HeatRaster(map, values, colors(body.options()), body.theme());
    double left = body.x().pixel(columns[0]);
    double top = body.y().pixel(rows[0]);
    Bounds bounds =
        new Bounds(
            left,
            top,
            body.x().pixel(columns[columns.length - 1]) - left,
            body.y().pixel(rows[rows.length - 1]) - top);
    out.add(new Mark.Picture(bounds, body.bounds(), raster.paint(columns, rows, missing)));
  }

  @Override
  public Optional<Found> at(Body body, int column, int row) {
    if (map.values().length == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Found(
            List.of(Drawing.coordinate(map.x(), column), Drawing.coordinate(map.y(), row)),
            Numbers.value(map.at(row, column)),
            body.column(column, column + 1).intersection(body.row(row, row + 1))));
  }

  /**
   * Edges of picture columns: one per cell where cells are larger than pixels, else one per pixel.
   */
  private static double[] edges(Span span, double scale, boolean perPixel) {
    Range shown = span.shown();
    int first = (int) Math.floor(shown.from());
    int cells = (int) Math.ceil(shown.to()) - first;
    int pixels = (int) Math.max(1, Math.round(span.length() * scale));
    boolean enlarged = cells <= pixels && !perPixel;
    double[] edges = new double[(enlarged ? cells : pixels) + 1];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = enlarged ? first + i : shown.from() + shown.span() * i / pixels;
    }
    return edges;
  }

  private static boolean missing(HeatMap map, int row, AxisSpec x) {
    int last = x.place(x.shown().to());
    for (int column = x.place(x.shown().from()); column <= last; column++) {
      if (Float.isNaN(map.at(row, column))) {
        return true;
      }
    }
    return false;
  }
}
