package org.loupe.method.activations.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.loupe.analysis.Resampling;
import org.loupe.model.Dimension;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.HeatMap;
import org.loupe.plots.Histogram;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Plot;
import org.loupe.plots.SmallMultiples;
import org.loupe.plots.Table;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;

/** Describes the figures of one result; bars may be of some of its windows. */
final class ActivationFigures {
  private static final int BINS = 60;
  private static final int MOST_DISTRIBUTIONS = 24;

  /** The tails beyond are not drawn: single values would make everything else a line. */
  private static final double TAIL = 0.001;

  /** Where spreads differ by more, values of one layer would be a line in another's scale. */
  private static final double ALIKE = 4;

  /** Standard deviations from the mean beyond which a standardised distribution is not drawn. */
  private static final double FAR = 4;

  private static final int MOST_NUMBERS = 12;

  private final ActivationsResult result;
  private final List<Layer> layers;
  private final List<LayerSummary> summaries;
  private final Resampling resampling;
  private final String some;
  private final String all;
  private final boolean whole;

  /**
   * @param summaries of the shown windows, one per layer
   * @param resampling of the shown windows
   * @param numbers of the shown windows
   */
  ActivationFigures(
      ActivationsResult result,
      List<LayerSummary> summaries,
      Resampling resampling,
      int[] numbers) {
    this.result = result;
    this.layers = result.layers();
    this.summaries = summaries;
    this.resampling = resampling;
    this.some = resampling.describeWindows(numbers);
    this.whole = numbers.length == result.provenance().windows().length;
    this.all = result.seen().resampling().describeWindows(result.provenance().windows());
  }

  private IndexAxis layerAxis(int count) {
    return IndexAxis.named(
        "layer", Dimension.LAYER, layers.stream().limit(count).map(Layer::name).toList());
  }

  /** Bars from zero to the mean; whiskers of one standard deviation. */
  Figure means() {
    double[] mean = summaries.stream().mapToDouble(LayerSummary::mean).toArray();
    double[] std = summaries.stream().mapToDouble(LayerSummary::std).toArray();
    Trace trace =
        Trace.of("", mean)
            .within(
                IntStream.range(0, mean.length).mapToDouble(l -> mean[l] - std[l]).toArray(),
                IntStream.range(0, mean.length).mapToDouble(l -> mean[l] + std[l]).toArray());
    return new Figure(
        "mean",
        "Mean activation by layer — " + some,
        "Bars are means over all units and steps, whiskers one standard deviation of the activations to each side: how far they spread, not how sure the mean is. Intervals of both stand in the table of layers.",
        new BarChart(
            layerAxis(layers.size()), ValueAxis.of("activation"), List.of(trace), true, List.of()));
  }

  /** Bars of the share that counts as zero, and of what is small beside the layer's spread. */
  Figure sparsity() {
    double[] values = summaries.stream().mapToDouble(LayerSummary::sparsity).toArray();
    Trace trace = Trace.of("|a| < " + result.seen().smallest(), values);
    if (summaries.stream().allMatch(summary -> summary.sparsityInterval() != null)) {
      trace =
          trace.within(
              summaries.stream()
                  .mapToDouble(s -> Objects.requireNonNull(s.sparsityInterval()).low())
                  .toArray(),
              summaries.stream()
                  .mapToDouble(s -> Objects.requireNonNull(s.sparsityInterval()).high())
                  .toArray());
    }
    double[] relative = layers.stream().mapToDouble(Layer::relativeSparsity).toArray();
    return new Figure(
        "sparsity",
        "Sparsity by layer — " + some,
        "Share of activations that count as zero"
            + (Arrays.stream(numbers(layers, Layer::zeros)).allMatch(share -> share == 0)
                ? ", of which none is exactly zero"
                : ", exact zeros among them")
            + ". "
            + resampling.uncertainty()
            + (whole
                ? " Beside it, without intervals, the share below a hundredth of the layer's standard deviation, which does not depend on scale."
                : ""),
        new BarChart(
            layerAxis(layers.size()),
            ValueAxis.of("share near zero"),
            whole ? List.of(trace, Trace.of("|a| < std / 100", relative)) : List.of(trace),
            true,
            List.of()));
  }

  /** A histogram per layer, one above the other. */
  Figure distributions() {
    int count = Math.min(MOST_DISTRIBUTIONS, layers.size());
    boolean standardised = differ(count);
    double[] ends = ends(count, standardised);
    double[] edges = new double[BINS + 1];
    Arrays.setAll(edges, i -> ends[0] + (ends[1] - ends[0]) * i / BINS);
    ValueAxis x =
        ValueAxis.of(standardised ? "(activation − mean) / std" : "activation")
            .between(ends[0], ends[1]);
    List<Plot> plots = new ArrayList<>();
    for (Layer layer : layers.subList(0, count)) {
      plots.add(
          new Histogram(
              x,
              ValueAxis.of("density"),
              edges,
              List.of(Trace.of("", density(layer, edges, standardised))),
              List.of()));
    }
    return new Figure(
        "distributions",
        "Distribution of activations by layer — " + all,
        (standardised
                ? "Densities of activations less the layer's mean, divided by its standard deviation, since the layers differ too much in scale for one axis. "
                : "Densities of activations. ")
            + "Exact zeros are left out; their share stands in the table of layers. "
            + (standardised ? "What lies beyond ±4" : "The outermost 0.1 % on either side")
            + (standardised ? " is" : " are")
            + " not drawn. All layers share one scale."
            + (count < layers.size()
                ? " The first " + count + " of " + layers.size() + " layers."
                : ""),
        new SmallMultiples(
            IndexAxis.named("", Dimension.VALUE, List.of("all units and steps")),
            layerAxis(count),
            plots));
  }

