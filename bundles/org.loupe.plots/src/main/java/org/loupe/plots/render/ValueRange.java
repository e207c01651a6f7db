package org.loupe.plots.render;

import java.util.List;
import java.util.stream.IntStream;
import org.loupe.plots.Annotation;
import org.loupe.plots.BarChart;
import org.loupe.plots.HeatMap;
import org.loupe.plots.Histogram;
import org.loupe.plots.LineChart;
import org.loupe.plots.Matrix;
import org.loupe.plots.NodeLinkGraph;
import org.loupe.plots.Plot;
import org.loupe.plots.PointColors;
import org.loupe.plots.ReliabilityDiagram;
import org.loupe.plots.Scatter;
import org.loupe.plots.SmallMultiples;
import org.loupe.plots.Statements;
import org.loupe.plots.Table;
import org.loupe.plots.Trace;
import org.loupe.plots.Trajectories;
import org.loupe.plots.ValueAxis;
import org.loupe.plots.XYGraph;
import org.loupe.plots.XYTrace;

/** Finds the ranges that show all values of a plot. */
final class ValueRange {
  private static final double HEADROOM = 0.05;
  private static final int CHUNK = 1 << 16;

  private ValueRange() {}

  static Extent of(Plot plot) {
    if (plot instanceof HeatMap map) {
      return of(map);
    } else if (plot instanceof Matrix matrix) {
      return of(matrix.cells());
    } else if (plot instanceof BarChart bars) {
      return of(bars);
    } else if (plot instanceof LineChart lines) {
      return of(lines);
    } else if (plot instanceof XYGraph graph) {
      return of(graph);
    } else if (plot instanceof Histogram histogram) {
      return of(histogram);
    } else if (plot instanceof Scatter scatter) {
      return of(scatter);
    } else if (plot instanceof Trajectories trajectories) {
      return of(trajectories);
    } else if (plot instanceof ReliabilityDiagram reliability) {
      boolean nothing =
          IntStream.range(0, reliability.counts().length)
              .allMatch(bin -> reliability.counts()[bin] == 0);
      return new Extent(
          Extent.UNIT, Extent.UNIT, Extent.UNIT, nothing ? "no predictions" : "", nothing);
    } else if (plot instanceof NodeLinkGraph graph) {
      Spread weights = new Spread(graph.weight());
      graph.links().forEach(link -> weights.add(link.weight()));
      boolean nothing = graph.nodes().size() == 0;
      return new Extent(
          weights.colors(), Extent.UNIT, Extent.UNIT, nothing ? "no nodes" : "", nothing);
    } else if (plot instanceof SmallMultiples multiples) {
      return multiples.plots().stream()
          .map(ValueRange::of)
          .reduce(Extent::union)
          .orElse(new Extent(Extent.UNIT, Extent.UNIT, Extent.UNIT, "no data", true));
    }
    if (plot instanceof Statements statements) {
      boolean nothing = statements.statements().isEmpty();
      return new Extent(
          Extent.UNIT, Extent.UNIT, Extent.UNIT, nothing ? "nothing to say" : "", nothing);
    }
    boolean nothing = ((Table) plot).rows().size() == 0;
    return new Extent(Extent.UNIT, Extent.UNIT, Extent.UNIT, nothing ? "no rows" : "", nothing);
  }

  private static Extent of(HeatMap map) {
    float[] values = map.values();
    Spread all = new Spread(map.value());
    IntStream.rangeClosed(0, (values.length - 1) / CHUNK)
        .parallel()
        .mapToObj(chunk -> cells(map, chunk * CHUNK))
        .toList()
        .forEach(all::merge);
    boolean nothing = values.length == 0;
    return new Extent(all.colors(), Extent.UNIT, Extent.UNIT, nothing ? "no data" : "", nothing);
  }

  private static Spread cells(HeatMap map, int from) {
    Spread part = new Spread(ValueAxis.of(""));
    float[] values = map.values();
    int to = Math.min(values.length, from + CHUNK);
    for (int i = from; i < to; i++) {
      part.add(values[i]);
    }
    return part;
  }

  private static Extent of(BarChart bars) {
    Spread spread = new Spread(bars.value());
    if (bars.arrangement() == BarChart.Arrangement.STACKED) {
      int places = bars.categories().size();
      double[] up = new double[places];
      double[] down = new double[places];
      for (Trace trace : bars.traces()) {
        for (int place = 0; place < places; place++) {
          double value = trace.values()[place];
          spread.add(value);
          if (trace.hasIntervals()) {
            // an interval stands where its part of the stack ends
            double base = value < 0 ? down[place] : up[place];
            spread.include(base + trace.low()[place]);
            spread.include(base + trace.high()[place]);
          }
          up[place] += Double.isFinite(value) ? Math.max(0, value) : 0;
          down[place] += Double.isFinite(value) ? Math.min(0, value) : 0;
        }
      }
      spread.includeAll(up);
      spread.includeAll(down);
    } else {
      addAll(spread, bars.traces());
    }
    include(spread, bars.annotations(), Annotation.Line.AT_VALUE);
    return new Extent(spread.fromZero(), Extent.UNIT, Extent.UNIT, spread.note(), spread.nothing());
  }

