package org.loupe.plots.render;

import java.util.List;
import java.util.Optional;
import org.loupe.plots.Trace;
import org.loupe.plots.XYGraph;
import org.loupe.plots.XYTrace;

/** Curves and dots over two measured axes. */
record XYDrawing(XYGraph graph, Extent extent, Zoom zoom, Palette palette) implements Drawing {
  private static final double HALF = 4;

  @Override
  public AxisSpec x() {
    return AxisSpec.zoomable(graph.x(), extent.x(), zoom.x());
  }

  @Override
  public AxisSpec y() {
    return AxisSpec.measuring(graph.y(), extent.values());
  }

  @Override
  public boolean topDown() {
    return false;
  }

  @Override
  public List<LegendEntry> legend(Body body) {
    List<Trace> named =
        graph.traces().stream()
            .map(trace -> Trace.of(trace.name(), trace.y()).colored(trace.color()))
            .toList();
    return palette.legend(named, graph.annotations());
  }

  @Override
  public void draw(Marks out, Body body) {
    body.zeroLine(out);
    int count = graph.traces().size();
    for (int i = 0; i < count; i++) {
      XYTrace trace = graph.traces().get(i);
      XYTrace.Type type = trace.type();
      Curve.Style style =
          new Curve.Style(
              type != XYTrace.Type.POINTS,
              type == XYTrace.Type.AREA,
              type == XYTrace.Type.STEP,
              type == XYTrace.Type.POINTS || type == XYTrace.Type.LINE_AND_POINTS);
      new Curve(
              pixels(body.x(), trace.x()),
              pixels(body.y(), trace.y()),
              pixels(body.y(), trace.low()),
              pixels(body.y(), trace.high()),
              style)
          .draw(out, body.y().floor(), palette.color(trace.color(), i, count));
    }
    References.draw(out, body, graph.annotations(), false);
  }

  /** The column is the trace, the row its point. */
  @Override
  public Optional<Found> at(Body body, int column, int row) {
    if (column < 0 || column >= graph.traces().size()) {
      return Optional.empty();
    }
    XYTrace trace = graph.traces().get(column);
    if (row < 0 || row >= trace.x().length) {
      return Optional.empty();
    }
    double x = body.x().pixel(trace.x()[row]);
    double y = body.y().pixel(trace.y()[row]);
    if (!body.bounds().contains(x, y)) {
      return Optional.empty();
    }
    String value = Numbers.value(trace.y()[row], graph.y());
    if (trace.hasIntervals()) {
      value +=
          " (" + Numbers.value(trace.low()[row]) + " to " + Numbers.value(trace.high()[row]) + ")";
    }
    String where = graph.x().title() + " " + Numbers.value(trace.x()[row], graph.x());
    String whose = trace.name().isEmpty() ? "" : trace.name() + ", ";
    return Optional.of(
        new Found(
            column,
            row,
            List.of(),
            whose + where.strip() + ": " + value,
            new Bounds(x - HALF, y - HALF, 2 * HALF, 2 * HALF),
            null));
  }

  @Override
  public Optional<Found> under(Body body, double px, double py) {
    int trace = -1;
    int point = -1;
    double nearest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < graph.traces().size(); i++) {
      XYTrace each = graph.traces().get(i);
      for (int k = 0; k < each.x().length; k++) {
        double dx = body.x().pixel(each.x()[k]) - px;
        double dy = body.y().pixel(each.y()[k]) - py;
        // Curves are read upwards and downwards, so what is above or below is near.
        double distance = dx * dx * 16 + dy * dy;
        if (distance < nearest) {
          nearest = distance;
          trace = i;
          point = k;
        }
      }
    }
    return at(body, trace, point);
  }

  /** Along the curve with left and right, to another one with up and down. */
  @Override
  public Optional<Found> beside(Body body, int column, int row, int columns, int rows) {
    if (column < 0) {
      return Optional.empty();
    }
    int trace = Math.max(0, Math.min(graph.traces().size() - 1, column + rows));
    int last = graph.traces().get(trace).x().length - 1;
    Optional<Found> next = at(body, trace, Math.max(0, Math.min(last, row + columns)));
    return next.isPresent() ? next : at(body, column, row);
  }

  private static double[] pixels(Span span, double[] values) {
    double[] pixels = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      pixels[i] = Double.isFinite(values[i]) ? span.pixel(values[i]) : Double.NaN;
    }
    return pixels;
  }
}
