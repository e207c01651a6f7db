package org.loupe.method.states.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Numbers;
import org.loupe.analysis.Resampling;
import org.loupe.model.Dimension;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.LineChart;
import org.loupe.plots.Trace;
import org.loupe.plots.Trajectories;
import org.loupe.plots.ValueAxis;

/** Where states go: their paths, how far each step leads, and along which directions. */
final class PathFigures {
  /** More paths hide each other. */
  private static final int MOST_PATHS = 40;

  /** Components that are worth a bar. */
  private static final int MOST_BARS = 10;

  private final StatesResult result;
  private final Shown shown;
  private final Plane plane;

  PathFigures(StatesResult result, Shown shown) {
    this.result = result;
    this.shown = shown;
    this.plane = result.plane();
  }

  Figure trajectories() {
    int[] places = drawn();
    boolean line = result.parts().units() == 1;
    List<Trajectories.Path> paths = new ArrayList<>();
    for (int place : places) {
      StateWindow window = result.parts().kept().at(place);
      if (window != null) {
        paths.add(path(window, line));
      }
    }
    int[] numbers = IntStream.of(places).map(p -> result.provenance().windows()[p]).toArray();
    ValueAxis time = ValueAxis.of(shown.time() ? result.shown().time() : "step");
    String what =
        places.length == 1
            ? "window " + numbers[0]
            : places.length < windows()
                ? places.length + " of " + windows() + " windows"
                : windows() + " windows";
    Trajectories trajectories =
        new Trajectories(
            line ? time : ValueAxis.of(axis(0)),
            line ? ValueAxis.of("state of the unit") : ValueAxis.of(axis(1)),
            time,
            new IndexAxis("window", Dimension.WINDOW, numbers, List.of()),
            IndexAxis.counting("step", Dimension.TIME, result.parts().steps()),
            paths);
    return new Figure(
        "trajectories",
        "Paths of the hidden state — " + what,
        (line
                ? "The state has one unit, which is drawn against "
                : "Each path is a window's state in the plane of the two directions of greatest variance over all steps of "
                    + Resampling.phrase(result.summary().resampling().describeWindows())
                    + ", coloured by ")
            + (shown.time() ? "the sum of its time spans" : "step")
            + ". A selected step is ringed."
            + fixedPoints()
            + (line || plane.shares().length < 2
                ? ""
                : " The plane holds "
                    + Numbers.percent(plane.shares()[0] + plane.shares()[1])
                    + " of the variance: paths that cross in it need not meet."),
        line ? trajectories : trajectories.with(landmarks()));
  }

  private int windows() {
    return result.summary().resampling().unit().length;
  }

