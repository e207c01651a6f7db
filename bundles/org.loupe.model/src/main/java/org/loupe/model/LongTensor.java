package org.loupe.model;

import java.util.List;

/**
 * A tensor of integers or truth values. The numbers are held in 64 bits whatever their element
 * type.
 *
 * @param axes outermost first
 * @param elementType an integer type, or BOOL with values 0 and 1
 * @param values row-major, one per element; shared, not copied
 */
public record LongTensor(List<Axis> axes, ElementType elementType, long[] values)
    implements Tensor {
  /** Checks the element type and that the number of values fits the axes. */
  public LongTensor {
    axes = List.copyOf(axes);
    if (elementType.isFloatingPoint()) {
      throw new IllegalArgumentException("a LongTensor cannot hold " + elementType);
    }
    if (values.length != Tensor.elements(axes)) {
      throw new IllegalArgumentException(values.length + " values do not fill the axes " + axes);
    }
  }

  /** A tensor of 64-bit integers. */
  public static LongTensor of(long[] values, Axis... axes) {
    return new LongTensor(List.of(axes), ElementType.INT64, values);
  }

  @Override
  public double number(int position) {
    return values[position];
  }

  /** The element at one index per axis. */
  public long at(int... index) {
    return values[position(index)];
  }
}
