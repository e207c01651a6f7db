package org.loupe.runtime.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads arrays of single precision and of 64-bit integers in C order, enough for these tests. */
final class Npz {

  private static final Pattern HEADER =
      Pattern.compile("'descr': '(<f4|<i8)', 'fortran_order': False, 'shape': \\(([^)]*)\\)");

  private final Path file;

  Npz(Path file) {
    this.file = file;
  }

  /** An array: its shape, and its values as floats or as longs. */
  record Array(int[] shape, float[] floats, long[] longs) {

    /** Values per window. */
    int stride() {
      return Arrays.stream(shape).skip(1).reduce(1, (a, b) -> a * b);
    }
  }

  Array read(String name) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.getEntry(name + ".npy");
      if (entry == null) {
        throw new IOException("no array " + name + " in " + file);
      }
      try (InputStream in = zip.getInputStream(entry)) {
        return parse(ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN));
      }
    }
  }

  private static Array parse(ByteBuffer bytes) throws IOException {
    int length = bytes.getShort(8);
    Matcher header =
        HEADER.matcher(new String(bytes.array(), 10, length, StandardCharsets.US_ASCII));
    if (!header.find()) {
      throw new IOException("an array of another kind");
    }
    int[] shape =
        Arrays.stream(header.group(2).split(","))
            .filter(part -> !part.isBlank())
            .mapToInt(part -> Integer.parseInt(part.strip()))
            .toArray();
    int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    bytes.position(10 + length);
    if (header.group(1).equals("<f4")) {
      float[] values = new float[size];
      bytes.asFloatBuffer().get(values);
      return new Array(shape, values, new long[0]);
    }
    long[] values = new long[size];
    bytes.asLongBuffer().get(values);
    return new Array(shape, new float[0], values);
  }
}
