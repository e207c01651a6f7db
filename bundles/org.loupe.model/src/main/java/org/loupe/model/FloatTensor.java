package org.loupe.model;

import java.util.List;

/**
 * A tensor of floating point numbers, computed in single precision.
 *
 * @param axes outermost first
 * @param values row-major, one per element; shared, not copied
 */
public record FloatTensor(List<Axis> axes, float[] values) implements Tensor {
  /** Checks that the number of values fits the axes. */
  public FloatTensor {
    axes = List.copyOf(axes);
    if (values.length != Tensor.elements(axes)) {
      throw new IllegalArgumentException(values.length + " values do not fill the axes " + axes);
    }
  }

  /** A tensor of the given axes. */
  public static FloatTensor of(float[] values, Axis... axes) {
    return new FloatTensor(List.of(axes), values);
  }

  @Override
  public ElementType elementType() {
    return ElementType.FLOAT32;
  }

  @Override
  public double number(int position) {
    return values[position];
  }

  /** The element at one index per axis. */
  public float at(int... index) {
    return values[position(index)];
  }
}
