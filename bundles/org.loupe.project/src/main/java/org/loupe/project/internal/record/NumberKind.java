package org.loupe.project.internal.record;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.loupe.model.ElementType;

/** Arrays of which there is a kind in {@code .npz}, whose elements are kept bit by bit. */
enum NumberKind {
  /** {@code float[]}. */
  FLOATS(float.class, ElementType.FLOAT32) {
    @Override
    void put(Object array, int first, int count, ByteBuffer to) {
      to.asFloatBuffer().put((float[]) array, first, count);
    }

    @Override
    void get(ByteBuffer from, Object array, int first, int count) {
      from.asFloatBuffer().get((float[]) array, first, count);
    }
  },
  /** {@code double[]}. */
  DOUBLES(double.class, ElementType.FLOAT64) {
    @Override
    void put(Object array, int first, int count, ByteBuffer to) {
      to.asDoubleBuffer().put((double[]) array, first, count);
    }

    @Override
    void get(ByteBuffer from, Object array, int first, int count) {
      from.asDoubleBuffer().get((double[]) array, first, count);
    }
  },
  /** {@code int[]}. */
  INTS(int.class, ElementType.INT32) {
    @Override
    void put(Object array, int first, int count, ByteBuffer to) {
      to.asIntBuffer().put((int[]) array, first, count);
    }

    @Override
    void get(ByteBuffer from, Object array, int first, int count) {
      from.asIntBuffer().get((int[]) array, first, count);
    }
  },
  /** {@code long[]}. */
  LONGS(long.class, ElementType.INT64) {
    @Override
    void put(Object array, int first, int count, ByteBuffer to) {
      to.asLongBuffer().put((long[]) array, first, count);
    }

    @Override
    void get(ByteBuffer from, Object array, int first, int count) {
      from.asLongBuffer().get((long[]) array, first, count);
    }
  },
  /** {@code short[]}. */
  SHORTS(short.class, ElementType.INT16) {
    @Override
    void put(Object array, int first, int count, ByteBuffer to) {
      to.asShortBuffer().put((short[]) array, first, count);
    }

    @Override
    void get(ByteBuffer from, Object array, int first, int count) {
      from.asShortBuffer().get((short[]) array, first, count);
    }
  },
  /** {@code byte[]}. */
  BYTES(byte.class, ElementType.INT8) {
    @Override
    void put(Object array, int first, int count, ByteBuffer to) {
      to.duplicate().put((byte[]) array, first, count);
    }

    @Override
    void get(ByteBuffer from, Object array, int first, int count) {
      from.duplicate().get((byte[]) array, first, count);
    }
  },
  /** {@code boolean[]}. */
  TRUTHS(boolean.class, ElementType.BOOL) {
    @Override
    void put(Object array, int first, int count, ByteBuffer to) {
      for (int i = 0; i < count; i++) {
        to.put(i, (byte) (((boolean[]) array)[first + i] ? 1 : 0));
      }
    }

    @Override
    void get(ByteBuffer from, Object array, int first, int count) {
      for (int i = 0; i < count; i++) {
        ((boolean[]) array)[first + i] = from.get(i) != 0;
      }
    }
  };

  private final Class<?> element;
  private final ElementType type;

  NumberKind(Class<?> element, ElementType type) {
    this.element = element;
    this.type = type;
  }

  /** The kind of arrays of a primitive type; empty of char. */
  static Optional<NumberKind> of(Class<?> element) {
    return Arrays.stream(values()).filter(kind -> kind.element == element).findFirst();
  }

  /** How elements are kept. */
  ElementType type() {
    return type;
  }

  /** A new array. */
  Object array(int length) {
    return Array.newInstance(element, length);
  }

  /** Puts elements of an array at the beginning of a buffer, whose position stays. */
  abstract void put(Object array, int first, int count, ByteBuffer to);

  /** Gets elements of an array from the beginning of a buffer, whose position stays. */
  abstract void get(ByteBuffer from, Object array, int first, int count);
}
