package org.loupe.model;

import java.util.List;
import java.util.Map;

/**
 * What a model said about one micro-batch.
 *
 * @param batch the windows and inputs that were evaluated
 * @param from position of the first window within the batch source
 * @param outputs the wanted outputs by name, [n, …], with the card's axes where it names them, else
 *     with VALUE axes
 * @param probes the wanted values at probes by name, [n, …] with VALUE axes. The axis that counts
 *     windows is moved to the front wherever the module has it; where it counts something else
 *     within each window, as the flattened attention heads [n·H,Tq,Tk] of PyTorch's own attention
 *     do, that gets an axis of its own: [n,H,Tq,Tk]. A value that is the same for all windows is
 *     repeated. Of a probe that fires several times within a forward, such as a recurrent cell, its
 *     calls stand on a TIME axis after the first: [n, calls, …]
 * @param gradients the wanted gradients, in the query's order
 */
public record Evaluation(
    Batch batch,
    int from,
    Map<String, FloatTensor> outputs,
    Map<String, FloatTensor> probes,
    List<GradientValues> gradients) {
  /** Copies the collections in their order. */
  public Evaluation {
    outputs = Ordered.copyOf(outputs);
    probes = Ordered.copyOf(probes);
    gradients = List.copyOf(gradients);
  }

  /**
   * A computed gradient.
   *
   * @param gradient in the shape of the input or of the probe's value, [n, …]: the derivative of
   *     each window's target
   * @param objective the target's value per window, [n]
   */
  public record GradientValues(FloatTensor gradient, float[] objective) {}
}
