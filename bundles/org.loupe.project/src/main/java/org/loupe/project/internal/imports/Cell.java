package org.loupe.project.internal.imports;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.loupe.checkpoint.SavedValue;
import org.loupe.checkpoint.SavedValues;
import org.loupe.checkpoint.StoredTensor;
import org.loupe.checkpoint.StoredType;
import org.loupe.checkpoint.TensorInfo;
import org.loupe.model.BadInputException;

/**
 * The numbers that one sample has in a field: a tensor, a single number, or a list of numbers.
 *
 * @param type of the elements
 * @param shape sizes, outermost first; empty for a single number
 * @param value where they are
 */
record Cell(StoredType type, List<Long> shape, SavedValue value) {
  Cell {
    shape = List.copyOf(shape);
  }

  /** The numbers of a value, or empty if it is not made of numbers. */
  static Optional<Cell> of(SavedValue value) {
    if (value instanceof SavedValue.Tensor tensor) {
      return Optional.of(new Cell(tensor.type(), tensor.shape(), value));
    } else if (value instanceof SavedValue.Scalar scalar) {
      return Optional.of(new Cell(scalar.type(), List.of(), value));
    } else if (value instanceof SavedValue.Sequence list
        && list.items().stream().allMatch(SavedValue.Scalar.class::isInstance)) {
      StoredType widest =
          list.items().stream()
              .map(item -> ((SavedValue.Scalar) item).type())
              .reduce(StoredType.BOOL, Cell::wider);
      return Optional.of(new Cell(widest, List.of((long) list.items().size()), value));
    }
    return Optional.empty();
  }

  /** The type that holds the elements of both. */
  static StoredType wider(StoredType a, StoredType b) {
    if (a.isFloatingPoint() != b.isFloatingPoint()) {
      return a.isFloatingPoint() ? a : b;
    }
    return a.bytes() > b.bytes() || a.bytes() == b.bytes() && b == StoredType.BOOL ? a : b;
  }

  /**
   * Reads the elements, row-major.
   *
   * @param name of the field, for messages
   */
  StoredTensor read(SavedValues file, String name) throws BadInputException {
    if (value instanceof SavedValue.Tensor tensor) {
      return file.read(tensor, name);
    }
    List<SavedValue> numbers =
        value instanceof SavedValue.Sequence list ? list.items() : List.of(value);
    ByteBuffer bytes = ByteBuffer.allocate(8 * numbers.size()).order(ByteOrder.LITTLE_ENDIAN);
    boolean floats = type.isFloatingPoint();
    for (SavedValue number : numbers) {
      Number plain = ((SavedValue.Scalar) number).value();
      if (floats) {
        bytes.putDouble(plain.doubleValue());
      } else {
        bytes.putLong(plain.longValue());
      }
    }
    StoredType written = floats ? StoredType.FLOAT64 : StoredType.INT64;
    return new StoredTensor(
        new TensorInfo(name, written, shape, TensorInfo.Role.ENTRY), bytes.array());
  }
}
