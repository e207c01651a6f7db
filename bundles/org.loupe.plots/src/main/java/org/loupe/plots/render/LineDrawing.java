package org.loupe.plots.render;

import java.util.List;
import java.util.Optional;
import org.loupe.plots.LineChart;
import org.loupe.plots.Trace;

/** Lines over a counting axis, with bands and filled areas; missing values leave gaps. */
record LineDrawing(LineChart lines, Range values, Zoom zoom, Palette palette) implements Drawing {
  @Override
  public AxisSpec x() {
    return AxisSpec.counting(lines.x(), zoom.x());
  }

  @Override
  public AxisSpec y() {
    return AxisSpec.measuring(lines.y(), values);
  }

  @Override
  public boolean topDown() {
    return isRanks();
  }

  private boolean isRanks() {
    return lines.form() == LineChart.Form.RANK;
  }

  @Override
  public List<LegendEntry> legend(Body body) {
    // Names stand at the ends of lines that are ranks.
    return isRanks()
        ? palette.lines(lines.annotations())
        : palette.legend(lines.traces(), lines.annotations());
  }

  @Override
  public void draw(Marks out, Body body) {
    if (isRanks()) {
      new LineNames(lines, palette).draw(out, body);
    } else {
      body.zeroLine(out);
    }
    for (int i = 0; i < lines.traces().size(); i++) {
      trace(out, body, lines.traces().get(i), palette.color(lines.traces(), i));
    }
    References.draw(out, body.shifted(0.5), lines.annotations(), false);
  }

  @Override
  public Optional<Found> at(Body body, int column, int row) {
    if (column < 0 || column >= lines.x().size()) {
      return Optional.empty();
    }
    return Optional.of(
        new Found(
            column,
            -1,
            List.of(Drawing.coordinate(lines.x(), column)),
            Palette.values(lines.traces(), column, lines.y()),
            body.column(column, column + 1),
            null));
  }

  private void trace(Marks out, Body body, Trace trace, int rgb) {
    // One place beyond each edge, so that lines reach the edge of a zoomed view.
    int from = Math.max(0, (int) Math.floor(x().shown().from()) - 1);
    int to = Math.min(trace.values().length, (int) Math.ceil(x().shown().to()) + 1);
    double[] places = new double[Math.max(0, to - from)];
    for (int i = 0; i < places.length; i++) {
      places[i] = body.x().along(from + i + 0.5);
    }
    boolean intervals = trace.hasIntervals();
    Curve.Style style =
        new Curve.Style(
            true,
            lines.form() == LineChart.Form.AREA,
            lines.form() == LineChart.Form.STEP,
            isRanks());
    new Curve(
            places,
            pixels(body, trace.values(), from, places.length),
            pixels(body, trace.low(), from, intervals ? places.length : 0),
            pixels(body, trace.high(), from, intervals ? places.length : 0),
            style)
        .draw(out, body.y().floor(), rgb);
  }

  private static double[] pixels(Body body, double[] values, int from, int count) {
    double[] pixels = new double[count];
    for (int i = 0; i < count; i++) {
      double value = values[from + i];
      pixels[i] = Double.isFinite(value) ? body.y().pixel(value) : Double.NaN;
    }
    return pixels;
  }
}
