package org.loupe.model;

import java.util.Locale;

/** Element types of arrays in files and of model inputs, named as PyTorch and NumPy name them. */
public enum ElementType {
  /** IEEE half precision. */
  FLOAT16(2),
  /** IEEE single precision, the type Loupe computes in. */
  FLOAT32(4),
  /** IEEE double precision. */
  FLOAT64(8),
  /** Signed 8 bit. */
  INT8(1),
  /** Signed 16 bit. */
  INT16(2),
  /** Signed 32 bit. */
  INT32(4),
  /** Signed 64 bit. */
  INT64(8),
  /** Unsigned 8 bit. */
  UINT8(1),
  /** Truth values, one byte each, 0 or 1. */
  BOOL(1);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes per element. */
  public int bytes() {
    return bytes;
  }

  /** Whether elements are floating point numbers, held as {@link FloatTensor}. */
  public boolean isFloatingPoint() {
    return this == FLOAT16 || this == FLOAT32 || this == FLOAT64;
  }

  /** The name used in model cards: {@code float32}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Finds a type by its {@link #key()}.
   *
   * @throws IllegalArgumentException if no type has that key
   */
  public static ElementType ofKey(String key) {
    for (ElementType type : values()) {
      if (type.key().equals(key)) {
        return type;
      }
    }
    throw new IllegalArgumentException("no element type is called '" + key + "'");
  }
}
