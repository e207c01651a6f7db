package org.loupe.method.activations.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.model.Dimension;
import org.loupe.model.Progress;
import org.loupe.plots.Figure;
import org.loupe.plots.ValueAxis;
import org.osgi.service.component.annotations.Component;

/**
 * Mean and sparsity per layer, distributions, layer × unit, and what is dead or stuck. With windows
 * selected the bars are of these alone.
 */
@Component(service = AnalysisView.class)
public final class ActivationsView implements AnalysisView<ActivationsResult> {
  /** What the map of units shows. */
  enum Shown {
    /** The mean of |a|. */
    MAGNITUDE("mean |a|", "Mean of |a| over steps and windows.", ValueAxis.of("mean |a|")) {
      @Override
      double of(Layer layer, Layer.Unit unit) {
        return unit.magnitude();
      }
    },
    /** The same in the layer's own scale. */
    RELATIVE(
        "mean |a| relative to the layer",
        "Mean of |a| over steps and windows, divided by the layer's mean of |a|: 1 is as loud as the others.",
        ValueAxis.of("mean |a| / layer's")) {
      @Override
      double of(Layer layer, Layer.Unit unit) {
        double mean =
            layer.units().stream().mapToDouble(Layer.Unit::magnitude).average().orElse(Double.NaN);
        return mean == 0 ? Double.NaN : unit.magnitude() / mean;
      }
    },
    /** The standard deviation. */
    STD("standard deviation", "Standard deviation over steps and windows.", ValueAxis.of("std")) {
      @Override
      double of(Layer layer, Layer.Unit unit) {
        return unit.std();
      }
    },
    /** The share that counts as zero. */
    SPARSITY(
        "sparsity",
        "Share of steps and windows at which |a| is below epsilon; 1 is a dead unit.",
        ValueAxis.of("share near zero").between(0, 1)) {
      @Override
      double of(Layer layer, Layer.Unit unit) {
        return unit.sparsity();
      }
    };

    private final String words;
    private final String caption;
    private final ValueAxis axis;

    Shown(String words, String caption, ValueAxis axis) {
      this.words = words;
      this.caption = caption;
      this.axis = axis;
    }

    abstract double of(Layer layer, Layer.Unit unit);

    String words() {
      return words;
    }

    String caption() {
      return caption;
    }

    ValueAxis axis() {
      return axis;
    }

    private String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What the map of units shows. */
  static final DisplayOption UNITS =
      new DisplayOption("units", "Units", Arrays.stream(Shown.values()).map(Shown::key).toList());

  @Override
  public String analyzer() {
    return ActivationsAnalyzer.ID;
  }

  @Override
  public String title() {
    return "Activations";
  }

  @Override
  public Class<ActivationsResult> resultType() {
    return ActivationsResult.class;
  }

  @Override
  public List<DisplayOption> options() {
    return List.of(UNITS);
  }

  @Override
  public List<Figure> figures(ActivationsResult result, ViewState state, Selection selection) {
    ActivationFigures figures = figures(result, selection.of(Dimension.WINDOW));
    return List.of(
        figures.means(),
        figures.sparsity(),
        figures.distributions(),
        figures.units(Shown.valueOf(state.choice(UNITS).toUpperCase(Locale.ROOT))),
        figures.silent());
  }

  private static ActivationFigures figures(ActivationsResult result, Set<Integer> selected) {
    int[] windows = result.provenance().windows();
    int[] places =
        IntStream.range(0, windows.length).filter(i -> selected.contains(windows[i])).toArray();
    Resampling resampling = result.seen().resampling();
    if (places.length == 0) {
      return new ActivationFigures(
          result, result.layers().stream().map(Layer::summary).toList(), resampling, windows);
    }
    Resampling some = resampling.subset(places);
    return new ActivationFigures(
        result,
        LayerSummary.of(
            result.seen().byWindow(), places, some, result.provenance().seed(), Progress.none()),
        some,
        IntStream.of(places).map(place -> windows[place]).toArray());
  }
}
