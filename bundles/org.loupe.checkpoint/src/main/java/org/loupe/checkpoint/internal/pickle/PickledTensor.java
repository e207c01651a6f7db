package org.loupe.checkpoint.internal.pickle;

import java.util.List;

/**
 * A tensor as pickled: a view of a storage. Not checked against the storage yet.
 *
 * @param storage the numbers
 * @param offset of the first element, in elements
 * @param shape sizes, outermost first
 * @param strides in elements, one per size
 */
public record PickledTensor(Storage storage, long offset, List<Long> shape, List<Long> strides) {
  /** Copies the lists. */
  public PickledTensor {
    shape = List.copyOf(shape);
    strides = List.copyOf(strides);
  }

  /** The same view from another element on. */
  public PickledTensor from(long first) {
    return new PickledTensor(storage, first, shape, strides);
  }
}
