package org.loupe.checkpoint;

import java.util.List;
import org.loupe.model.Tensor;

/**
 * A tensor of a checkpoint, without its numbers.
 *
 * @param name as a state dict names it: {@code encoder.0.weight}
 * @param type as stored
 * @param shape sizes, outermost first; empty for a single number
 * @param role what it is to the model
 */
public record TensorInfo(String name, StoredType type, List<Long> shape, Role role) {

  /** What a tensor is to a model. */
  public enum Role {
    /** Trained. */
    PARAMETER,
    /** Saved, but not trained. */
    BUFFER,
    /** Part of a state dict, which does not tell one from the other. */
    ENTRY
  }

  /** Copies the shape. */
  public TensorInfo {
    shape = List.copyOf(shape);
  }

  /** The product of the sizes. */
  public long elements() {
    return shape.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
  }

  /** Type and shape as people write them: {@code float32 [128,155]}. */
  public String describe() {
    return type.key() + " " + Tensor.describe(shape.stream().mapToInt(Math::toIntExact).toArray());
  }
}
