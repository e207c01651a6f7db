package org.loupe.method.states.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Numbers;
import org.loupe.analysis.Resampling;
import org.loupe.model.Dimension;
import org.loupe.plots.Figure;
import org.loupe.plots.HeatMap;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.NodeLinkGraph;
import org.loupe.plots.Table;
import org.loupe.plots.ValueAxis;

/** What each neuron does. */
final class NeuronFigures {
  private final StatesResult result;
  private final Shown shown;
  private final Neurons neurons;

  NeuronFigures(StatesResult result, Shown shown) {
    this.result = result;
    this.shown = shown;
    this.neurons = result.neurons();
  }

  Figure heatmap() {
    int steps = result.parts().steps();
    float[] values = new float[steps * neurons.order().length];
    for (int row = 0; row < neurons.order().length; row++) {
      for (int t = 0; t < steps; t++) {
        values[row * steps + t] = (float) state(t, neurons.order()[row]);
      }
    }
    return new Figure(
        "heatmap",
        "State of every neuron at every step — " + (shown.isOne() ? "" : "mean of ") + of(),
        (neurons.isWired()
                ? "Neurons stand in the order in which signals pass them: "
                    + String.join(", ", neurons.types())
                    + ". "
                : "")
            + result.shown().source()
            + " gives the states."
            + (shown.isOne()
                ? ""
                : " A mean near zero may be neurons that differ in sign from window to window; select a window to see its own."),
        new HeatMap(
            IndexAxis.counting("step", Dimension.TIME, steps),
            units(),
            values,
            ValueAxis.signed(shown.isOne() ? "state" : "mean state"),
            HeatMap.Aggregation.MAX_ABS));
  }

  private String of() {
    return shown.describe(result);
  }

  private IndexAxis units() {
    return new IndexAxis("neuron", Dimension.UNIT, neurons.order(), neurons.names());
  }

  /** Of the windows that are drawn; NaN where none reaches the step. */
  private double state(int step, int unit) {
    if (shown.isAll() && !shown.isOne()) {
      return result.parts().means().windows(step) == 0
          ? Double.NaN
          : result.parts().means().state(step, unit);
    }
    double sum = 0;
    int count = 0;
    for (int place : shown.places()) {
      StateWindow window = result.parts().kept().at(place);
      if (window != null && step < window.steps()) {
        sum += window.state(step, unit);
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  Figure wiring() {
    int step = shown.step();
    int count = neurons.order().length;
    float[] values = new float[count];
    int[] layer = new int[count];
    int[] place = new int[count];
    for (int i = 0; i < count; i++) {
      int unit = neurons.order()[i];
      values[i] = (float) state(step, unit);
      layer[i] = neurons.groups()[unit];
      place[unit] = i;
    }
    List<NodeLinkGraph.Link> links = new ArrayList<>();
    for (int from = 0; from < neurons.adjacency().size(); from++) {
      for (int to = 0; to < count; to++) {
        int sign = neurons.adjacency().get(from).get(to);
        if (sign != 0) {
          links.add(new NodeLinkGraph.Link(place[from], place[to], sign));
        }
      }
    }
    return new Figure(
        "wiring",
        "Wiring with the state at step " + step + " — " + (shown.isOne() ? "" : "mean of ") + of(),
        (neurons.adjacency().isEmpty()
                ? "The card names each neuron's type but gives no synapses, so the groups are drawn without links."
                : "Links are synapses of the card, " + links.size() + " of them.")
            + " Colours are the state at "
            + (shown.chosen() ? "the selected step" : "the step to which the state moves furthest")
            + ".",
        NodeLinkGraph.layered(
                new IndexAxis(
                    "neuron",
                    Dimension.UNIT,
                    neurons.order(),
                    IntStream.of(neurons.order()).mapToObj(Integer::toString).toList()),
                layer,
                neurons.types(),
                links,
                ValueAxis.signed("sign"))
            .showing(ValueAxis.signed(shown.isOne() ? "state" : "mean state"), values));
  }

  Figure activity() {
    Activity activity = result.parts().activity();
    Bootstrap.Means means = result.summary().unitMean();
    int[] order = neurons.order();
    double[] std =
        IntStream.of(order)
            .mapToDouble(u -> Math.sqrt(result.parts().covariance().variance(u)))
            .toArray();
    List<Table.Column> columns = new ArrayList<>();
    columns.add(
        Table.Column.of(
            means.hasIntervals() ? "mean (95 % interval)" : "mean",
            IntStream.of(order).mapToObj(u -> mean(means, u)).toList()));
    columns.add(Table.Column.of("std", std, 3).withBars(std));
    columns.add(
        Table.Column.of(
            "std within", IntStream.of(order).mapToDouble(activity::within).toArray(), 3));
    columns.add(
        Table.Column.of("least", IntStream.of(order).mapToDouble(activity::least).toArray(), 3));
    columns.add(
        Table.Column.of(
            "greatest", IntStream.of(order).mapToDouble(activity::greatest).toArray(), 3));
    double[] movement = IntStream.of(order).mapToDouble(activity::movement).toArray();
    columns.add(Table.Column.of("mean |Δh|", movement, 3).withBars(movement));
    Resampling resampling = result.summary().resampling();
    String windows = resampling.describeWindows(result.provenance().windows());
    return new Figure(
        "activity",
        "What each neuron does — " + windows,
        "Mean, standard deviation over all steps, and within windows about each window's own mean, range, and mean movement from step to step. "
            + resampling.uncertainty(),
        new Table(units(), columns));
  }

  private static String mean(Bootstrap.Means means, int unit) {
    Interval interval = means.interval(unit);
    return Numbers.fixed(means.mean()[unit], 3)
        + (interval == null
            ? ""
            : " ("
                + Numbers.fixed(interval.low(), 3)
                + " to "
                + Numbers.fixed(interval.high(), 3)
                + ")");
  }
}
