package org.loupe.checkpoint.internal;

import java.util.List;
import org.loupe.checkpoint.StoredType;
import org.loupe.checkpoint.internal.pickle.PickleException;
import org.loupe.checkpoint.internal.pickle.PickledTensor;

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
    int width = type.bytes();
    int rank = tensor.shape().size();
    int elements =
        (int) tensor.shape().stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
    byte[] bytes = new byte[elements * width];
    if (elements == 0) {
      return bytes;
    }
    long begin = tensor.offset() + tensor.storage().viewOffset();
    if (isContiguous(tensor)) {
      System.arraycopy(storage, (int) (begin * width), bytes, 0, bytes.length);
    } else {
      long[] index = new long[rank];
      long position = begin;
      for (int i = 0; i < elements; i++) {
        System.arraycopy(storage, (int) (position * width), bytes, i * width, width);
        for (int axis = rank - 1; axis >= 0; axis--) {
          position += tensor.strides().get(axis);
          if (++index[axis] < tensor.shape().get(axis)) {
            break;
          }
          position -= index[axis] * tensor.strides().get(axis);
          index[axis] = 0;
        }
      }
    }
    return bigEndian ? swapped(bytes, width) : bytes;
  }

  private static boolean isContiguous(PickledTensor tensor) {
    long expected = 1;
    List<Long> shape = tensor.shape();
    for (int axis = shape.size() - 1; axis >= 0; axis--) {
      if (shape.get(axis) != 1 && tensor.strides().get(axis) != expected) {
        return false;
      }
      expected *= shape.get(axis);
    }
    return true;
  }

  private static byte[] swapped(byte[] bytes, int width) {
    byte[] swapped = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      swapped[i] = bytes[i / width * width + width - 1 - i % width];
    }
    return swapped;
  }
}
