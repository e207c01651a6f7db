package org.loupe.project.internal.data;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.loupe.model.ElementType;

/**
 * Writes an {@code .npz} array by array, each element by element, so that no array needs to be in
 * memory. The same elements give the same bytes.
 */
public final class NpzStream implements AutoCloseable {
  private final ZipOutputStream zip;

  /** Writes to a stream, which is closed with this. */
  public NpzStream(OutputStream out) {
    this.zip = new ZipOutputStream(out);
  }

  /**
   * Begins an array; the one before has ended. Its elements follow, row-major and little endian.
   *
   * @param type of the elements
   * @return takes the elements; not to be closed
   */
  public OutputStream array(String name, ElementType type, int... shape) throws IOException {
    ZipEntry entry = new ZipEntry(name + ".npy");
    entry.setTimeLocal(NpzWriter.NEVER);
    // Floats hardly shrink and cost a second per 20 MB.
    zip.setLevel(type.isFloatingPoint() ? Deflater.NO_COMPRESSION : Deflater.BEST_SPEED);
    zip.putNextEntry(entry);
    zip.write(NpzWriter.header(type, shape));
    return zip;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
