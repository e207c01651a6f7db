package org.loupe.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes files of tensors in the safetensors and NumPy formats. */
final class TestTensors {
  private TestTensors() {}

  /** A committed file that make_checkpoints.py wrote. */
  static Path file(String name) {
    return Path.of(Objects.requireNonNull(TestTensors.class.getResource(name), name).getPath());
  }

  static byte[] safetensors(String header, byte[] data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + text.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .put(data)
        .array();
  }

  /** Tensors of float32, each of which counts from 0. */
  static byte[] safetensors(Map<String, long[]> shapes) {
    List<String> entries = new ArrayList<>();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    shapes.forEach(
        (name, shape) -> {
          int begin = data.size();
          int elements = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
          float[] values = new float[elements];
          for (int i = 0; i < elements; i++) {
            values[i] = i;
          }
          data.writeBytes(TestArchives.floats(values));
          entries.add(
              "\"%s\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                  .formatted(name, Arrays.toString(shape), begin, data.size()));
        });
    return safetensors("{" + String.join(",", entries) + "}", data.toByteArray());
  }

  /** Shapes by name: {@code shapes("a", 2, 3)} and more with {@link Shapes#and}. */
  static Shapes shapes(String name, long... shape) {
    return new Shapes().and(name, shape);
  }

  static final class Shapes extends LinkedHashMap<String, long[]> {
    private static final long serialVersionUID = 1;

    Shapes and(String name, long... shape) {
      put(name, shape);
      return this;
    }
  }

  static byte[] npy(String descr, boolean fortran, String shape, byte[] data) {
    String header =
        "{'descr': '%s', 'fortran_order': %s, 'shape': (%s), }"
            .formatted(descr, fortran ? "True" : "False", shape);
    String padded = header + " ".repeat(63 - (10 + header.length()) % 64) + "\n";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    bytes.write(padded.length() & 0xff);
    bytes.write(padded.length() >> 8);
    bytes.writeBytes(padded.getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(data);
    return bytes.toByteArray();
  }
}
