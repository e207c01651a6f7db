package org.loupe.plots.render;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.plots.HeatMap;
import org.loupe.plots.Matrix;

/**
 * Cells as colours, with words in them where there is room.
 *
 * @param map the cells
 * @param words what stands in the cells
 * @param values range of the colours
 * @param zoom the part that is shown
 * @param pyramid smaller copies of the map, or null
 * @param missing whether a missing value is among the cells that are shown
 */
record HeatMapDrawing(
    HeatMap map,
    CellWords words,
    Range values,
    Zoom zoom,
    @Nullable Pyramid pyramid,
    boolean missing)
    implements Drawing {

  static HeatMapDrawing of(HeatMap map, Range values, Zoom zoom, @Nullable Pyramid pyramid) {
    return of(map, CellWords.of(map), values, zoom, pyramid);
  }

  static HeatMapDrawing of(Matrix matrix, Range values, Zoom zoom, @Nullable Pyramid pyramid) {
    return of(matrix.cells(), CellWords.of(matrix), values, zoom, pyramid);
  }

  private static HeatMapDrawing of(
      HeatMap map, CellWords words, Range values, Zoom zoom, @Nullable Pyramid pyramid) {
    AxisSpec x = AxisSpec.counting(map.x(), zoom.x());
    AxisSpec y = AxisSpec.counting(map.y(), zoom.y());
    boolean complete = pyramid != null && !pyramid.level(1).hasMissing();
    boolean missing =
        !complete
            && map.values().length > 0
            && IntStream.rangeClosed(y.place(y.shown().from()), y.place(y.shown().to()))
                .parallel()
                .anyMatch(row -> missing(map, row, x));
    return new HeatMapDrawing(map, words, values, zoom, pyramid, missing);
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
  public List<LegendEntry> legend(Body body) {
    return List.of();
  }

  @Override
  public boolean covers() {
    return true;
  }

  @Override
  public Optional<ColorScale> colors(Body body) {
    return Optional.of(scale(body));
  }

  private ColorScale scale(Body body) {
    String note = aggregated(body) ? words(map.aggregation()) : "";
    return ColorScale.covering(map.value(), values, body.options(), note, missing);
  }

  /** What a pixel says, in the words of the legend. */
  private static String words(HeatMap.Aggregation aggregation) {
    return switch (aggregation) {
      case MAX_ABS -> "max |·| per pixel";
      case MEAN -> "mean per pixel";
    };
  }

  /** Whether pixels stand for more than one cell. */
  private boolean aggregated(Body body) {
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
    ColorScale scale = scale(body);
    double perPixel =
        Math.min(1 / body.x().density(), 1 / body.y().density()) / body.options().scale();
    Cells cells = pyramid == null ? Cells.whole(map) : pyramid.level(perPixel);
    HeatRaster raster = new HeatRaster(cells, map.aggregation(), values, scale.map(), body.theme());
    double left = body.x().along(columns[0]);
    double top = body.y().along(rows[0]);
    Bounds bounds =
        new Bounds(
            left,
            top,
            body.x().along(columns[columns.length - 1]) - left,
            body.y().along(rows[rows.length - 1]) - top);
    out.add(new Mark.Picture(bounds, body.bounds(), raster.paint(columns, rows, missing)));
    words.draw(out, body, this, scale);
  }

  @Override
  public Optional<Found> at(Body body, int column, int row) {
    if (map.values().length == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Found(
            column,
            row,
            List.of(Drawing.coordinate(map.x(), column), Drawing.coordinate(map.y(), row)),
            words.value(column, row),
            body.column(column, column + 1).intersection(body.row(row, row + 1)),
            null));
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
