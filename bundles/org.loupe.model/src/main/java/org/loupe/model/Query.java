package org.loupe.model;

import java.util.List;

/**
 * What is wanted of an evaluation. Nothing else is computed, copied or kept.
 *
 * @param outputs names of prediction heads or of other dict outputs
 * @param gradients gradients of targets with respect to inputs
 * @param microBatch windows evaluated at once, or 0 to let the runtime choose under its memory
 *     budget
 */
public record Query(List<String> outputs, List<Gradient> gradients, int microBatch) {
  /** Copies the lists. */
  public Query {
    outputs = List.copyOf(outputs);
    gradients = List.copyOf(gradients);
    if (microBatch < 0) {
      throw new IllegalArgumentException("negative micro-batch " + microBatch);
    }
  }

  /** Only outputs. */
  public static Query outputs(String... outputs) {
    return new Query(List.of(outputs), List.of(), 0);
  }

  /** Only gradients. */
  public static Query gradients(Gradient... gradients) {
    return new Query(List.of(), List.of(gradients), 0);
  }

  /** The same query with a fixed micro-batch. */
  public Query withMicroBatch(int size) {
    return new Query(outputs, gradients, size);
  }
}
