package org.loupe.plots.render;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.loupe.plots.Annotation;
import org.loupe.plots.Histogram;
import org.loupe.plots.Trace;

/** Bins side by side; several distributions lie over each other, tinted. */
record HistogramDrawing(Histogram histogram, Range values, Range bins, Zoom zoom, Palette palette)
    implements Drawing {
  private static final double TINT = 0.45;
  private static final double SOLID = 0.85;

  @Override
  public AxisSpec x() {
    return AxisSpec.binned(histogram.x(), bins, zoom.x());
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
  public List<LegendEntry> legend() {
    return palette.legend(histogram.traces(), histogram.annotations());
  }

  @Override
  public int column(double value) {
    int bin = Arrays.binarySearch(histogram.edges(), value);
    return bin >= 0 ? bin : -bin - 2;
  }

  @Override
  public void draw(Marks out, Body body) {
    double[] edges = histogram.edges();
    int count = histogram.traces().size();
    double floor = body.y().pixel(0);
    for (int i = 0; i < count; i++) {
      Trace trace = histogram.traces().get(i);
      for (int bin = 0; bin + 1 < edges.length; bin++) {
        Bounds band = body.column(edges[bin], edges[bin + 1]);
        double top = body.y().pixel(trace.values()[bin]);
        double gap = band.width() >= 5 ? 1 : 0;
        Bounds bar = new Bounds(band.x(), top, Math.max(0, band.width() - gap), floor - top);
        out.fill(bar, palette.color(i, count), count == 1 ? SOLID : TINT);
      }
    }
    Bounds area = body.bounds();
    out.line(area.x(), floor, area.right(), floor, body.theme().axis());
    for (Annotation annotation : histogram.annotations()) {
      if (x().shown().contains(annotation.value())) {
        double x = body.x().pixel(annotation.value());
        out.dashed(x, area.y(), x, area.bottom(), body.theme().reference());
      }
    }
  }

  @Override
  public Optional<Found> at(Body body, int column, int row) {
    double[] edges = histogram.edges();
    if (column < 0 || column + 1 >= edges.length) {
      return Optional.empty();
    }
    String bin = Numbers.value(edges[column]) + " to " + Numbers.value(edges[column + 1]);
    return Optional.of(
        new Found(
            List.of(),
            bin + ": " + Palette.values(histogram.traces(), column),
            body.column(edges[column], edges[column + 1])));
  }
}
