package org.loupe.method.activations.internal;

import java.util.List;
import java.util.Map;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.Sink;

/**
 * Gathers what all layers do, micro-batch by micro-batch.
 *
 * @param source where they come from
 * @param layers in the source's order
 */
record LayerSink(LayerSource source, List<LayerStatistics> layers) implements Sink {
  /** Of no window yet. */
  static LayerSink of(LayerSource source, int windows, double epsilon) {
    return new LayerSink(
        source,
        source.layers().stream()
            .map(layer -> new LayerStatistics(layer, source.unitsFirst(), epsilon, windows))
            .toList());
  }

  @Override
  public void accept(Evaluation evaluation) {
    Map<String, FloatTensor> values = source.read(evaluation);
    for (LayerStatistics layer : layers) {
      layer.add(evaluation.from(), evaluation.batch().size(), values.get(layer.layer()));
    }
  }

  /** What {@link LayerStatistics#byWindow} holds, per layer. */
  List<double[][]> byWindow() {
    return layers.stream().map(layer -> layer.byWindow).toList();
  }
}
