package org.loupe.method.activations.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Result;
import org.loupe.analysis.Sample;
import org.loupe.analysis.Samples;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.model.Axis;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.Tensor;

/**
 * What layers do.
 *
 * @param provenance how the numbers came about
 * @param seen on what
 * @param layers in the order in which they are shown
 * @param scalars single numbers
 * @param tables all layers, and the units that are dead, saturated or constant
 * @param findings what is worth saying
 */
record ActivationsResult(
    Provenance provenance,
    Seen seen,
    List<Layer> layers,
    List<Scalar> scalars,
    List<Table> tables,
    List<Finding> findings)
    implements Result {
  /** Units that a table lists; more are in the arrays. */
  private static final int MOST_ROWS = 500;

  /**
   * On what.
   *
   * @param source where the layers come from, in words
   * @param epsilon what is closer to zero counts as zero
   * @param wired whether the card knows a wiring
   * @param resampling what the windows belong to
   * @param byWindow per layer what {@link LayerStatistics#byWindow} holds
   * @param second whether what seems dead is
   */
  record Seen(
      String source,
      double epsilon,
      boolean wired,
      Resampling resampling,
      List<double[][]> byWindow,
      SecondLook second) {
    /** Epsilon as people write it: '1e−06'. */
    String smallest() {
      return String.format(Locale.ROOT, "%.0e", epsilon).replace('-', '−');
    }
  }

  static ActivationsResult of(
      Provenance provenance, Seen seen, List<Layer> layers, List<Finding> first) {
    List<Finding> findings = new ArrayList<>(first);
    findings.addAll(new ActivationFindings(layers, seen, provenance.windows()).all());
    return new ActivationsResult(
        provenance,
        seen,
        List.copyOf(layers),
        List.of(
            count("dead_units", "Dead units", layers, Layer.State.DEAD),
            count("saturated_units", "Saturated units", layers, Layer.State.SATURATED),
            count("constant_units", "Constant units", layers, Layer.State.CONSTANT),
            new Scalar(
                "units", "Units", layers.stream().mapToInt(l -> l.units().size()).sum(), null)),
        List.of(layerTable(layers), unitTable(layers)),
        List.copyOf(findings));
  }

  private static Scalar count(String name, String label, List<Layer> layers, Layer.State state) {
    return new Scalar(
        name, label, layers.stream().mapToInt(layer -> layer.in(state).length).sum(), null);
  }

  /** Mean and sparsity by layer; what is counted in units is of all windows together. */
  @Override
  public Samples samples() {
    List<String> names = layers.stream().map(Layer::name).toList();
    String reason = "whether a unit is dead is decided on all windows together";
    return Samples.of(
            seen.resampling(),
            List.of(
                Sample.ratios(
                    "mean", "Mean activation", Dimension.LAYER, names, column(1), column(0)),
                Sample.ratios(
                    "sparsity",
                    "Sparsity (share of |a| < " + seen.smallest() + ")",
                    Dimension.LAYER,
                    names,
                    column(3),
                    column(0))))
        .without(
            Map.of(
                "dead_units", reason,
                "saturated_units", reason,
                "constant_units", reason,
                "units", "it is the same in all windows"));
  }

  private float[] column(int sum) {
    int windows = seen.resampling().unit().length;
    float[] column = new float[windows * layers.size()];
    for (int n = 0; n < windows; n++) {
      for (int l = 0; l < layers.size(); l++) {
        column[n * layers.size() + l] = (float) seen.byWindow().get(l)[sum][n];
      }
    }
    return column;
  }

  /**
   * Per layer [L], in the order of the table {@code layers}: {@code mean}, {@code std}, {@code
   * sparsity} (|a| &lt; ε) and {@code zeros} (exactly). Per layer and unit [H]: {@code unit_mean},
   * {@code unit_std}, {@code unit_magnitude} (mean |a|), {@code unit_sparsity} and, where the layer
   * has bounds, {@code unit_near_bounds}, each followed by a slash and the layer's name.
   */
  @Override
  public Map<String, Tensor> arrays() {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    arrays.put("mean", perLayer(layer -> layer.summary().mean()));
    arrays.put("std", perLayer(layer -> layer.summary().std()));
    arrays.put("sparsity", perLayer(layer -> layer.summary().sparsity()));
    arrays.put("zeros", perLayer(Layer::zeros));
    for (Layer layer : layers) {
      arrays.put("unit_mean/" + layer.name(), perUnit(layer, Layer.Unit::mean));
      arrays.put("unit_std/" + layer.name(), perUnit(layer, Layer.Unit::std));
      arrays.put("unit_magnitude/" + layer.name(), perUnit(layer, Layer.Unit::magnitude));
      arrays.put("unit_sparsity/" + layer.name(), perUnit(layer, Layer.Unit::sparsity));
      if (layer.bounds() != null) {
        arrays.put("unit_near_bounds/" + layer.name(), perUnit(layer, Layer.Unit::near));
      }
    }
    return arrays;
  }

  private FloatTensor perLayer(ToDoubleFunction<Layer> number) {
    float[] values = new float[layers.size()];
    for (int l = 0; l < values.length; l++) {
      values[l] = (float) number.applyAsDouble(layers.get(l));
    }
    return FloatTensor.of(values, Axis.of(Dimension.LAYER, values.length));
  }

  private static FloatTensor perUnit(Layer layer, ToDoubleFunction<Layer.Unit> number) {
    float[] values = new float[layer.units().size()];
    for (int u = 0; u < values.length; u++) {
      values[u] = (float) number.applyAsDouble(layer.units().get(u));
    }
    return FloatTensor.of(values, Axis.of(Dimension.UNIT, values.length));
  }

  private static Table layerTable(List<Layer> layers) {
    List<List<Object>> rows = new ArrayList<>();
    for (Layer layer : layers) {
      LayerSummary summary = layer.summary();
      rows.add(
          List.of(
              layer.name(),
              layer.units().size(),
              summary.mean(),
              Interval.lowerEnd(summary.meanInterval()),
              Interval.upperEnd(summary.meanInterval()),
              summary.std(),
              Interval.lowerEnd(summary.stdInterval()),
              Interval.upperEnd(summary.stdInterval()),
              summary.sparsity(),
              Interval.lowerEnd(summary.sparsityInterval()),
              Interval.upperEnd(summary.sparsityInterval()),
              layer.zeros(),
              layer.in(Layer.State.DEAD).length,
              layer.in(Layer.State.SATURATED).length,
              layer.in(Layer.State.CONSTANT).length,
              layer.bounds() == null ? "" : layer.bounds().words()));
    }
    return new Table(
        "layers",
        "Activations by layer",
        List.of(
            "layer",
            "units",
            "mean",
            "mean low",
            "mean high",
            "std",
            "std low",
            "std high",
            "sparsity",
            "sparsity low",
            "sparsity high",
            "exact zeros",
            "dead",
            "saturated",
            "constant",
            "bounds"),
        rows);
  }

  private static Table unitTable(List<Layer> layers) {
    List<List<Object>> rows = new ArrayList<>();
    for (Layer layer : layers) {
      for (int u = 0; u < layer.units().size() && rows.size() < MOST_ROWS; u++) {
        Layer.Unit unit = layer.units().get(u);
        if (unit.state() != Layer.State.ACTIVE) {
          rows.add(
              List.of(
                  layer.name(),
                  u,
                  ActivationFindings.words(unit.state()),
                  unit.mean(),
                  unit.std(),
                  unit.magnitude()));
        }
      }
    }
    return new Table(
        "units",
        "Units that are dead, saturated or constant",
        List.of("layer", "unit", "state", "mean", "std", "mean |a|"),
        rows);
  }
}
