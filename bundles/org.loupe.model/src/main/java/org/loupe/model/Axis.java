package org.loupe.model;

/**
 * One axis of a {@link Tensor}.
 *
 * @param name unique within the tensor: the dimension's key unless two axes count the same thing
 *     (query and key of an attention)
 * @param dimension what the axis counts
 * @param size the number of positions, 0 or more
 */
public record Axis(String name, Dimension dimension, int size) {
  /** Checks the size. */
  public Axis {
    if (size < 0) {
      throw new IllegalArgumentException("axis " + name + " has the negative size " + size);
    }
  }

  /** An axis named after its dimension. */
  public static Axis of(Dimension dimension, int size) {
    return new Axis(dimension.key(), dimension, size);
  }
}
