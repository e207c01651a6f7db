package org.loupe.plots.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.loupe.plots.BarChart;
import org.loupe.plots.HeatMap;
import org.loupe.plots.Histogram;
import org.loupe.plots.LineChart;
import org.loupe.plots.Matrix;
import org.loupe.plots.Plot;
import org.loupe.plots.SmallMultiples;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;
import org.loupe.plots.XYGraph;
import org.loupe.plots.XYTrace;

/**
 * What one plot has more than another of the same kind: value by value, around zero, on the
 * baseline's axes. Intervals are left out: those of a difference do not follow from those of its
 * parts.
 */
public final class Difference {
  private Difference() {}

  /**
   * The other's values minus the baseline's. Places that one of them lacks are missing.
   *
   * @return empty if there is no difference of plots of this kind, or these do not fit each other
   */
  public static Optional<Plot> of(Plot baseline, Plot other) {
    Optional<Plot> plot = Optional.empty();
    if (baseline instanceof HeatMap a && other instanceof HeatMap b) {
      plot = cells(a, b).map(cells -> cells);
    } else if (baseline instanceof Matrix a && other instanceof Matrix b) {
      plot = cells(a.cells(), b.cells()).map(cells -> new Matrix(cells, List.of()));
    } else if (baseline instanceof LineChart a && other instanceof LineChart b) {
      plot = lines(a, b);
    } else if (baseline instanceof BarChart a && other instanceof BarChart b) {
      plot = bars(a, b);
    } else if (baseline instanceof Histogram a && other instanceof Histogram b) {
      plot = histograms(a, b);
    } else if (baseline instanceof XYGraph a && other instanceof XYGraph b) {
      plot = graphs(a, b);
    } else if (baseline instanceof SmallMultiples a && other instanceof SmallMultiples b) {
      plot = grids(a, b);
    }
    return plot;
  }

  private static ValueAxis around(ValueAxis axis) {
    ValueAxis signed = ValueAxis.signed("difference of " + axis.title());
    return axis.form() == ValueAxis.Form.SECONDS ? signed.seconds() : signed;
  }

  private static boolean measureTheSame(ValueAxis a, ValueAxis b) {
    return a.title().equals(b.title());
  }

  private static Optional<HeatMap> cells(HeatMap a, HeatMap b) {
    Optional<Alignment> columns = Alignment.of(a.x(), b.x());
    Optional<Alignment> rows = Alignment.of(a.y(), b.y());
    if (columns.isEmpty() || rows.isEmpty() || !measureTheSame(a.value(), b.value())) {
      return Optional.empty();
    }
    float[] values = new float[a.values().length];
    for (int row = 0; row < a.y().size(); row++) {
      int there = rows.get().places()[row];
      for (int column = 0; column < a.x().size(); column++) {
        int place = columns.get().places()[column];
        values[row * a.x().size() + column] =
            there < 0 || place < 0 ? Float.NaN : b.at(there, place) - a.at(row, column);
      }
    }
    return Optional.of(
        new HeatMap(a.x(), a.y(), values, around(a.value()), HeatMap.Aggregation.MAX_ABS));
  }

  private static Optional<Plot> lines(LineChart a, LineChart b) {
    if (!measureTheSame(a.y(), b.y())) {
      return Optional.empty();
    }
    return Alignment.of(a.x(), b.x())
        .flatMap(places -> traces(a.traces(), b.traces(), places))
        .map(traces -> new LineChart(a.x(), around(a.y()), traces, a.form(), List.of()));
  }

  private static Optional<Plot> bars(BarChart a, BarChart b) {
    if (!measureTheSame(a.value(), b.value())) {
      return Optional.empty();
    }
    return Alignment.of(a.categories(), b.categories())
        .flatMap(places -> traces(a.traces(), b.traces(), places))
        .map(
            traces ->
                new BarChart(
                    a.categories(),
                    around(a.value()),
                    traces,
                    a.horizontal(),
                    List.of(),
                    a.arrangement()));
  }

  private static Optional<Plot> histograms(Histogram a, Histogram b) {
    if (!measureTheSame(a.x(), b.x()) || !Arrays.equals(a.edges(), b.edges())) {
      return Optional.empty();
    }
    int[] same = new int[a.edges().length - 1];
    Arrays.setAll(same, i -> i);
    return traces(a.traces(), b.traces(), new Alignment(same))
        .map(traces -> new Histogram(a.x(), around(a.y()), a.edges(), traces, List.of()));
  }

  /** Traces of the same name; where both plots have a single one, these. */
  private static Optional<List<Trace>> traces(List<Trace> a, List<Trace> b, Alignment places) {
    List<Trace> differences = new ArrayList<>();
    for (Trace trace : a) {
      Optional<Trace> other =
          a.size() == 1 && b.size() == 1
              ? Optional.of(b.get(0))
              : b.stream().filter(one -> one.name().equals(trace.name())).findFirst();
      if (other.isPresent()) {
        double[] values = places.reorder(other.get().values());
        for (int i = 0; i < values.length; i++) {
          values[i] -= trace.values()[i];
        }
        differences.add(Trace.of(trace.name(), values).colored(trace.color()));
      }
    }
    return differences.isEmpty() ? Optional.empty() : Optional.of(differences);
  }

  private static Optional<Plot> graphs(XYGraph a, XYGraph b) {
    if (!measureTheSame(a.x(), b.x())
        || !measureTheSame(a.y(), b.y())
        || a.traces().size() != b.traces().size()) {
      return Optional.empty();
    }
    List<XYTrace> differences = new ArrayList<>();
    for (int i = 0; i < a.traces().size(); i++) {
      XYTrace one = a.traces().get(i);
      XYTrace other = b.traces().get(i);
      if (!one.name().equals(other.name()) || !Arrays.equals(one.x(), other.x())) {
        return Optional.empty();
      }
      double[] values = other.y().clone();
      for (int k = 0; k < values.length; k++) {
        values[k] -= one.y()[k];
      }
      differences.add(XYTrace.of(one.name(), one.x(), values).as(one.type()).colored(one.color()));
    }
    return Optional.of(new XYGraph(a.x(), around(a.y()), differences, List.of()));
  }

  private static Optional<Plot> grids(SmallMultiples a, SmallMultiples b) {
    Optional<Alignment> columns = Alignment.of(a.columns(), b.columns());
    Optional<Alignment> rows = Alignment.of(a.rows(), b.rows());
    if (columns.isEmpty() || rows.isEmpty()) {
      return Optional.empty();
    }
    List<Plot> plots = new ArrayList<>();
    for (int row = 0; row < a.rows().size(); row++) {
      for (int column = 0; column < a.columns().size(); column++) {
        int there = rows.get().places()[row];
        int place = columns.get().places()[column];
        Optional<Plot> plot =
            there < 0 || place < 0 ? Optional.empty() : of(a.at(row, column), b.at(there, place));
        if (plot.isEmpty()) {
          return Optional.empty();
        }
        plots.add(plot.get());
      }
    }
    return plots.isEmpty()
        ? Optional.empty()
        : Optional.of(new SmallMultiples(a.columns(), a.rows(), plots));
  }
}