  private static Extent of(LineChart lines) {
    Spread spread = new Spread(lines.y());
    addAll(spread, lines.traces());
    include(spread, lines.annotations(), Annotation.Line.AT_VALUE);
    boolean area = lines.form() == LineChart.Form.AREA;
    return new Extent(
        area ? spread.fromZero() : spread.natural(),
        Extent.UNIT,
        Extent.UNIT,
        spread.note(),
        spread.nothing());
  }

  private static Extent of(XYGraph graph) {
    Spread x = new Spread(graph.x());
    Spread y = new Spread(graph.y());
    boolean area = false;
    for (XYTrace trace : graph.traces()) {
      x.addAll(trace.x());
      y.addAll(trace.y());
      y.includeAll(trace.low());
      y.includeAll(trace.high());
      area |= trace.type() == XYTrace.Type.AREA;
    }
    include(x, graph.annotations(), Annotation.Line.AT_X);
    include(y, graph.annotations(), Annotation.Line.AT_VALUE);
    return new Extent(
        area ? y.fromZero() : y.natural(), x.padded(), Extent.UNIT, note(x, y), nothing(x, y));
  }

  private static Extent of(Histogram histogram) {
    Spread heights = new Spread(histogram.y());
    addAll(heights, histogram.traces());
    Spread edges = new Spread(histogram.x());
    edges.addAll(histogram.edges());
    Range range = edges.tight();
    boolean justAbove = range.from() > 0 && range.from() < range.span() * HEADROOM;
    boolean linear = histogram.x().form() != ValueAxis.Form.LOG;
    return new Extent(
        heights.fromZero(),
        justAbove && linear ? range.including(0) : range,
        Extent.UNIT,
        heights.note(),
        heights.nothing());
  }

  private static Extent of(Scatter scatter) {
    Spread x = new Spread(scatter.x());
    Spread y = new Spread(scatter.y());
    int unplaced = 0;
    for (int i = 0; i < scatter.xs().length; i++) {
      // Only points that have both coordinates stretch the axes.
      boolean placed =
          Double.isFinite(Span.units(scatter.xs()[i], scatter.x().form()))
              && Double.isFinite(Span.units(scatter.ys()[i], scatter.y().form()));
      if (placed) {
        x.add(scatter.xs()[i]);
        y.add(scatter.ys()[i]);
      } else {
        unplaced++;
      }
    }
    include(x, scatter.annotations(), Annotation.Line.AT_X);
    include(y, scatter.annotations(), Annotation.Line.AT_VALUE);
    Spread colors = new Spread(ValueAxis.of(""));
    if (scatter.colors() instanceof PointColors.Values values) {
      colors = new Spread(values.axis());
      for (float value : values.values()) {
        colors.add(value);
      }
    }
    String left =
        unplaced == 0
            ? ""
            : unplaced + (unplaced == 1 ? " point has" : " points have") + " no place here";
    return new Extent(
        colors.colors(),
        x.padded(),
        y.padded(),
        x.nothing() && unplaced == 0 ? "no data" : left,
        x.nothing());
  }

  private static Extent of(Trajectories trajectories) {
    Spread x = new Spread(trajectories.x());
    Spread y = new Spread(trajectories.y());
    Spread time = new Spread(trajectories.time());
    for (Trajectories.Path path : trajectories.paths()) {
      for (int i = 0; i < path.x().length; i++) {
        x.add(path.x()[i]);
        y.add(path.y()[i]);
        time.add(path.time()[i]);
      }
    }
    for (Trajectories.Landmark landmark : trajectories.landmarks()) {
      x.add(landmark.x());
      y.add(landmark.y());
    }
    return new Extent(time.colors(), x.padded(), y.padded(), note(x, y), nothing(x, y));
  }

  private static void addAll(Spread spread, List<Trace> traces) {
    for (Trace trace : traces) {
      spread.addAll(trace.values());
      spread.includeAll(trace.low());
      spread.includeAll(trace.high());
    }
  }

  private static void include(Spread spread, List<Annotation> annotations, Annotation.Line line) {
    annotations.stream().filter(a -> a.line() == line).forEach(a -> spread.include(a.value()));
  }

  private static boolean nothing(Spread x, Spread y) {
    return x.nothing() || y.nothing();
  }

  private static String note(Spread x, Spread y) {
    return y.note().isEmpty() || (x.nothing() && !y.nothing()) ? x.note() : y.note();
  }
}