  /** The selected windows amid others, all evenly spaced where they are too many. */
  private int[] drawn() {
    int[] kept = result.parts().kept().finite();
    TreeSet<Integer> places = new TreeSet<>();
    if (shown.selected()) {
      IntStream.of(thinned(shown.places())).forEach(places::add);
    }
    IntStream.of(thinned(kept)).limit(MOST_PATHS).forEach(places::add);
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int[] thinned(int[] places) {
    int count = Math.min(MOST_PATHS, places.length);
    return IntStream.range(0, count)
        .map(i -> places[(int) ((long) i * places.length / count)])
        .toArray();
  }

  private Trajectories.Path path(StateWindow window, boolean line) {
    int steps = window.steps();
    float[] time = new float[steps];
    double sum = 0;
    float[] spans = window.spans();
    for (int t = 0; t < steps; t++) {
      sum += spans == null ? 0 : spans[t];
      time[t] = shown.time() ? (float) sum : t;
    }
    return line
        ? new Trajectories.Path(time, Arrays.copyOf(window.states(), steps), time)
        : new Trajectories.Path(
            Arrays.copyOf(plane.along(0, window.states()), steps),
            Arrays.copyOf(plane.along(1, window.states()), steps),
            time);
  }

  private String axis(int component) {
    return component < plane.shares().length
        ? "component "
            + (component + 1)
            + " ("
            + Numbers.percent(plane.shares()[component])
            + " of the variance)"
        : "no further component";
  }

  private String fixedPoints() {
    FixedPoints found = result.fixedPoints();
    if (found == null || found.points().isEmpty()) {
      return "";
    }
    return " Fixed points are those under "
        + found.input()
        + ", time span "
        + Numbers.significant(found.timespan())
        + ", tolerance "
        + Numbers.significant(found.tolerance())
        + "; "
        + found.converged()
        + " of "
        + found.starts()
        + " starts converged.";
  }

  private List<Trajectories.Landmark> landmarks() {
    FixedPoints found = result.fixedPoints();
    List<Trajectories.Landmark> landmarks = new ArrayList<>();
    for (int i = 0; found != null && i < found.points().size(); i++) {
      FixedPoint point = found.points().get(i);
      landmarks.add(
          new Trajectories.Landmark(
              Integer.toString(i + 1),
              point.stability().words() + " fixed point",
              (float) plane.along(0, point.state()),
              (float) plane.along(1, point.state()),
              point.stability() == FixedPoint.Stability.STABLE));
    }
    return landmarks;
  }

  Figure magnitude() {
    Transitions transitions = result.parts().transitions();
    boolean guide = transitions.form() == Form.GUIDE;
    List<Trace> traces = new ArrayList<>();
    if (guide) {
      traces.add(Trace.of("all windows together", transitions.norms()));
    } else {
      Bootstrap.Means means = result.summary().movement();
      Trace all = Trace.of(windows() == 1 ? "" : "mean", means.mean());
      traces.add(means.hasIntervals() ? all.within(means.low(), means.high()) : all);
      if (shown.selected() && windows() > 1) {
        traces.add(Trace.of(shown.describe(result), mean(transitions)));
      }
    }
    IndexAxis axis =
        new IndexAxis(
            "step that is led to",
            Dimension.TIME,
            IntStream.rangeClosed(1, transitions.steps()).toArray(),
            List.of());
    return new Figure(
        "magnitude",
        "How far each step moves the state — "
            + result.summary().resampling().describeWindows(result.provenance().windows()),
        (guide
                ? "The norm of all windows' Δh together, as the guide takes it: it grows with the number of windows."
                : "‖Δh‖ of a window from one step to the next. "
                    + result.summary().resampling().uncertainty())
            + " Mean "
            + Numbers.significant(transitions.magnitudeMean())
            + ", standard deviation "
            + Numbers.significant(transitions.magnitudeStd())
            + "; direction consistency "
            + Numbers.significant(result.summary().consistency().value())
            + ", resultant length "
            + Numbers.significant(result.summary().resultant().value())
            + ".",
        new LineChart(
            axis,
            ValueAxis.of(guide ? "‖Δh‖ of all windows" : "‖Δh‖"),
            traces,
            LineChart.Form.LINE,
            List.of()));
  }

  /** Of the windows that are drawn. */
  private double[] mean(Transitions transitions) {
    double[] mean = new double[transitions.steps()];
    for (int t = 0; t < mean.length; t++) {
      int step = t;
      mean[t] =
          IntStream.of(shown.places())
              .mapToDouble(place -> transitions.movement(place, step))
              .filter(Double::isFinite)
              .average()
              .orElse(Double.NaN);
    }
    return mean;
  }

  Figure explainedVariance() {
    int count = Math.min(MOST_BARS, plane.shares().length);
    double[] each = Arrays.copyOf(plane.shares(), count);
    double[] sums = each.clone();
    Arrays.parallelPrefix(sums, Double::sum);
    String windows = result.summary().resampling().describeWindows(result.provenance().windows());
    return new Figure(
        "explained_variance",
        "Variance of the states along principal components — " + windows,
        "Share of the variance over all steps of "
            + Resampling.phrase(windows)
            + " along each of the first "
            + count
            + " components, and of them together. Variance is not importance: a direction that varies little may decide.",
        new BarChart(
            IndexAxis.named(
                "component",
                Dimension.VALUE,
                IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList()),
            ValueAxis.of("share of the variance").between(0, 1),
            List.of(Trace.of("each", each), Trace.of("together", sums)),
            false,
            List.of()));
  }
}
