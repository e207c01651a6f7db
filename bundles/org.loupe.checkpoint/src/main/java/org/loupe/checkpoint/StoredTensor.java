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
    float[] values = new float[Math.toIntExact(info.elements())];
    if (info.type() == StoredType.FLOAT32) {
      buffer().asFloatBuffer().get(values);
      return values;
    }
    ByteBuffer in = buffer();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) number(in, i);
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
    ByteBuffer in = buffer();
    long[] values = new long[Math.toIntExact(info.elements())];
    for (int i = 0; i < values.length; i++) {
      values[i] = integer(in, i);
    }
    return values;
  }

  /** The bytes, to be read element by element. */
  public ByteBuffer buffer() {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The element at a flat position.
   *
   * @param in this tensor's {@link #buffer()}
   */
  public double number(ByteBuffer in, int position) {
    int at = position * info.type().bytes();
    return switch (info.type()) {
      case FLOAT64 -> in.getDouble(at);
      case FLOAT32 -> in.getFloat(at);
      case FLOAT16 -> Halves.toFloat(in.getShort(at));
      case BFLOAT16 -> Float.intBitsToFloat(in.getShort(at) << 16);
      default -> integer(in, position);
    };
  }

  /**
   * The element at a flat position of an integer or truth tensor.
   *
   * @param in this tensor's {@link #buffer()}
   */
  public long integer(ByteBuffer in, int position) {
    int at = position * info.type().bytes();
    return switch (info.type()) {
      case INT64 -> in.getLong(at);
      case INT32 -> in.getInt(at);
      case INT16 -> in.getShort(at);
      case INT8 -> in.get(at);
      case UINT8 -> in.get(at) & 0xff;
      default -> in.get(at) != 0 ? 1 : 0;
    };
  }
}