  private boolean differ(int count) {
    double[] spreads =
        layers.stream()
            .limit(count)
            .mapToDouble(layer -> layer.summary().std())
            .filter(std -> std > 0)
            .toArray();
    return Arrays.stream(spreads).max().orElse(1) > ALIKE * Arrays.stream(spreads).min().orElse(1);
  }

  private double[] ends(int count, boolean standardised) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Layer layer : layers.subList(0, count)) {
      if (layer.histogram().count() > 0 && !(standardised && layer.summary().std() == 0)) {
        double scale = standardised ? layer.summary().std() : 1;
        double shift = standardised ? layer.summary().mean() : 0;
        low = Math.min(low, (layer.histogram().quantile(TAIL) - shift) / scale);
        high = Math.max(high, (layer.histogram().quantile(1 - TAIL) - shift) / scale);
      }
    }
    if (standardised) {
      low = Math.max(low, -FAR);
      high = Math.min(high, FAR);
    }
    return low < high ? new double[] {low, high} : new double[] {-1, 1};
  }

  private static double[] density(Layer layer, double[] edges, boolean standardised) {
    double std = layer.summary().std();
    if (layer.histogram().count() == 0 || (standardised && std == 0)) {
      return new double[edges.length - 1];
    }
    double scale = standardised ? std : 1;
    double shift = standardised ? layer.summary().mean() : 0;
    double[] own = Arrays.stream(edges).map(edge -> edge * scale + shift).toArray();
    return Arrays.stream(layer.histogram().density(own)).map(height -> height * scale).toArray();
  }

  /** Layer × unit. */
  Figure units(ActivationsView.Shown shown) {
    int columns = layers.stream().mapToInt(layer -> layer.units().size()).max().orElse(0);
    float[] values = new float[layers.size() * columns];
    Arrays.fill(values, Float.NaN);
    for (int l = 0; l < layers.size(); l++) {
      List<Layer.Unit> units = layers.get(l).units();
      for (int u = 0; u < units.size(); u++) {
        values[l * columns + u] = (float) shown.of(layers.get(l), units.get(u));
      }
    }
    boolean uneven = layers.stream().anyMatch(layer -> layer.units().size() < columns);
    return new Figure(
        "units",
        "Units: " + shown.words() + " — " + all,
        shown.caption()
            + (uneven
                ? " Layers have different numbers of units; what is missing is left blank."
                : "")
            + " Units are counted from 0 in every layer; equal numbers of two layers have nothing in common.",
        new HeatMap(
            IndexAxis.counting("unit", Dimension.UNIT, columns),
            layerAxis(layers.size()),
            values,
            shown.axis(),
            HeatMap.Aggregation.MEAN));
  }

  /** Which units are dead, saturated or constant; layers with most of them first. */
  Figure silent() {
    int[] order =
        IntStream.range(0, layers.size())
            .boxed()
            .sorted(
                Comparator.comparingInt(
                    l ->
                        layers.get(l).in(Layer.State.ACTIVE).length - layers.get(l).units().size()))
            .mapToInt(Integer::intValue)
            .toArray();
    List<Layer> sorted = IntStream.of(order).mapToObj(layers::get).toList();
    return new Figure(
        "silent",
        "Dead, saturated and constant units — " + all,
        "Dead: |a| < epsilon at every step of every window. Saturated: 95 % of the values within 2.5 % of the range of a bound of the activation function, where it has bounds; supposed bounds hold all values of the layer and are filled by half. Constant: always one value other than zero. Layers with most such units stand first.",
        new Table(
            new IndexAxis(
                "layer", Dimension.LAYER, order, sorted.stream().map(Layer::name).toList()),
            List.of(
                Table.Column.of("units", numbers(sorted, layer -> layer.units().size()), 0),
                column(sorted, Layer.State.DEAD),
                column(sorted, Layer.State.SATURATED),
                column(sorted, Layer.State.CONSTANT),
                Table.Column.of("bounds", sorted.stream().map(ActivationFigures::bounds).toList()),
                Table.Column.of("which", sorted.stream().map(ActivationFigures::which).toList()))));
  }

  private static Table.Column column(List<Layer> layers, Layer.State state) {
    return Table.Column.of(
            ActivationFindings.words(state), numbers(layers, layer -> layer.in(state).length), 0)
        .withBars(numbers(layers, layer -> (double) layer.in(state).length / layer.units().size()));
  }

  private static double[] numbers(List<Layer> layers, ToDoubleFunction<Layer> number) {
    return layers.stream().mapToDouble(number).toArray();
  }

  private static String bounds(Layer layer) {
    return layer.bounds() == null
        ? "none"
        : layer.bounds().words() + (layer.supposed() ? ", supposed" : "");
  }

  private static String which(Layer layer) {
    List<String> parts = new ArrayList<>();
    for (Layer.State state : Layer.State.values()) {
      int[] units = layer.in(state);
      if (state != Layer.State.ACTIVE && units.length > 0) {
        parts.add(
            ActivationFindings.words(state)
                + " "
                + IntStream.of(units)
                    .limit(MOST_NUMBERS)
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining(" "))
                + (units.length > MOST_NUMBERS ? " …" : ""));
      }
    }
    return parts.isEmpty() ? "—" : String.join("; ", parts);
  }
}
