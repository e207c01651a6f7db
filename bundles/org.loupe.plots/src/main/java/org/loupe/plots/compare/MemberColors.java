package org.loupe.plots.compare;

import java.util.List;
import java.util.Map;
import org.loupe.plots.BarChart;
import org.loupe.plots.Histogram;
import org.loupe.plots.LineChart;
import org.loupe.plots.Plot;
import org.loupe.plots.SmallMultiples;
import org.loupe.plots.Trace;
import org.loupe.plots.XYGraph;
import org.loupe.plots.XYTrace;

/** Gives traces that are named after checkpoints the colours that these have everywhere. */
public final class MemberColors {
  private MemberColors() {}

  /**
   * The same plot in these colours.
   *
   * @param colors places in the theme's palette by name; traces of other names keep theirs
   */
  public static Plot of(Plot plot, Map<String, Integer> colors) {
    if (plot instanceof LineChart lines) {
      return new LineChart(
          lines.x(), lines.y(), traces(lines.traces(), colors), lines.form(), lines.annotations());
    } else if (plot instanceof BarChart bars) {
      return new BarChart(
          bars.categories(),
          bars.value(),
          traces(bars.traces(), colors),
          bars.horizontal(),
          bars.annotations(),
          bars.arrangement());
    } else if (plot instanceof Histogram histogram) {
      return new Histogram(
          histogram.x(),
          histogram.y(),
          histogram.edges(),
          traces(histogram.traces(), colors),
          histogram.annotations());
    } else if (plot instanceof XYGraph graph) {
      return new XYGraph(graph.x(), graph.y(), points(graph.traces(), colors), graph.annotations());
    } else if (plot instanceof SmallMultiples grid) {
      return new SmallMultiples(
          grid.columns(),
          grid.rows(),
          grid.plots().stream().map(each -> of(each, colors)).toList());
    }
    return plot;
  }

  private static List<Trace> traces(List<Trace> traces, Map<String, Integer> colors) {
    return traces.stream()
        .map(trace -> trace.colored(colors.getOrDefault(trace.name(), trace.color())))
        .toList();
  }

  private static List<XYTrace> points(List<XYTrace> traces, Map<String, Integer> colors) {
    return traces.stream()
        .map(trace -> trace.colored(colors.getOrDefault(trace.name(), trace.color())))
        .toList();
  }
}
