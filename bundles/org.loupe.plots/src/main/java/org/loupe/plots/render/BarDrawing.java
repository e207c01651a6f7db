package org.loupe.plots.render;

import java.util.List;
import java.util.Optional;
import org.loupe.plots.BarChart;
import org.loupe.plots.BarChart.Arrangement;
import org.loupe.plots.Trace;

/** Bars from zero, grouped or stacked, with whiskers. */
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
  public List<LegendEntry> legend(Body body) {
    List<LegendEntry> entries = palette.legend(bars.traces(), bars.annotations());
    if (placesPerPixel(body) > 1) {
      entries.add(LegendEntry.note("extremes per pixel"));
    }
    return entries;
  }

  @Override
  public void draw(Marks out, Body body) {
    AxisSpec places = places();
    int first = places.place(places.shown().from());
    int last = Math.min(bars.categories().size() - 1, places.place(places.shown().to()));
    // Bars thinner than pixels are drawn a pixel wide, from the least to the greatest of them.
    double step = Math.max(1, placesPerPixel(body));
    for (int i = 0; first + (int) (i * step) <= last; i++) {
      int from = first + (int) (i * step);
      int to = Math.min(last + 1, Math.max(from + 1, first + (int) ((i + 1) * step)));
      if (bars.arrangement() == Arrangement.STACKED) {
        stack(out, body, from, to);
      } else {
        for (int trace = 0; trace < bars.traces().size(); trace++) {
          bar(out, body, from, to, trace);
        }
      }
    }
    References.draw(out, body, bars.annotations(), bars.horizontal());
    Bounds area = body.bounds();
    double floor = along(body).floor();
    if (bars.horizontal()) {
      out.line(floor, area.y(), floor, area.bottom(), body.theme().axis());
    } else {
      out.line(area.x(), floor, area.right(), floor, body.theme().axis());
    }
  }

  @Override
  public Optional<Found> at(Body body, int column, int row) {
    int place = bars.horizontal() ? row : column;
    if (place < 0 || place >= bars.categories().size()) {
      return Optional.empty();
    }
    return Optional.of(
        new Found(
            bars.horizontal() ? -1 : column,
            bars.horizontal() ? row : -1,
            List.of(Drawing.coordinate(bars.categories(), place)),
            words(place),
            across(body, place, place + 1),
            null));
  }

  /** Parts of a stack that are not there are not worth a word. */
  private String words(int place) {
    if (bars.arrangement() == Arrangement.STACKED) {
      List<Trace> there =
          bars.traces().stream().filter(trace -> !Double.isNaN(trace.values()[place])).toList();
      return there.isEmpty() ? "missing" : Palette.values(there, place, bars.value());
    }
    return Palette.values(bars.traces(), place, bars.value());
  }

  private AxisSpec places() {
    return bars.horizontal() ? y() : x();
  }

  private Span along(Body body) {
    return bars.horizontal() ? body.x() : body.y();
  }

  private double placesPerPixel(Body body) {
    Span places = bars.horizontal() ? body.y() : body.x();
    return 1 / (places.density() * Math.max(1, body.options().scale()));
  }

  private void stack(Marks out, Body body, int from, int to) {
    double up = 0;
    double down = 0;
    Bounds across = across(body, from + GAP / 2 * (to - from), to - GAP / 2 * (to - from));
    for (int number = 0; number < bars.traces().size(); number++) {
      Trace trace = bars.traces().get(number);
      double value = extreme(trace.values(), from, to);
      if (!Double.isFinite(value)) {
        continue;
      }
      double base = value < 0 ? down : up;
      double start = base == 0 ? along(body).floor() : along(body).pixel(base);
      double end = along(body).pixel(base + value);
      fill(out, across, start, end, palette.color(bars.traces(), number));
      if (trace.hasIntervals() && to == from + 1) {
        double shift = base == 0 ? 0 : base;
        whisker(out, body, across, trace.low()[from] + shift, trace.high()[from] + shift);
      }
      up += Math.max(0, value);
      down += Math.min(0, value);
    }
  }

  private void bar(Marks out, Body body, int from, int to, int number) {
    Trace trace = bars.traces().get(number);
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int place = from; place < to; place++) {
      double value = trace.values()[place];
      if (Double.isFinite(value)) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
    Bounds across = across(body, from, to);
    int count = bars.traces().size();
    if (to == from + 1) {
      double width = (1 - GAP) / count;
      double start = from + GAP / 2 + number * width;
      across = across(body, start, start + width);
    }
    Span along = along(body);
    int rgb = palette.color(bars.traces(), number);
    if (most > 0) {
      fill(out, across, along.floor(), along.pixel(most), rgb);
    }
    if (least < 0) {
      fill(out, across, along.floor(), along.pixel(least), rgb);
    }
    if (trace.hasIntervals() && to == from + 1 && least <= most) {
      whisker(out, body, across, trace.low()[from], trace.high()[from]);
    }
  }

  /** The value furthest from zero, not a number where there is none. */
  private static double extreme(double[] values, int from, int to) {
    double found = Double.NaN;
    for (int place = from; place < to; place++) {
      if (Double.isFinite(values[place]) && !(Math.abs(values[place]) <= Math.abs(found))) {
        found = values[place];
      }
    }
    return found;
  }

  private void fill(Marks out, Bounds across, double start, double end, int rgb) {
    if (Double.isNaN(end)) {
      return;
    }
    double low = Math.min(start, end);
    double length = Math.abs(end - start);
    out.fill(
        bars.horizontal()
            ? new Bounds(low, across.y(), length, across.height())
            : new Bounds(across.x(), low, across.width(), length),
        rgb,
        1);
  }

  private void whisker(Marks out, Body body, Bounds across, double from, double to) {
    double low = along(body).pixel(from);
    double high = along(body).pixel(to);
    if (!Double.isFinite(high)) {
      return;
    }
    // An interval that reaches below a logarithmic axis goes on to its end.
    low = Double.isFinite(low) ? low : along(body).floor();
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
}
