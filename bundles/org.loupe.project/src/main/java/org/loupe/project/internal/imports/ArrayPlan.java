package org.loupe.project.internal.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.model.ElementType;

/**
 * An array that is going to be written: what of a field fits into it, padded at the end of every
 * axis.
 *
 * @param name of the field
 * @param type floating point numbers are written as float32
 * @param shape the number of windows first
 * @param cells one per window, or null where the field is a column
 * @param column the tensor that holds all windows, or null
 * @param lengths the size of the first axis after the windows, per window; null if it is the same
 *     everywhere
 */
record ArrayPlan(
    String name,
    ElementType type,
    int[] shape,
    @Nullable List<Cell> cells,
    SampleTable.@Nullable Column column,
    int @Nullable [] lengths) {

  /** Elements of one window. */
  int rowElements() {
    int elements = 1;
    for (int axis = 1; axis < shape.length; axis++) {
      elements = Math.multiplyExact(elements, shape[axis]);
    }
    return elements;
  }
}
