package org.loupe.checkpoint.internal;

import java.util.ArrayList;
import java.util.List;
import org.loupe.checkpoint.StoredType;
import org.loupe.checkpoint.internal.pickle.PickleException;
import org.loupe.checkpoint.internal.pickle.PickledTensor;
import org.loupe.model.BadInputException;

/** Checks that tensors stay within their storages, and gathers their elements. */
public final class TensorBytes {
  /** Expanded tensors (stride 0) may be larger than their storage, but not without end. */
  private static final long LARGEST_EXPANSION = 64L << 20;

  private TensorBytes() {}

  /**
   * Checks a view that is to be read.
   *
   * @param available elements that the storage really has
   * @throws PickleException if the tensor leaves its storage, or is larger than is read
   */
  public static void check(PickledTensor tensor, StoredType type, long available)
      throws PickleException {
    long elements = checkView(tensor, available);
    if (elements > Integer.MAX_VALUE / type.bytes()
        || elements > Math.max(available, LARGEST_EXPANSION)) {
      throw new PickleException(
          "a tensor of " + elements + " elements, which is more than is read at once");
    }
  }

  /**
   * Checks a view.
   *
   * @param available elements that the storage really has
   * @return how many elements it has
   * @throws PickleException if the tensor leaves its storage
   */
  public static long checkView(PickledTensor tensor, long available) throws PickleException {
    long elements = 1;
    long last = tensor.offset();
    try {
      last = Math.addExact(last, tensor.storage().viewOffset());
      if (last < 0) {
        throw new PickleException("a tensor that begins before its storage");
      }
      for (int i = 0; i < tensor.shape().size(); i++) {
        long size = tensor.shape().get(i);
        long stride = tensor.strides().get(i);
        if (size < 0 || stride < 0) {
          throw new PickleException("a tensor of negative size or stride");
        }
        elements = Math.multiplyExact(elements, size);
        last = Math.addExact(last, Math.multiplyExact(Math.max(0, size - 1), stride));
      }
    } catch (ArithmeticException e) {
      throw new PickleException("a tensor of impossible size " + tensor.shape());
    }
    if (elements > 0 && last >= available) {
      throw new PickleException(
          "a tensor of shape "
              + tensor.shape()
              + " and strides "
              + tensor.strides()
              + " that leaves its storage of "
              + available
              + " elements");
    }
    return elements;
  }

  /** The elements in row-major order, little endian. */
  public static byte[] gather(
      PickledTensor tensor, StoredType type, byte[] storage, boolean bigEndian)
      throws PickleException {
    check(tensor, type, storage.length / type.bytes());
    byte[] bytes = new byte[size(tensor, type)];
    copy(begin(tensor), tensor.shape(), tensor.strides(), type.bytes(), storage, bytes, true);
    if (bigEndian) {
      swap(bytes, type.bytes());
    }
    return bytes;
  }

  /**
   * Elements whose first axis varies fastest, in row-major order.
   *
   * @param bytes as many as the shape needs
   */
  static byte[] rowMajor(byte[] bytes, List<Long> shape, StoredType type) {
    List<Long> strides = new ArrayList<>();
    long stride = 1;
    for (long length : shape) {
      strides.add(stride);
      stride *= length;
    }
    byte[] rows = new byte[bytes.length];
    copy(0, shape, strides, type.bytes(), bytes, rows, true);
    return rows;
  }

  /**
   * Puts elements where a view has them.
   *
   * @param bytes the elements in row-major order, little endian; swapped in place for a storage
   *     with the highest byte first
   */
  public static void scatter(
      PickledTensor tensor, StoredType type, byte[] bytes, byte[] storage, boolean bigEndian)
      throws PickleException {
    check(tensor, type, storage.length / type.bytes());
    if (bigEndian) {
      swap(bytes, type.bytes());
    }
    copy(begin(tensor), tensor.shape(), tensor.strides(), type.bytes(), storage, bytes, false);
  }

  /**
   * Reads a tensor from its file, and no more of its storage than it touches.
   *
   * @return its elements in row-major order, little endian
   * @throws BadInputException if the file is damaged
   */
  public static byte[] read(TorchFile file, PickledTensor tensor, StoredType type)
      throws BadInputException {
    try {
      check(tensor, type, file.available(tensor.storage(), type));
      long from = begin(tensor);
      long last = from;
      for (int i = 0; i < tensor.shape().size(); i++) {
        if (tensor.shape().get(i) == 0) {
          return new byte[0];
        }
        last += (tensor.shape().get(i) - 1) * tensor.strides().get(i);
      }
      byte[] part = file.bytes(tensor.storage(), type, from, last - from + 1);
      return gather(tensor.from(-tensor.storage().viewOffset()), type, part, file.isBigEndian());
    } catch (PickleException e) {
      throw TorchFile.refused(file.file(), e);
    }
  }

  private static long begin(PickledTensor tensor) {
    return tensor.offset() + tensor.storage().viewOffset();
  }

  /** The number of bytes of a checked view's elements. */
  private static int size(PickledTensor tensor, StoredType type) {
    return (int) tensor.shape().stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b)
        * type.bytes();
  }

  private static void copy(
      long begin,
      List<Long> shape,
      List<Long> strides,
      int width,
      byte[] storage,
      byte[] bytes,
      boolean fromStorage) {
    if (bytes.length == 0) {
      return;
    }
    if (isContiguous(shape, strides)) {
      copy(storage, begin * width, bytes, 0, bytes.length, fromStorage);
      return;
    }
    long[] index = new long[shape.size()];
    long position = begin;
    for (int at = 0; at < bytes.length; at += width) {
      copy(storage, position * width, bytes, at, width, fromStorage);
      for (int axis = index.length - 1; axis >= 0; axis--) {
        position += strides.get(axis);
        if (++index[axis] < shape.get(axis)) {
          break;
        }
        position -= index[axis] * strides.get(axis);
        index[axis] = 0;
      }
    }
  }

  private static void copy(
      byte[] storage, long position, byte[] bytes, int at, int length, boolean fromStorage) {
    if (fromStorage) {
      System.arraycopy(storage, (int) position, bytes, at, length);
    } else {
      System.arraycopy(bytes, at, storage, (int) position, length);
    }
  }

  /** Whether the elements stand one after the other in row-major order. */
  public static boolean isContiguous(PickledTensor tensor) {
    return isContiguous(tensor.shape(), tensor.strides());
  }

  private static boolean isContiguous(List<Long> shape, List<Long> strides) {
    long expected = 1;
    for (int axis = shape.size() - 1; axis >= 0; axis--) {
      if (shape.get(axis) != 1 && strides.get(axis) != expected) {
        return false;
      }
      expected *= shape.get(axis);
    }
    return true;
  }

  private static void swap(byte[] bytes, int width) {
    for (int begin = 0; begin < bytes.length; begin += width) {
      for (int i = 0; i < width / 2; i++) {
        byte low = bytes[begin + i];
        bytes[begin + i] = bytes[begin + width - 1 - i];
        bytes[begin + width - 1 - i] = low;
      }
    }
  }
}
