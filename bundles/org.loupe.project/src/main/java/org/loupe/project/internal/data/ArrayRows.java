package org.loupe.project.internal.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.loupe.checkpoint.NpyHeader;

/** The rows of an array's first axis, little endian, each in row-major order. For one thread. */
interface ArrayRows extends Closeable {

  /** A row's bytes; good until the next call. */
  ByteBuffer row(int row) throws IOException;

  /** Rows in memory, which are shared. */
  static ArrayRows of(NpyArray array) {
    return new ArrayRows() {
      @Override
      public ByteBuffer row(int row) {
        return array.row(row);
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }

  /**
   * Rows in a file, read at their places.
   *
   * @param at where the first element is
   */
  static ArrayRows in(Path file, long at, NpyHeader header) throws IOException {
    FileBytes bytes = FileBytes.open(file);
    int rowBytes = NpyArray.rowBytes(header);
    return new ArrayRows() {
      @Override
      public ByteBuffer row(int row) throws IOException {
        return bytes.at(at + (long) row * rowBytes, rowBytes);
      }

      @Override
      public void close() throws IOException {
        bytes.close();
      }
    };
  }
}
