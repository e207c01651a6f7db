package org.loupe.plots.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.loupe.plots.Annotation;
import org.loupe.plots.BarChart;
import org.loupe.plots.Histogram;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.LineChart;
import org.loupe.plots.Plot;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;
import org.loupe.plots.XYGraph;
import org.loupe.plots.XYTrace;

/**
 * Curves and bars of several plots in one, in the colours of whose they are. Axes that count are
 * those of the first, the others' values are put where they belong on them.
 */
public final class Overlay {
  /** More lines over each other tell nobody anything. */
  private static final int MOST = 12;

  private Overlay() {}

  /**
   * Lays plots over each other.
   *
   * @return empty if plots of this kind cannot be, or these do not fit each other
   */
  public static Optional<Plot> of(List<Member> members) {
    if (members.isEmpty()) {
      return Optional.empty();
    }
    Plot first = members.get(0).plot();
    if (!members.stream().allMatch(member -> member.plot().getClass() == first.getClass())) {
      return Optional.empty();
    }
    Optional<Plot> plot = Optional.empty();
    if (first instanceof LineChart lines) {
      plot = lines(lines, members);
    } else if (first instanceof BarChart bars) {
      plot = bars(bars, members);
    } else if (first instanceof Histogram histogram) {
      plot = histograms(histogram, members);
    } else if (first instanceof XYGraph graph) {
      plot = graphs(graph, members);
    }
    return plot;
  }

  private static Optional<Plot> lines(LineChart first, List<Member> members) {
    List<Trace> traces = new ArrayList<>();
    for (Member member : members) {
      LineChart lines = (LineChart) member.plot();
      Optional<Alignment> places = alignment(first.x(), lines.x(), first.y(), lines.y());
      if (places.isEmpty()) {
        return Optional.empty();
      }
      add(traces, member, lines.traces(), places.get());
    }
    return limited(
        traces.size(),
        new LineChart(
            first.x(),
            first.y(),
            traces,
            first.form(),
            common(members, plot -> ((LineChart) plot).annotations())));
  }

  private static Optional<Plot> bars(BarChart first, List<Member> members) {
    List<Trace> traces = new ArrayList<>();
    for (Member member : members) {
      BarChart bars = (BarChart) member.plot();
      Optional<Alignment> places =
          alignment(first.categories(), bars.categories(), first.value(), bars.value());
      Optional<List<Trace>> single = unstacked(bars);
      if (places.isEmpty() || single.isEmpty()) {
        return Optional.empty();
      }
      add(traces, member, single.get(), places.get());
    }
    return limited(
        traces.size(),
        new BarChart(
            first.categories(),
            first.value(),
            traces,
            first.horizontal(),
            common(members, plot -> ((BarChart) plot).annotations())));
  }

  /**
   * Stacked bars with one part at each place are coloured by what they belong to; one trace then.
   */
  private static Optional<List<Trace>> unstacked(BarChart bars) {
    if (bars.arrangement() == BarChart.Arrangement.GROUPED) {
      return Optional.of(bars.traces());
    }
    int size = bars.categories().size();
    boolean intervals = bars.traces().stream().allMatch(Trace::hasIntervals);
    double[] values = new double[size];
    double[] low = new double[size];
    double[] high = new double[size];
    Arrays.fill(values, Double.NaN);
    Arrays.fill(low, Double.NaN);
    Arrays.fill(high, Double.NaN);
    for (Trace trace : bars.traces()) {
      for (int i = 0; i < size; i++) {
        if (!Double.isNaN(trace.values()[i])) {
          if (!Double.isNaN(values[i])) {
            return Optional.empty();
          }
          values[i] = trace.values()[i];
          low[i] = intervals ? trace.low()[i] : Double.NaN;
          high[i] = intervals ? trace.high()[i] : Double.NaN;
        }
      }
    }
    Trace one = Trace.of("", values);
    return Optional.of(List.of(intervals ? one.within(low, high) : one));
  }

