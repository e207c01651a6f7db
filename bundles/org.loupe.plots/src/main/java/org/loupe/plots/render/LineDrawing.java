package org.loupe.plots.render;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.loupe.plots.Annotation;
import org.loupe.plots.LineChart;
import org.loupe.plots.Trace;

/** Lines over a counting axis, with bands and filled areas; missing values leave gaps. */
record LineDrawing(LineChart lines, Range values, Zoom zoom, Palette palette) implements Drawing {
  private static final double FILL = 0.16;
  private static final double BAND = 0.2;
  private static final double STROKE = 1.75;
  private static final double DOT = 1.5;

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
    return false;
  }

  @Override
  public List<LegendEntry> legend() {
    return palette.legend(lines.traces(), lines.annotations());
  }

  @Override
  public void draw(Marks out, Body body) {
    Bounds area = body.bounds();
    if (values.contains(0)) {
      double zero = body.y().pixel(0);
      out.line(area.x(), zero, area.right(), zero, body.theme().axis());
    }
    for (int i = 0; i < lines.traces().size(); i++) {
      trace(out, body, lines.traces().get(i), palette.color(i, lines.traces().size()));
    }
    for (Annotation annotation : lines.annotations()) {
      double y = body.y().pixel(annotation.value());
      out.dashed(area.x(), y, area.right(), y, body.theme().reference());
    }
  }

  @Override
  public Optional<Found> at(Body body, int column, int row) {
    if (column < 0 || column >= lines.x().size()) {
      return Optional.empty();
    }
    return Optional.of(
        new Found(
            List.of(Drawing.coordinate(lines.x(), column)),
            Palette.values(lines.traces(), column),
            body.column(column, column + 1)));
  }

  private void trace(Marks out, Body body, Trace trace, int rgb) {
    // One place beyond each edge, so that lines reach the edge of a zoomed view.
    int from = Math.max(0, (int) Math.floor(x().shown().from()) - 1);
    int to = Math.min(trace.values().length, (int) Math.ceil(x().shown().to()) + 1);
    int start = from;
    while (start < to) {
      int end = start;
      while (end < to && !Double.isNaN(trace.values()[end])) {
        end++;
      }
      if (end > start) {
        run(out, body, trace, start, end, rgb);
      }
      start = end + 1;
    }
  }

  /** Draws places that follow each other without a gap. */
  private void run(Marks out, Body body, Trace trace, int start, int end, int rgb) {
    double[] line = points(body, trace.values(), start, end);
    if (lines.filled()) {
      double zero = body.y().pixel(Math.max(values.from(), Math.min(values.to(), 0)));
      double[] floor = {line[line.length - 2], zero, line[0], zero};
      out.add(new Mark.Area(join(line, floor), rgb, FILL));
    }
    if (trace.hasIntervals()) {
      double[] low = points(body, trace.low(), start, end);
      double[] high = points(body, trace.high(), start, end);
      out.add(new Mark.Area(join(high, reversed(low)), rgb, BAND));
    }
    if (end - start == 1) {
      Bounds dot = new Bounds(line[0] - DOT, line[1] - DOT, 2 * DOT, 2 * DOT);
      out.add(new Mark.Rectangle(dot, rgb, 1, DOT));
    } else {
      out.add(new Mark.Path(line, rgb, STROKE));
    }
  }

  private static double[] points(Body body, double[] values, int start, int end) {
    double[] points = new double[(end - start) * 2];
    for (int place = start; place < end; place++) {
      points[(place - start) * 2] = body.x().pixel(place + 0.5);
      points[(place - start) * 2 + 1] = body.y().pixel(values[place]);
    }
    return points;
  }

  private static double[] reversed(double[] points) {
    double[] reversed = new double[points.length];
    for (int i = 0; i < points.length; i += 2) {
      reversed[i] = points[points.length - 2 - i];
      reversed[i + 1] = points[points.length - 1 - i];
    }
    return reversed;
  }

  private static double[] join(double[] first, double[] second) {
    double[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}
