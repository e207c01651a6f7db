package org.loupe.method.cka.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Resampling;
import org.loupe.method.cka.internal.CkaParameters.Estimator;
import org.loupe.model.Dimension;
import org.loupe.plots.Figure;
import org.loupe.plots.HeatMap;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.LineChart;
import org.loupe.plots.Plot;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;

/** The figures of the similarity of layers. */
final class CkaFigures {
  private final CkaResult result;
  private final List<String> checkpoints;
  private final String baseline;
  private final String windows;

  CkaFigures(CkaResult result) {
    this.result = result;
    this.checkpoints = result.maps().stream().map(LayerMap::checkpoint).toList();
    this.baseline = result.provenance().checkpoint();
    this.windows = result.resampling().describeWindows(result.provenance().windows());
  }

  /**
   * The figure's id of the checkpoint at a place among those that are held against the baseline.
   */
  static String layersId(int place) {
    return place == 0 ? "layers" : "layers_" + (place + 1);
  }

  /** A map for each checkpoint: in a grid of small ones layers would have no names. */
  List<Figure> layers() {
    return IntStream.range(0, checkpoints.size()).mapToObj(this::layers).toList();
  }

  private Figure layers(int place) {
    LayerMap map = result.maps().get(place);
    return figure(
        layersId(place),
        "Similarity of layers",
        map.checkpoint(),
        "Linear CKA, "
            + estimator()
            + ", of every layer of '"
            + baseline
            + "' (rows) with every layer of "
            + map.checkpoint()
            + " (columns), on at most "
            + result.parameters().rows()
            + " rows drawn of "
            + Resampling.phrase(windows)
            + "; 1: the same but for a rotation and a scale. Missing where two layers do not have"
            + " the same steps, or one is constant.",
        new HeatMap(
            IndexAxis.named("layer of " + map.checkpoint(), Dimension.LAYER, map.columns()),
            IndexAxis.named("layer of " + baseline, Dimension.LAYER, map.rows()),
            map.values(),
            ValueAxis.of("CKA").between(0, 1),
            HeatMap.Aggregation.MEAN));
  }

  Figure diagonal() {
    List<String> layers =
        result.maps().get(0).rows().stream()
            .filter(layer -> result.maps().stream().anyMatch(map -> same(map, layer).isPresent()))
            .toList();
    List<Trace> traces = new ArrayList<>();
    for (LayerMap map : result.maps()) {
      Trace plain = Trace.of(map.checkpoint(), values(map, layers, LayerMap.Same::value));
      boolean intervals = map.diagonal().stream().anyMatch(same -> same.interval() != null);
      traces.add(
          intervals
              ? plain.within(
                  values(map, layers, same -> Interval.lowerEnd(same.interval())),
                  values(map, layers, same -> Interval.upperEnd(same.interval())))
              : plain);
    }
    return figure(
        "diagonal",
        "Layers of the same name",
        other(),
        "Linear CKA, "
            + estimator()
            + ", of each layer of "
            + other()
            + " with the layer of the same name of '"
            + baseline
            + "', on at most "
            + result.parameters().rows()
            + " rows drawn of "
            + Resampling.phrase(windows)
            + ". "
            + uncertainty()
            + " The lower, the more a layer changed; that it changed does not say that it matters.",
        new LineChart(
            IndexAxis.named("layer", Dimension.LAYER, layers),
            ValueAxis.of("CKA").between(0, 1),
            traces,
            LineChart.Form.LINE,
            List.of()));
  }

  private String uncertainty() {
    if (result.parameters().estimator() == Estimator.DEBIASED) {
      return "The debiased estimate has no intervals.";
    }
    return result.method().isEmpty()
        ? "There are too few windows or clusters for intervals."
        : "Intervals are 95 %, from " + result.method() + "; very wide layers have none.";
  }

  private String estimator() {
    return result.parameters().estimator() == Estimator.BIASED ? "biased" : "debiased";
  }

  private static Optional<LayerMap.Same> same(LayerMap map, String layer) {
    return map.diagonal().stream().filter(each -> each.layer().equals(layer)).findFirst();
  }

  private static double[] values(
      LayerMap map, List<String> layers, ToDoubleFunction<LayerMap.Same> value) {
    return layers.stream()
        .mapToDouble(layer -> same(map, layer).map(value::applyAsDouble).orElse(Double.NaN))
        .toArray();
  }

  private String other() {
    return checkpoints.size() == 1 ? checkpoints.get(0) : checkpoints.size() + " checkpoints";
  }

  private Figure figure(String id, String title, String of, String caption, Plot plot) {
    return new Figure(
        id, title + " — " + of + " against " + baseline + ", " + windows, caption, plot);
  }
}
