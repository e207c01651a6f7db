package org.loupe.project.internal.data;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.loupe.checkpoint.NpyHeader;
import org.loupe.checkpoint.ZipArchive;
import org.loupe.model.BadInputException;
import org.loupe.model.Progress;

/**
 * Writes the elements of a large array, packed or in Fortran order, as they can be read window by
 * window: unpacked and row by row.
 */
final class ArrayUnpacking {
  private static final int CHUNK = 1 << 16;

  /** Rows that are turned at once. */
  private static final int TURNED = 64 << 20;

  private final NpyHeader header;
  private final String what;
  private final Progress progress;

  /**
   * An array.
   *
   * @param what the array in messages
   */
  ArrayUnpacking(NpyHeader header, String what, Progress progress) {
    this.header = header;
    this.what = what;
    this.progress = progress;
  }

  /**
   * Writes the elements.
   *
   * @param to written anew
   * @throws IOException if the array is damaged, or there is no room
   * @throws java.util.concurrent.CancellationException if the progress was cancelled
   */
  void write(ZipArchive zip, ZipArchive.Entry entry, Path to)
      throws BadInputException, IOException {
    if (!NpyArray.isTransposed(header)) {
      unpack(zip, entry, to);
      return;
    }
    Path columns = to.resolveSibling(to.getFileName() + ".columns");
    try {
      unpack(zip, entry, columns);
      turn(columns, to);
    } finally {
      Files.deleteIfExists(columns);
    }
  }

  private void unpack(ZipArchive zip, ZipArchive.Entry entry, Path to)
      throws BadInputException, IOException {
    CRC32 crc = new CRC32();
    byte[] chunk = new byte[CHUNK];
    try (InputStream in =
            new CheckedInputStream(new BufferedInputStream(zip.stream(entry), CHUNK), crc);
        OutputStream out = Files.newOutputStream(to)) {
      NpyHeader.read(in, what);
      long done = 0;
      for (int got = in.read(chunk); got >= 0; got = in.read(chunk)) {
        out.write(chunk, 0, got);
        done += got;
        report("unpack megabytes of " + what, done);
      }
      if (done != header.dataSize() || crc.getValue() != entry.crc32()) {
        throw new IOException("its checksum is wrong");
      }
    }
  }

  private void turn(Path columns, Path to) throws IOException {
    int rowBytes = NpyArray.rowBytes(header);
    int width = header.elementType().bytes();
    int rows = header.shape()[0];
    int rowsAtOnce = Math.max(1, TURNED / rowBytes);
    try (FileBytes in = FileBytes.open(columns);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(to), CHUNK)) {
      for (int first = 0; first < rows; first += rowsAtOnce) {
        int count = Math.min(rowsAtOnce, rows - first);
        byte[] turned = new byte[count * rowBytes];
        Transposition order = new Transposition(header);
        for (long column = 0; order.next(); column++) {
          order.scatter(in.at((column * rows + first) * width, count * width), turned);
          progress.checkCancelled();
        }
        out.write(turned);
        report("turn megabytes of " + what, (long) (first + count) * rowBytes);
      }
    }
  }

  private void report(String task, long done) {
    progress.checkCancelled();
    progress.report(task, done >> 20, header.dataSize() >> 20);
  }
}
