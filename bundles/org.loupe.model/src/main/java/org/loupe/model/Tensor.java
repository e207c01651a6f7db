package org.loupe.model;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A dense array with named axes, in row-major (C) order: the last axis varies fastest.
 *
 * <p>Tensors carry all numbers across bundle borders, so that native memory stays inside the
 * runtime. They are immutable by contract: whoever receives one must not write to its array.
 */
@ProviderType
public sealed interface Tensor permits FloatTensor, LongTensor {

  /** The axes, outermost first; empty for a single number. */
  List<Axis> axes();

  /** The kind of element the numbers stand for; a {@link FloatTensor} always says FLOAT32. */
  ElementType elementType();

  /** Number of elements, the product of the axes' sizes. */
  default int size() {
    return elements(axes());
  }

  /** Sizes of the axes, outermost first. */
  default int[] shape() {
    return axes().stream().mapToInt(Axis::size).toArray();
  }

  /** The element at a flat position, as a double. */
  double number(int position);

  /**
   * The flat position of an element.
   *
   * @param index one index per axis
   * @throws IndexOutOfBoundsException if an index is outside its axis
   */
  default int position(int... index) {
    List<Axis> axes = axes();
    if (index.length != axes.size()) {
      throw new IndexOutOfBoundsException(index.length + " indices for " + axes.size() + " axes");
    }
    int position = 0;
    for (int i = 0; i < index.length; i++) {
      position = position * axes.get(i).size() + Objects.checkIndex(index[i], axes.get(i).size());
    }
    return position;
  }

  /**
   * Number of elements of a tensor with these axes.
   *
   * @throws ArithmeticException if it does not fit an int
   */
  static int elements(List<Axis> axes) {
    int elements = 1;
    for (Axis axis : axes) {
      elements = Math.multiplyExact(elements, axis.size());
    }
    return elements;
  }

  /** The sizes as people write them: {@code [586,64,155]}. */
  static String describe(int... shape) {
    return Arrays.toString(shape).replace(" ", "");
  }
}
