package org.loupe.project.internal.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.loupe.checkpoint.Halves;
import org.loupe.model.ElementType;

/**
 * Converts the elements of a row.
 *
 * @param type as stored, little endian
 * @param rowElements how many
 */
record Elements(ElementType type, int rowElements) {

  /** A row's elements [from, from + length) of every group of {@code last}, as floats. */
  void floats(ByteBuffer row, int last, int from, int length, float[] out, int at) {
    int position = at;
    for (int group = 0; group < rowElements; group += last) {
      position = floats(row, group + from, length, out, position);
    }
  }

  private int floats(ByteBuffer in, int from, int length, float[] out, int at) {
    int begin = from * type.bytes();
    switch (type) {
      case FLOAT32 ->
          in.slice(begin, length * 4)
              .order(ByteOrder.LITTLE_ENDIAN)
              .asFloatBuffer()
              .get(out, at, length);
      case FLOAT64 -> {
        for (int i = 0; i < length; i++) {
          out[at + i] = (float) in.getDouble(begin + 8 * i);
        }
      }
      case FLOAT16 -> {
        for (int i = 0; i < length; i++) {
          out[at + i] = Halves.toFloat(in.getShort(begin + 2 * i));
        }
      }
      default -> throw new IllegalStateException(type + " is no floating point type");
    }
    return at + length;
  }

  /** A row's elements [from, from + length) of every group of {@code last}, as longs. */
  void longs(ByteBuffer row, int last, int from, int length, long[] out, int at) {
    int position = at;
    for (int group = 0; group < rowElements; group += last) {
      for (int i = 0; i < length; i++) {
        out[position++] = integer(row, group + from + i);
      }
    }
  }

  private long integer(ByteBuffer in, int element) {
    return switch (type) {
      case INT64 -> in.getLong(8 * element);
      case INT32 -> in.getInt(4 * element);
      case INT16 -> in.getShort(2 * element);
      case INT8 -> in.get(element);
      case UINT8 -> in.get(element) & 0xff;
      case BOOL -> in.get(element) != 0 ? 1 : 0;
      default -> throw new IllegalStateException(type + " is no integer type");
    };
  }
}
