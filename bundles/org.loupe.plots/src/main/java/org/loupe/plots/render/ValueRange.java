package org.loupe.plots.render;

import java.util.List;
import java.util.stream.IntStream;
import org.loupe.plots.Annotation;
import org.loupe.plots.BarChart;
import org.loupe.plots.HeatMap;
import org.loupe.plots.Histogram;
import org.loupe.plots.LineChart;
import org.loupe.plots.Plot;
import org.loupe.plots.Trace;

/** Finds the range that shows all values of a plot. */
final class ValueRange {
  private static final double HEADROOM = 0.05;
  private static final int CHUNK = 1 << 16;

  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;

  private ValueRange() {}

  static Range of(Plot plot) {
    ValueRange range = new ValueRange();
    if (plot instanceof HeatMap map) {
      return range.ofCells(map);
    }
    if (plot instanceof BarChart bars) {
      range.addAll(bars.traces(), bars.annotations());
      return range.fromZero();
    }
    if (plot instanceof LineChart lines) {
      range.addAll(lines.traces(), lines.annotations());
      return lines.filled() || range.nearZero() ? range.fromZero() : range.padded();
    }
    range.addAll(((Histogram) plot).traces(), List.of());
    return range.fromZero();
  }

  static Range bins(Histogram histogram) {
    double[] edges = histogram.edges();
    Range range = new Range(edges[0], edges[edges.length - 1]);
    boolean justAbove = range.from() > 0 && range.from() < range.span() * HEADROOM;
    return justAbove ? range.including(0) : range;
  }

  private Range ofCells(HeatMap map) {
    float[] values = map.values();
    IntStream.rangeClosed(0, (values.length - 1) / CHUNK)
        .parallel()
        .mapToObj(chunk -> ofCells(values, chunk * CHUNK))
        .toList()
        .forEach(
            part -> {
              add(part.least);
              add(part.greatest);
            });
    if (map.value().signed()) {
      double size = Math.max(Math.abs(least), Math.abs(greatest));
      return size > 0 && Double.isFinite(size) ? new Range(-size, size) : new Range(-1, 1);
    }
    return nearZero() ? new Range(0, greatest) : widened();
  }

  private static ValueRange ofCells(float[] values, int from) {
    ValueRange part = new ValueRange();
    int to = Math.min(values.length, from + CHUNK);
    for (int i = from; i < to; i++) {
      part.add(values[i]);
    }
    return part;
  }

  private void addAll(List<Trace> traces, List<Annotation> annotations) {
    for (Trace trace : traces) {
      for (double[] values : new double[][] {trace.values(), trace.low(), trace.high()}) {
        for (double value : values) {
          add(value);
        }
      }
    }
    annotations.forEach(annotation -> add(annotation.value()));
  }

  private void add(double value) {
    if (value >= -Double.MAX_VALUE && value <= Double.MAX_VALUE) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
  }

  /** Whether zero is so near that leaving it out would mislead. */
  private boolean nearZero() {
    return least >= 0 && least <= greatest / 2 && greatest > 0;
  }

  private Range fromZero() {
    if (least > greatest) {
      return new Range(0, 1);
    }
    double low = Math.min(0, least);
    double high = Math.max(0, greatest);
    if (low == high) {
      return new Range(0, 1);
    }
    double room = (high - low) * HEADROOM;
    return new Range(low < 0 ? low - room : 0, high > 0 ? high + room : 0);
  }

  private Range padded() {
    if (least > greatest) {
      return new Range(0, 1);
    }
    Range range = widened();
    double room = range.span() * HEADROOM;
    return new Range(range.from() - room, range.to() + room);
  }

  private Range widened() {
    if (least > greatest) {
      return new Range(0, 1);
    }
    double room = least == greatest ? Math.max(0.5, Math.abs(least) * HEADROOM) : 0;
    return new Range(least - room, greatest + room);
  }
}
