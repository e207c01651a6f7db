package org.loupe.runtime.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.loupe.checkpoint.NpyHeader;
import org.loupe.checkpoint.ZipArchive;
import org.loupe.model.BadInputException;
import org.loupe.model.ElementType;

/** Reads whole arrays of single precision, of 64-bit integers and of truth values in C order. */
final class Npz {

  private static final int LARGEST = 1 << 28;

  private final Path file;

  Npz(Path file) {
    this.file = file;
  }

  /** An array: its type and shape, and its values as floats or as longs. */
  record Array(ElementType type, int[] shape, float[] floats, long[] longs) {

    /** Values per window. */
    int stride() {
      return Arrays.stream(shape).skip(1).reduce(1, (a, b) -> a * b);
    }
  }

  /** Names of the arrays, in the file's order. */
  List<String> names() throws IOException {
    try (ZipArchive zip = ZipArchive.open(file)) {
      return zip.entries().keySet().stream()
          .map(name -> name.substring(0, name.length() - ".npy".length()))
          .toList();
    } catch (BadInputException e) {
      throw new IOException(e);
    }
  }

  Array read(String name) throws IOException {
    try (ZipArchive zip = ZipArchive.open(file)) {
      ByteArrayInputStream in =
          new ByteArrayInputStream(zip.read(zip.entries().get(name + ".npy"), LARGEST));
      NpyHeader header = NpyHeader.read(in, name);
      ByteBuffer data = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      if (header.elementType() == ElementType.FLOAT32) {
        float[] values = new float[data.remaining() / Float.BYTES];
        data.asFloatBuffer().get(values);
        return new Array(header.elementType(), header.shape(), values, new long[0]);
      }
      if (header.elementType() == ElementType.BOOL) {
        long[] values = new long[data.remaining()];
        Arrays.setAll(values, data::get);
        return new Array(header.elementType(), header.shape(), new float[0], values);
      }
      long[] values = new long[data.remaining() / Long.BYTES];
      data.asLongBuffer().get(values);
      return new Array(header.elementType(), header.shape(), new float[0], values);
    } catch (BadInputException e) {
      throw new IOException(e);
    }
  }
}