  private static Optional<Plot> histograms(Histogram first, List<Member> members) {
    List<Trace> traces = new ArrayList<>();
    List<XYTrace> steps = new ArrayList<>();
    boolean same = true;
    for (Member member : members) {
      Histogram histogram = (Histogram) member.plot();
      if (!title(first.x()).equals(title(histogram.x()))) {
        return Optional.empty();
      }
      same &= Arrays.equals(first.edges(), histogram.edges());
      for (Trace trace : histogram.traces()) {
        String name = name(member, trace.name(), histogram.traces().size());
        traces.add(
            new Trace(name, trace.values(), trace.low(), trace.high())
                .colored(color(member, histogram.traces().size(), trace.color())));
        steps.add(
            XYTrace.of(name, centres(histogram.edges()), trace.values())
                .as(XYTrace.Type.STEP)
                .colored(color(member, histogram.traces().size(), trace.color())));
      }
    }
    List<Annotation> annotations = common(members, plot -> ((Histogram) plot).annotations());
    return limited(
        traces.size(),
        same
            ? new Histogram(first.x(), first.y(), first.edges(), traces, annotations)
            : new XYGraph(first.x(), first.y(), steps, upright(annotations)));
  }

  private static double[] centres(double[] edges) {
    double[] centres = new double[edges.length - 1];
    for (int i = 0; i < centres.length; i++) {
      centres[i] = (edges[i] + edges[i + 1]) / 2;
    }
    return centres;
  }

  /** What stands at a binned value stands upright at the same value of a graph. */
  private static List<Annotation> upright(List<Annotation> annotations) {
    return annotations.stream().map(line -> Annotation.atX(line.label(), line.value())).toList();
  }

  private static Optional<Plot> graphs(XYGraph first, List<Member> members) {
    List<XYTrace> traces = new ArrayList<>();
    for (Member member : members) {
      XYGraph graph = (XYGraph) member.plot();
      if (!title(first.x()).equals(title(graph.x()))
          || !title(first.y()).equals(title(graph.y()))) {
        return Optional.empty();
      }
      int count = graph.traces().size();
      for (XYTrace trace : graph.traces()) {
        traces.add(
            new XYTrace(
                name(member, trace.name(), count),
                trace.x(),
                trace.y(),
                trace.low(),
                trace.high(),
                trace.type(),
                color(member, count, trace.color())));
      }
    }
    return limited(
        traces.size(),
        new XYGraph(
            first.x(), first.y(), traces, common(members, plot -> ((XYGraph) plot).annotations())));
  }

  private static Optional<Plot> limited(int traces, Plot plot) {
    return traces > MOST ? Optional.empty() : Optional.of(plot);
  }

  private static Optional<Alignment> alignment(
      IndexAxis one, IndexAxis other, ValueAxis values, ValueAxis others) {
    return title(values).equals(title(others)) ? Alignment.of(one, other) : Optional.empty();
  }

  private static void add(List<Trace> traces, Member member, List<Trace> own, Alignment places) {
    for (Trace trace : own) {
      Trace moved =
          new Trace(
              name(member, trace.name(), own.size()),
              places.reorder(trace.values()),
              trace.hasIntervals() ? places.reorder(trace.low()) : trace.low(),
              trace.hasIntervals() ? places.reorder(trace.high()) : trace.high());
      traces.add(moved.colored(color(member, own.size(), trace.color())));
    }
  }

  private static String name(Member member, String trace, int traces) {
    return traces == 1 || trace.isEmpty() ? member.name() : member.name() + " " + trace;
  }

  /** Several lines of one member need colours of their own to be told apart. */
  private static int color(Member member, int traces, int own) {
    return traces == 1 ? member.color() : own;
  }

  /** Reference lines that all of them have: a mean is each one's own. */
  private static List<Annotation> common(
      List<Member> members, java.util.function.Function<Plot, List<Annotation>> of) {
    Predicate<Annotation> everywhere =
        line -> members.stream().allMatch(member -> of.apply(member.plot()).contains(line));
    return of.apply(members.get(0).plot()).stream().filter(everywhere).toList();
  }

  private static String title(ValueAxis axis) {
    return axis.title();
  }
}
