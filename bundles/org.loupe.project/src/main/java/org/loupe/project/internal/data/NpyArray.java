package org.loupe.project.internal.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.loupe.checkpoint.NpyHeader;

/** The elements of a small array as they are stored, in row-major order. */
final class NpyArray {
  /** Larger ones are not held in memory. */
  static final int LARGEST = 16 << 20;

  private static final int LARGEST_ROW = 1 << 30;

  private final byte[] bytes;
  private final int rowBytes;

  private NpyArray(byte[] bytes, int rowBytes) {
    this.bytes = bytes;
    this.rowBytes = rowBytes;
  }

  /**
   * Bytes of a row of the first axis.
   *
   * @throws IOException if they are beyond 1 GiB
   */
  static int rowBytes(NpyHeader header) throws IOException {
    long elements = rowElements(header);
    int width = header.elementType().bytes();
    if (elements > LARGEST_ROW / width) {
      throw new IOException("one window has " + elements + " elements, which is too many");
    }
    return (int) elements * width;
  }

  /** Elements of a row of the first axis. */
  static long rowElements(NpyHeader header) {
    long elements = 1;
    for (int i = 1; i < header.shape().length; i++) {
      elements *= header.shape()[i];
    }
    return elements;
  }

  /** Whether rows do not lie one behind the other. */
  static boolean isTransposed(NpyHeader header) {
    return header.fortranOrder() && header.shape().length > 1;
  }

  /**
   * Reads the elements that follow a header.
   *
   * @throws IOException if there are fewer or more
   */
  static NpyArray read(NpyHeader header, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes((int) header.dataSize());
    if (bytes.length < header.dataSize()) {
      throw new EOFException("its elements end early");
    }
    if (in.read() >= 0) {
      throw new IOException("there is more after its last element");
    }
    if (isTransposed(header)) {
      byte[] turned = new byte[bytes.length];
      Transposition columns = new Transposition(header);
      int column = header.shape()[0] * header.elementType().bytes();
      for (int i = 0; columns.next(); i++) {
        columns.scatter(ByteBuffer.wrap(bytes, i * column, column), turned);
      }
      bytes = turned;
    }
    return new NpyArray(bytes, rowBytes(header));
  }

  ByteBuffer row(int row) {
    return ByteBuffer.wrap(bytes).slice(row * rowBytes, rowBytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
