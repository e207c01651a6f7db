package org.loupe.checkpoint.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.loupe.checkpoint.Halves;
import org.loupe.checkpoint.StoredTensor;
import org.loupe.checkpoint.StoredType;
import org.loupe.model.BadInputException;

/**
 * Turns numbers of one element type into another, as torch's copy_ does, but never silently wrong.
 */
public final class ElementConversion {
  private ElementConversion() {}

  /**
   * Converts a tensor's numbers.
   *
   * @return little endian; the tensor's own bytes where the types are the same
   * @throws BadInputException if a number is too large for the type
   */
  public static byte[] convert(StoredTensor tensor, StoredType to) throws BadInputException {
    StoredType from = tensor.info().type();
    if (from == to) {
      return tensor.bytes();
    }
    int elements = tensor.bytes().length / from.bytes();
    ByteBuffer in = tensor.buffer();
    ByteBuffer out =
        ByteBuffer.allocate(Math.multiplyExact(elements, to.bytes()))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < elements; i++) {
      boolean fits =
          from.isFloatingPoint()
              ? put(tensor.number(in, i), to, out)
              : put(tensor.integer(in, i), to, out);
      if (!fits) {
        throw new BadInputException(
            "Tensor '"
                + tensor.info().name()
                + "' holds a "
                + from.key()
                + " that is too large for "
                + to.key()
                + ", in which the architecture has it; choose an architecture in "
                + from.key()
                + ".");
      }
    }
    return out.array();
  }

  /** Whether it could be put: finite numbers stay finite. */
  private static boolean put(double value, StoredType type, ByteBuffer out) {
    double kept;
    switch (type) {
      case FLOAT64 -> {
        out.putDouble(value);
        kept = value;
      }
      case FLOAT32 -> {
        out.putFloat((float) value);
        kept = (float) value;
      }
      case FLOAT16 -> {
        short half = Halves.fromFloat((float) value);
        out.putShort(half);
        kept = Halves.toFloat(half);
      }
      default -> {
        short upper = Halves.toBfloat16((float) value);
        out.putShort(upper);
        kept = Float.intBitsToFloat(upper << 16);
      }
    }
    return Double.isFinite(kept) || !Double.isFinite(value);
  }

  private static boolean put(long value, StoredType type, ByteBuffer out) {
    if (type.isFloatingPoint()) {
      return put((double) value, type, out);
    }
    switch (type) {
      case INT64 -> out.putLong(value);
      case INT32 -> out.putInt((int) value);
      case INT16 -> out.putShort((short) value);
      default -> out.put((byte) value);
    }
    return switch (type) {
      case INT64 -> true;
      case INT32 -> value == (int) value;
      case INT16 -> value == (short) value;
      case INT8 -> value == (byte) value;
      case UINT8 -> value == (value & 0xff);
      default -> value == 0 || value == 1;
    };
  }
}
