package org.loupe.project.internal.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.model.FloatTensor;
import org.loupe.model.Tensor;
import org.loupe.project.internal.data.NpzStream;

/**
 * The long arrays of a record that is being written. All of a kind are laid behind each other in
 * one array of an {@code .npz}, in the order in which they are met; what the result keeps for other
 * programs anyway is only referred to.
 */
final class NumbersOut {
  private static final int CHUNK = 1 << 16;

  private final Map<NumberKind, List<Object>> kept = new EnumMap<>(NumberKind.class);
  private final Map<Object, Integer> numbered = new IdentityHashMap<>();
  private final Map<String, FloatTensor> stored = new LinkedHashMap<>();

  /**
   * Of no record yet.
   *
   * @param arrays that lie beside the record's own, by name
   */
  NumbersOut(Map<String, Tensor> arrays) {
    arrays.forEach(
        (name, tensor) -> {
          if (tensor instanceof FloatTensor floats) {
            stored.put(name, floats);
          }
        });
  }

  /** Keeps an array; what stands for it in the JSON. */
  JsonNode refer(NumberKind kind, Object array) {
    if (array instanceof float[] floats) {
      for (Map.Entry<String, FloatTensor> other : stored.entrySet()) {
        if (Arrays.equals(floats, other.getValue().values())) {
          return JsonNodeFactory.instance.objectNode().put(NumbersIn.STORED, other.getKey());
        }
      }
    }
    Integer number = numbered.putIfAbsent(array, numbered.size());
    if (number != null) {
      return JsonNodeFactory.instance.objectNode().put(NumbersIn.SAME, number);
    }
    kept.computeIfAbsent(kind, each -> new ArrayList<>()).add(array);
    return JsonNodeFactory.instance.objectNode().put(NumbersIn.LENGTH, Array.getLength(array));
  }

  /** Keeps arrays that are equally long; what stands for all of them in the JSON. */
  JsonNode referRows(NumberKind kind, Object[] rows) {
    Integer number = numbered.putIfAbsent(rows, numbered.size());
    if (number != null) {
      return JsonNodeFactory.instance.objectNode().put(NumbersIn.SAME, number);
    }
    kept.computeIfAbsent(kind, each -> new ArrayList<>()).addAll(Arrays.asList(rows));
    return JsonNodeFactory.instance
        .objectNode()
        .put(NumbersIn.ROWS, rows.length)
        .put(NumbersIn.LENGTH, Array.getLength(rows[0]));
  }

  /** Writes what was kept. */
  void write(Path file) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    try (NpzStream out =
        new NpzStream(new BufferedOutputStream(Files.newOutputStream(file), CHUNK))) {
      for (Map.Entry<NumberKind, List<Object>> entry : kept.entrySet()) {
        NumberKind kind = entry.getKey();
        int elements = 0;
        for (Object array : entry.getValue()) {
          elements = Math.addExact(elements, Array.getLength(array));
        }
        OutputStream to = out.array(kind.type().key(), kind.type(), elements);
        for (Object array : entry.getValue()) {
          write(kind, array, chunk, to);
        }
      }
    }
  }

  private static void write(NumberKind kind, Object array, ByteBuffer chunk, OutputStream to)
      throws IOException {
    int length = Array.getLength(array);
    int most = CHUNK / kind.type().bytes();
    for (int first = 0; first < length; first += most) {
      int count = Math.min(most, length - first);
      kind.put(array, first, count, chunk);
      to.write(chunk.array(), 0, count * kind.type().bytes());
    }
  }
}
