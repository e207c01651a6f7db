package org.loupe.project.internal.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.loupe.checkpoint.Halves;
import org.loupe.checkpoint.NpyHeader;
import org.loupe.model.ElementType;

/**
 * The elements of an array as they are stored, in row-major order, cut into blocks of whole rows of
 * the first axis, so that arrays beyond 2 GiB can be held.
 */
final class NpyArray {
  private static final int BLOCK = 64 << 20;
  private static final int CHUNK = 1 << 16;
  private static final int LARGEST_ROW = 1 << 30;

  private final ElementType type;
  private final int rowElements;
  private final int rowsPerBlock;
  private final List<byte[]> blocks;

  private NpyArray(ElementType type, int rowElements, int rowsPerBlock, List<byte[]> blocks) {
    this.type = type;
    this.rowElements = rowElements;
    this.rowsPerBlock = rowsPerBlock;
    this.blocks = blocks;
  }

  /**
   * Reads the elements that follow a header.
   *
   * @throws IOException if there are fewer or more, or a row is beyond 1 GiB
   */
  static NpyArray read(NpyHeader header, InputStream in) throws IOException {
    int[] shape = header.shape();
    int rows = shape.length == 0 ? 1 : shape[0];
    long rowElements = 1;
    for (int i = 1; i < shape.length; i++) {
      rowElements *= shape[i];
    }
    int width = header.elementType().bytes();
    if (rowElements > LARGEST_ROW / width) {
      throw new IOException("one window has " + rowElements + " elements, which is too many");
    }
    int rowBytes = (int) rowElements * width;
    int rowsPerBlock = Math.max(1, BLOCK / Math.max(1, rowBytes));
    List<byte[]> blocks = new ArrayList<>();
    boolean fortran = header.fortranOrder() && shape.length > 1;
    for (long row = 0; row < rows && rowBytes > 0; row += rowsPerBlock) {
      int size = (int) Math.min(rowsPerBlock, rows - row) * rowBytes;
      blocks.add(fortran ? new byte[size] : exactly(in, size));
    }
    NpyArray array = new NpyArray(header.elementType(), (int) rowElements, rowsPerBlock, blocks);
    if (fortran) {
      array.scatter(shape, in);
    }
    if (in.read() >= 0) {
      throw new IOException("there is more after its last element");
    }
    return array;
  }

  private static byte[] exactly(InputStream in, int size) throws IOException {
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("its elements end early");
    }
    return bytes;
  }

  /** Reads Fortran order, in which the first axis varies fastest, into C order. */
  private void scatter(int[] shape, InputStream in) throws IOException {
    int width = type.bytes();
    int column = shape[0];
    int[] index = new int[shape.length];
    for (int done = 0; done < rowElements; done++) {
      int within = 0;
      for (int axis = 1; axis < shape.length; axis++) {
        within = within * shape[axis] + index[axis];
      }
      for (int row = 0; row < column; row += CHUNK) {
        int rows = Math.min(CHUNK, column - row);
        byte[] chunk = exactly(in, rows * width);
        for (int i = 0; i < rows; i++) {
          int position = ((row + i) % rowsPerBlock * rowElements + within) * width;
          System.arraycopy(chunk, i * width, blocks.get((row + i) / rowsPerBlock), position, width);
        }
      }
      for (int axis = 1; axis < shape.length && ++index[axis] == shape[axis]; axis++) {
        index[axis] = 0;
      }
    }
  }

  /** A row's elements [from, from + length) of every group of {@code last}, as floats. */
  void floats(int row, int last, int from, int length, float[] out, int at) {
    ByteBuffer in = row(row);
    int position = at;
    for (int group = 0; group < rowElements; group += last) {
      position = floats(in, group + from, length, out, position);
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
  void longs(int row, int last, int from, int length, long[] out, int at) {
    ByteBuffer in = row(row);
    int position = at;
    for (int group = 0; group < rowElements; group += last) {
      for (int i = 0; i < length; i++) {
        out[position++] = integer(in, group + from + i);
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

  private ByteBuffer row(int row) {
    int rowBytes = rowElements * type.bytes();
    return ByteBuffer.wrap(blocks.get(row / rowsPerBlock))
        .slice(row % rowsPerBlock * rowBytes, rowBytes)
        .order(ByteOrder.LITTLE_ENDIAN);
  }
}
