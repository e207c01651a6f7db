package org.loupe.family.ncp.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.loupe.checkpoint.NpyHeader;
import org.loupe.checkpoint.ZipArchive;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.BatchSource;
import org.loupe.model.Dimension;
import org.loupe.model.ElementType;
import org.loupe.model.FloatTensor;
import org.loupe.model.InputCard;
import org.loupe.model.ModelCard;
import org.loupe.model.StateDictRules;
import org.loupe.model.Wiring;

/** Files of the tests, and arrays of what their networks compute. */
final class Material {
  private static final int LARGEST = 1 << 28;

  private final Path file;

  private Material(Path file) {
    this.file = file;
  }

  /** What the committed networks compute. */
  static Material committed() {
    return new Material(resource("expected.npz"));
  }

  /** What the recorded networks compute; the test is skipped where they are absent. */
  static Material recorded() {
    return new Material(shared("ref_ncp.npz"));
  }

  static Path resource(String name) {
    try {
      return Path.of(Objects.requireNonNull(Material.class.getResource(name), name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static Path shared(String name) {
    Path folder = Path.of(System.getProperty("loupe.shared.data", "../../../shared/data"));
    Assumptions.assumeTrue(
        Files.isDirectory(folder), "no recorded material in " + folder + ", test skipped");
    return folder.resolve(name);
  }

  /** An array: its shape and numbers. */
  record Array(int[] shape, float[] values) {
    /** Rows of a matrix of integers. */
    List<List<Integer>> rows() {
      List<List<Integer>> rows = new ArrayList<>();
      for (int row = 0; row < shape[0]; row++) {
        List<Integer> signs = new ArrayList<>();
        for (int column = 0; column < shape[1]; column++) {
          signs.add((int) values[row * shape[1] + column]);
        }
        rows.add(signs);
      }
      return rows;
    }
  }

  boolean has(String name) throws Exception {
    try (ZipArchive zip = ZipArchive.open(file)) {
      return zip.entries().containsKey(name + ".npy");
    }
  }

  /** Names of the arrays that begin so. */
  List<String> names(String prefix) throws Exception {
    try (ZipArchive zip = ZipArchive.open(file)) {
      return zip.entries().keySet().stream()
          .filter(name -> name.startsWith(prefix))
          .map(name -> name.substring(0, name.length() - ".npy".length()))
          .toList();
    }
  }

  Array read(String name) throws IOException, BadInputException {
    try (ZipArchive zip = ZipArchive.open(file)) {
      ByteArrayInputStream in =
          new ByteArrayInputStream(zip.read(zip.entries().get(name + ".npy"), LARGEST));
      NpyHeader header = NpyHeader.read(in, name);
      ByteBuffer data = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      boolean floats = header.elementType() == ElementType.FLOAT32;
      float[] values = new float[data.remaining() / (floats ? Float.BYTES : Long.BYTES)];
      for (int i = 0; i < values.length; i++) {
        values[i] = floats ? data.getFloat() : data.getLong();
      }
      return new Array(header.shape(), values);
    }
  }

  /** Windows whose inputs are arrays, each handed over under a name. */
  BatchSource windows(Map<String, String> arrays) throws IOException, BadInputException {
    Map<String, Array> read = new LinkedHashMap<>();
    for (Map.Entry<String, String> array : arrays.entrySet()) {
      read.put(array.getKey(), read(array.getValue()));
    }
    return source(read);
  }

  static BatchSource source(Map<String, Array> arrays) {
    return new BatchSource() {
      @Override
      public int size() {
        return arrays.values().iterator().next().shape()[0];
      }

      @Override
      public Batch read(int from, int to) {
        Map<String, org.loupe.model.Tensor> inputs = new LinkedHashMap<>();
        arrays.forEach((name, array) -> inputs.put(name, part(array, from, to)));
        int[] numbers = new int[to - from];
        Arrays.setAll(numbers, i -> from + i);
        return new Batch(numbers, inputs, Map.of());
      }
    };
  }

  private static FloatTensor part(Array array, int from, int to) {
    int stride = array.values().length / array.shape()[0];
    Axis[] axes = new Axis[array.shape().length];
    for (int i = 0; i < axes.length; i++) {
      Dimension dimension = i == 0 ? Dimension.WINDOW : i == 1 ? Dimension.TIME : Dimension.VALUE;
      axes[i] = Axis.of(dimension, i == 0 ? to - from : array.shape()[i]);
    }
    return FloatTensor.of(Arrays.copyOfRange(array.values(), from * stride, to * stride), axes);
  }

  /** A card with the inputs of a liquid network. */
  static ModelCard card(String options, Wiring wiring, StateDictRules rules) {
    List<InputCard> inputs =
        List.of(
            input("x", false, Dimension.WINDOW, Dimension.TIME, Dimension.CHANNEL),
            input("timespans", true, Dimension.WINDOW, Dimension.TIME));
    return new ModelCard(
        "it",
        inputs,
        List.of(),
        Map.of(),
        List.of(),
        null,
        null,
        null,
        null,
        wiring,
        null,
        null,
        Map.of(),
        null,
        Map.of(),
        null,
        Map.of(),
        rules,
        options == null ? Map.of() : Map.of("/x-ncp", options));
  }

  private static InputCard input(String name, boolean optional, Dimension... axes) {
    return new InputCard(
        name, ElementType.FLOAT32, List.of(axes), null, null, null, optional, null, null);
  }
}
