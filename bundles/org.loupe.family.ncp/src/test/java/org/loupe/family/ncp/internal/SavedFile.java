package org.loupe.family.ncp.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A state dict in the safetensors format, made by the test. */
final class SavedFile {
  private final Map<String, long[]> shapes = new LinkedHashMap<>();

  /** A whole CfC with a backbone of one layer: 3 inputs, 4 units, 2 outputs. */
  static SavedFile cfc() {
    SavedFile file = new SavedFile();
    file.linear("rnn_cell.backbone.0", 6, 7);
    for (String name : new String[] {"ff1", "ff2", "time_a", "time_b"}) {
      file.linear("rnn_cell." + name, 4, 6);
    }
    return file.linear("fc", 2, 4);
  }

  /** A whole LTC: 3 inputs, 4 units, 2 outputs. */
  static SavedFile ltc() {
    SavedFile file = new SavedFile();
    for (String name : LtcNetwork.VECTORS) {
      file.with("rnn_cell." + name, 4);
    }
    for (String name : new String[] {"w", "mu", "sigma", "erev", "sparsity_mask"}) {
      file.with("rnn_cell." + name, 4, 4).with("rnn_cell.sensory_" + name, 3, 4);
    }
    file.with("rnn_cell.input_w", 3).with("rnn_cell.input_b", 3);
    return file.with("rnn_cell.output_w", 2).with("rnn_cell.output_b", 2);
  }

  /** A wired CfC without masks, as ncps-mlx saves it: 3 inputs, layers of 4 and 2 units. */
  static SavedFile unmasked() {
    SavedFile file = new SavedFile();
    for (String name : new String[] {"ff1", "ff2", "time_a", "time_b"}) {
      file.linear("rnn_cell.layer_0." + name, 4, 7).linear("rnn_cell.layer_1." + name, 2, 6);
    }
    return file;
  }

  /** The same file with a tensor, whatever had its name. */
  SavedFile with(String name, long... shape) {
    shapes.put(name, shape);
    return this;
  }

  SavedFile linear(String name, long outputs, long inputs) {
    return with(name + ".weight", outputs, inputs).with(name + ".bias", outputs);
  }

  /** The same file without a tensor. */
  SavedFile without(String name) {
    shapes.remove(name);
    return this;
  }

  /** Writes the file, its numbers all zeros. */
  Path in(Path folder) throws IOException {
    StringBuilder header = new StringBuilder("{");
    long at = 0;
    for (Map.Entry<String, long[]> tensor : shapes.entrySet()) {
      long bytes = Arrays.stream(tensor.getValue()).reduce(4, (a, b) -> a * b);
      header
          .append(at == 0 ? "" : ",")
          .append('"')
          .append(tensor.getKey())
          .append("\":{\"dtype\":\"F32\",\"shape\":[")
          .append(
              Arrays.stream(tensor.getValue())
                  .mapToObj(Long::toString)
                  .collect(Collectors.joining(",")))
          .append("],\"data_offsets\":[" + at + "," + (at + bytes) + "]}");
      at += bytes;
    }
    byte[] text = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
    Path file = folder.resolve("it.safetensors");
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
      content.write(
          ByteBuffer.allocate(8 + text.length)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(text.length)
              .put(text)
              .array());
      // the zeros take no room on the disk
      content.setLength(8 + text.length + at);
    }
    return file;
  }
}
