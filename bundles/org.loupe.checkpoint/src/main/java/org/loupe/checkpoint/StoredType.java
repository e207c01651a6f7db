package org.loupe.checkpoint;

import java.util.Locale;
import java.util.Optional;

/** Element types that checkpoints store, named as PyTorch names them. */
public enum StoredType {
  /** IEEE double precision. */
  FLOAT64(8, "DoubleStorage"),
  /** IEEE single precision. */
  FLOAT32(4, "FloatStorage"),
  /** IEEE half precision. */
  FLOAT16(2, "HalfStorage"),
  /** The upper half of a single. */
  BFLOAT16(2, "BFloat16Storage"),
  /** Signed 64 bit. */
  INT64(8, "LongStorage"),
  /** Signed 32 bit. */
  INT32(4, "IntStorage"),
  /** Signed 16 bit. */
  INT16(2, "ShortStorage"),
  /** Signed 8 bit. */
  INT8(1, "CharStorage"),
  /** Unsigned 8 bit. */
  UINT8(1, "ByteStorage"),
  /** Truth values, one byte each. */
  BOOL(1, "BoolStorage");

  private final int bytes;
  private final String storage;

  StoredType(int bytes, String storage) {
    this.bytes = bytes;
    this.storage = storage;
  }

  /** Bytes per element. */
  public int bytes() {
    return bytes;
  }

  /** Whether elements are floating point numbers. */
  public boolean isFloatingPoint() {
    return ordinal() <= BFLOAT16.ordinal();
  }

  /** PyTorch's name: {@code float32}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name of PyTorch's storage class: {@code FloatStorage}. */
  public String storageClass() {
    return storage;
  }

  /** The type of a storage class: FLOAT32 for {@code FloatStorage}; empty for types not read. */
  public static Optional<StoredType> ofStorage(String storageClass) {
    for (StoredType type : values()) {
      if (type.storage.equals(storageClass)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
