package org.loupe.project.internal.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.Progress;

/** Makes NumPy files as NumPy writes them. */
public final class TestArrays {
  private TestArrays() {}

  /** An array file of a format version, with whatever elements. */
  public static byte[] npy(int version, String descr, boolean fortran, String shape, byte[] data) {
    String text =
        "{'descr': "
            + descr
            + ", 'fortran_order': "
            + (fortran ? "True" : "False")
            + ", 'shape': "
            + shape
            + ", }";
    byte[] header = (text + " \n").getBytes(StandardCharsets.UTF_8);
    ByteBuffer buffer =
        ByteBuffer.allocate(12 + header.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    buffer.put((byte) version).put((byte) 0);
    if (version == 1) {
      buffer.putShort((short) header.length);
    } else {
      buffer.putInt(header.length);
    }
    buffer.put(header).put(data);
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  /** A version 1 array of floats. */
  public static byte[] floats(String shape, float... values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      buffer.putFloat(value);
    }
    return npy(1, "'<f4'", false, shape, buffer.array());
  }

  /** A version 1 array of 64-bit integers. */
  public static byte[] longs(String shape, long... values) {
    ByteBuffer buffer = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      buffer.putLong(value);
    }
    return npy(1, "'<i8'", false, shape, buffer.array());
  }

  /** An archive of arrays. */
  public static byte[] npz(Map<String, byte[]> arrays) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> array : new TreeMap<>(arrays).entrySet()) {
        zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
        zip.write(array.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The archive as a file. */
  public static Path file(Path folder, Map<String, byte[]> arrays) throws IOException {
    return Files.write(folder.resolve("data.npz"), npz(arrays));
  }

  /** Opens an archive; what is unpacked is kept beside it. */
  public static Dataset open(Path file) throws BadInputException {
    KeptFiles kept = new KeptFiles(file.resolveSibling("kept"), 1L << 40);
    return NpzDataset.open(
        "d", file, new NpzDataset.Surroundings(kept, new KnownFiles()), Progress.none());
  }
}
