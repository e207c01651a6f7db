package org.loupe.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A tensor of a checkpoint with its numbers.
 *
 * @param info name, type and shape
 * @param bytes row-major, without gaps, little endian, in the stored type; shared, not copied
 */
public record StoredTensor(TensorInfo info, byte[] bytes) {

  /** The numbers as single precision, whatever their type. */
  public float[] floats() {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[Math.toIntExact(info.elements())];
    if (info.type() == StoredType.FLOAT32) {
      in.asFloatBuffer().get(values);
      return values;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (info.type()) {
            case FLOAT64 -> (float) in.getDouble();
            case FLOAT32 -> in.getFloat();
            case FLOAT16 -> Halves.toFloat(in.getShort());
            case BFLOAT16 -> Float.intBitsToFloat(in.getShort() << 16);
            default -> integer(in);
          };
    }
    return values;
  }

  /**
   * The numbers of an integer or truth tensor.
   *
   * @throws IllegalStateException if they are floating point numbers
   */
  public long[] longs() {
    if (info.type().isFloatingPoint()) {
      throw new IllegalStateException(info.name() + " is " + info.describe() + ", no integers");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long[] values = new long[Math.toIntExact(info.elements())];
    for (int i = 0; i < values.length; i++) {
      values[i] = integer(in);
    }
    return values;
  }

  private long integer(ByteBuffer in) {
    return switch (info.type()) {
      case INT64 -> in.getLong();
      case INT32 -> in.getInt();
      case INT16 -> in.getShort();
      case INT8 -> in.get();
      case UINT8 -> in.get() & 0xff;
      default -> in.get() != 0 ? 1 : 0;
    };
  }
}
