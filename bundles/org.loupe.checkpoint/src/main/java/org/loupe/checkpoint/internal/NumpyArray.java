package org.loupe.checkpoint.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.StoredType;
import org.loupe.checkpoint.internal.pickle.PickleException;
import org.loupe.checkpoint.internal.pickle.PickledObject;

/**
 * A NumPy array as Python pickles it: a call of {@code _reconstruct}, then its state (version,
 * shape, dtype, Fortran order, bytes).
 *
 * @param type of its elements
 * @param shape sizes, outermost first
 * @param bytes row-major, little endian; shared, not copied
 */
public record NumpyArray(StoredType type, List<Long> shape, byte[] bytes) {
  private static final Map<String, StoredType> TYPES =
      Map.of(
          "f8", StoredType.FLOAT64,
          "f4", StoredType.FLOAT32,
          "f2", StoredType.FLOAT16,
          "i8", StoredType.INT64,
          "i4", StoredType.INT32,
          "i2", StoredType.INT16,
          "i1", StoredType.INT8,
          "u1", StoredType.UINT8,
          "b1", StoredType.BOOL);

  /**
   * The array that an object is.
   *
   * @return empty if it is none, or one of elements that are not read
   * @throws PickleException if its bytes do not fill its shape
   */
  public static Optional<NumpyArray> of(PickledObject object) throws PickleException {
    if (!object.className().endsWith("core.multiarray._reconstruct")
        || !(object.state() instanceof List<?> state)
        || state.size() != 5
        || !(state.get(1) instanceof List<?> sizes)
        || !(state.get(2) instanceof PickledObject dtype)
        || !(state.get(4) instanceof byte[] bytes)) {
      return Optional.empty();
    }
    StoredType type = type(dtype);
    boolean fortran = Boolean.TRUE.equals(state.get(3)) && sizes.size() > 1;
    if (type == null || fortran) {
      return Optional.empty();
    }
    List<Long> shape = new ArrayList<>();
    long size = type.bytes();
    for (Object axis : sizes) {
      if (!(axis instanceof Long length) || length < 0 || length > Integer.MAX_VALUE) {
        throw new PickleException("a NumPy array of impossible shape " + sizes);
      }
      shape.add(length);
      size = size > Integer.MAX_VALUE ? size : size * length;
    }
    if (size != bytes.length) {
      throw new PickleException(
          "a NumPy array of shape " + shape + " with " + bytes.length + " bytes");
    }
    return Optional.of(new NumpyArray(type, shape, bytes));
  }

  private static @Nullable StoredType type(PickledObject dtype) {
    boolean bigEndian =
        dtype.state() instanceof List<?> state && state.size() > 1 && ">".equals(state.get(1));
    return bigEndian || dtype.arguments().isEmpty()
        ? null
        : TYPES.get(String.valueOf(dtype.arguments().get(0)));
  }
}
