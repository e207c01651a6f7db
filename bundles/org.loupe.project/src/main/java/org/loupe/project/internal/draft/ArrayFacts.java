package org.loupe.project.internal.draft;

import org.jspecify.annotations.Nullable;
import org.loupe.model.Dataset.ArrayInfo;

/**
 * What the numbers of an array say.
 *
 * @param name of the array
 * @param info element type and shape
 * @param min smallest finite number that was seen
 * @param max largest finite number that was seen
 * @param distinct how many different numbers were seen; more than {@link DataFacts#MOST_DISTINCT}
 *     are not counted on; 0 for floating point numbers
 * @param first the number that every window begins with, or null
 * @param pad the number that fills windows from some position on to their end, or null
 */
record ArrayFacts(
    String name,
    ArrayInfo info,
    double min,
    double max,
    int distinct,
    @Nullable Long first,
    @Nullable Long pad) {

  int rank() {
    return info.shape().length;
  }

  /** The size of an axis, counted from 0, the window. */
  int size(int axis) {
    return info.shape()[axis];
  }

  int lastSize() {
    return info.shape()[rank() - 1];
  }

  boolean isInteger() {
    return !info.elementType().isFloatingPoint();
  }
}
