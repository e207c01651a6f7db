package org.loupe.plots.render;

import java.util.List;
import java.util.Optional;
import org.loupe.plots.Annotation;
import org.loupe.plots.BarChart;
import org.loupe.plots.Trace;

/** Bars from zero, in groups, with whiskers. */
record BarDrawing(BarChart bars, Range values, Zoom zoom, Palette palette) implements Drawing {
  /** Share of a place that stays empty between groups. */
  private static final double GAP = 0.26;

  private static final double CAP = 3;

  @Override
  public AxisSpec x() {
    return bars.horizontal()
        ? AxisSpec.measuring(bars.value(), values)
        : AxisSpec.counting(bars.categories(), zoom.x());
  }

  @Override
  public AxisSpec y() {
    return bars.horizontal()
        ? AxisSpec.counting(bars.categories(), zoom.y())
        : AxisSpec.measuring(bars.value(), values);
  }

  @Override
  public boolean topDown() {
    return bars.horizontal();
  }

  @Override
  public List<LegendEntry> legend() {
    return palette.legend(bars.traces(), bars.annotations());
  }

  @Override
  public void draw(Marks out, Body body) {
    AxisSpec places = bars.horizontal() ? y() : x();
    int last = Math.min(bars.categories().size() - 1, places.place(places.shown().to()));
    for (int place = places.place(places.shown().from()); place <= last; place++) {
      for (int trace = 0; trace < bars.traces().size(); trace++) {
        bar(out, body, place, trace);
      }
    }
    Span along = bars.horizontal() ? body.x() : body.y();
    for (Annotation annotation : bars.annotations()) {
      cross(out, body, along.pixel(annotation.value()), body.theme().reference(), true);
    }
    cross(out, body, along.pixel(0), body.theme().axis(), false);
  }

  @Override
  public Optional<Found> at(Body body, int column, int row) {
    int place = bars.horizontal() ? row : column;
    if (place < 0 || place >= bars.categories().size()) {
      return Optional.empty();
    }
    return Optional.of(
        new Found(
            List.of(Drawing.coordinate(bars.categories(), place)),
            Palette.values(bars.traces(), place),
            bars.horizontal() ? body.row(place, place + 1) : body.column(place, place + 1)));
  }

  private void bar(Marks out, Body body, int place, int number) {
    Trace trace = bars.traces().get(number);
    double value = trace.values()[place];
    if (Double.isNaN(value)) {
      return;
    }
    int count = bars.traces().size();
    double width = (1 - GAP) / count;
    double from = place + GAP / 2 + number * width;
    Bounds across = across(body, from, from + width);
    Span along = bars.horizontal() ? body.x() : body.y();
    double zero = along.pixel(0);
    double end = along.pixel(value);
    double low = Math.min(zero, end);
    Bounds bar =
        bars.horizontal()
            ? new Bounds(low, across.y(), Math.abs(end - zero), across.height())
            : new Bounds(across.x(), low, across.width(), Math.abs(end - zero));
    out.fill(bar, palette.color(number, count), 1);
    if (trace.hasIntervals() && !Double.isNaN(trace.low()[place])) {
      whisker(out, body, across, along.pixel(trace.low()[place]), along.pixel(trace.high()[place]));
    }
  }

  private void whisker(Marks out, Body body, Bounds across, double low, double high) {
    int rgb = body.theme().text();
    if (bars.horizontal()) {
      double middle = across.y() + across.height() / 2;
      double cap = Math.min(CAP, across.height() / 3);
      out.line(low, middle, high, middle, rgb);
      out.line(low, middle - cap, low, middle + cap, rgb);
      out.line(high, middle - cap, high, middle + cap, rgb);
    } else {
      double middle = across.x() + across.width() / 2;
      double cap = Math.min(CAP, across.width() / 3);
      out.line(middle, low, middle, high, rgb);
      out.line(middle - cap, low, middle + cap, low, rgb);
      out.line(middle - cap, high, middle + cap, high, rgb);
    }
  }

  private Bounds across(Body body, double from, double to) {
    return bars.horizontal() ? body.row(from, to) : body.column(from, to);
  }

  private void cross(Marks out, Body body, double at, int rgb, boolean dashed) {
    Bounds area = body.bounds();
    boolean upright = bars.horizontal();
    double x1 = upright ? at : area.x();
    double y1 = upright ? area.y() : at;
    double x2 = upright ? at : area.right();
    double y2 = upright ? area.bottom() : at;
    if (dashed) {
      out.dashed(x1, y1, x2, y2, rgb);
    } else {
      out.line(x1, y1, x2, y2, rgb);
    }
  }
}
