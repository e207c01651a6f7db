package org.loupe.plots.render;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.loupe.plots.Histogram;
import org.loupe.plots.ValueAxis;

/** Bins side by side; several distributions lie over each other, tinted. */
record HistogramDrawing(Histogram histogram, Range values, Range bins, Zoom zoom, Palette palette)
    implements Drawing {
  private static final double TINT = 0.45;
  private static final double MERGED = 0.5;
  private static final double SOLID = 0.85;

  @Override
  public AxisSpec x() {
    return AxisSpec.zoomable(histogram.x(), bins, zoom.x());
  }

  @Override
  public AxisSpec y() {
    return AxisSpec.measuring(histogram.y(), values);
  }

  @Override
  public boolean topDown() {
    return false;
  }

  @Override
  public List<LegendEntry> legend(Body body) {
    return palette.legend(histogram.traces(), histogram.annotations());
  }

  @Override
  public int column(double units) {
    double value = x().form() == ValueAxis.Form.LOG ? Math.pow(10, units) : units;
    int bin = Arrays.binarySearch(histogram.edges(), value);
    return bin >= 0 ? bin : -bin - 2;
  }

  @Override
  public void draw(Marks out, Body body) {
    int count = histogram.traces().size();
    for (int i = 0; i < count; i++) {
      int rgb = palette.color(histogram.traces(), i);
      bars(out, body, histogram.traces().get(i).values(), rgb, count == 1 ? SOLID : TINT);
    }
    Bounds area = body.bounds();
    double floor = body.y().floor();
    out.line(area.x(), floor, area.right(), floor, body.theme().axis());
    References.draw(out, body, histogram.annotations(), true);
  }

  /** Bins narrower than half a pixel are drawn together, as high as the highest. */
  private void bars(Marks out, Body body, double[] heights, int rgb, double opacity) {
    double[] edges = histogram.edges();
    double floor = body.y().floor();
    int bin = 0;
    while (bin + 1 < edges.length) {
      double left = at(body, edges[bin]);
      double right = at(body, edges[bin + 1]);
      double height = heights[bin];
      bin++;
      while (bin + 1 < edges.length && at(body, edges[bin + 1]) - left < MERGED) {
        right = at(body, edges[bin + 1]);
        height = height >= heights[bin] ? height : heights[bin];
        bin++;
      }
      double top = Double.isFinite(height) ? body.y().pixel(height) : floor;
      double gap = right - left >= 5 ? 1 : 0;
      out.fill(new Bounds(left, top, right - left - gap, floor - top), rgb, opacity);
    }
  }

  /** The pixel of an edge, held inside the area; what has no place is at its beginning. */
  private static double at(Body body, double edge) {
    double pixel = body.x().pixel(edge);
    Bounds area = body.bounds();
    return Double.isNaN(pixel) ? area.x() : Math.max(area.x(), Math.min(area.right(), pixel));
  }

  @Override
  public Optional<Found> at(Body body, int column, int row) {
    double[] edges = histogram.edges();
    if (column < 0 || column + 1 >= edges.length) {
      return Optional.empty();
    }
    String bin =
        Numbers.value(edges[column], histogram.x())
            + " to "
            + Numbers.value(edges[column + 1], histogram.x());
    double left = at(body, edges[column]);
    double right = at(body, edges[column + 1]);
    return Optional.of(
        new Found(
            column,
            -1,
            List.of(),
            bin + ": " + Palette.values(histogram.traces(), column, histogram.y()),
            new Bounds(left, body.bounds().y(), right - left, body.bounds().height()),
            null));
  }
}
