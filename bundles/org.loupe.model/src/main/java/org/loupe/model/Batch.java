package org.loupe.model;

import java.util.Map;

/**
 * Consecutive windows of a {@link BatchSource}, ready for a model.
 *
 * @param windows window numbers in the dataset
 * @param inputs the arguments of forward by name, each [n, …] with the card's axes; an optional
 *     input that is left out is missing here
 * @param targets true values by prediction head, [n] or [n, tokens]; only those asked for
 */
public record Batch(int[] windows, Map<String, Tensor> inputs, Map<String, Tensor> targets) {
  /** Copies the maps in their order. */
  public Batch {
    inputs = Ordered.copyOf(inputs);
    targets = Ordered.copyOf(targets);
  }

  /** Number of windows. */
  public int size() {
    return windows.length;
  }
}
