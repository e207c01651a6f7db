package org.loupe.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loupe.checkpoint.ProbeProtocol;
import org.loupe.checkpoint.ProbeWriter;
import org.loupe.checkpoint.ProbedArchive;
import org.loupe.model.BadInputException;
import org.loupe.model.LoupeException;
import org.loupe.model.Probe;
import org.loupe.model.Probes;

/** Against the archives and the values that make_archives.py of the checkpoint bundle writes. */
@DisplayName("An archive with probes")
class ProbedArchiveTest {
  private static final Path ARCHIVES =
      Path.of("../org.loupe.checkpoint/src/test/resources/org/loupe/checkpoint/archives");

  /** The values come from other builds of PyTorch on other machines: sums differ in last bits. */
  private static final double TOLERANCE = 5e-6;

  /** Attentions in the order of their code, which is all that is left of places in these. */
  private static final Map<String, List<String>> FROZEN =
      Map.of(
          "attentions",
          List.of(
              "free@attention",
              "inline@attention.0",
              "inline@attention.1",
              "@attention",
              "multi@attention"),
          "transformers",
          List.of(
              "encoder.layers.0.self_attn@attention",
              "encoder.layers.1.self_attn@attention",
              "first.layers.0.self_attn@attention",
              "decoder.layers.0.self_attn@attention",
              "decoder.layers.0.multihead_attn@attention"));

  @TempDir Path folder;

  private final List<BareModel> models = new ArrayList<>();

  /** An archive, what is in it, and what eager PyTorch says of the same model. */
  private record Case(String name, String form, ProbedArchive archive, BareModel model, Npz eager) {

    NDList inputs() throws IOException {
      NDList inputs = new NDList();
      for (String array : eager.names()) {
        if (array.startsWith("in.")) {
          inputs.add(model.array(eager.read(array)));
        }
      }
      return inputs;
    }

    boolean has(String probe) {
      return archive.probes().stream().map(Probe::name).anyMatch(probe::equals);
    }

    /** Which probe, of the archive, which call of it is a call of a module in eager mode. */
    Place place(String probe, int call) {
      if (name.equals("layers") && form.equals("scripted") && probe.equals("twice") && call == 1) {
        // scripting makes two modules of one that has two names
        return new Place("tied", 0);
      }
      if (name.equals("sdpa") && form.equals("scripted") && probe.startsWith("@attention.")) {
        // one line of code
        return new Place("@attention", Integer.parseInt(probe.substring("@attention.".length())));
      }
      int number = form.equals("frozen") ? FROZEN.getOrDefault(name, List.of()).indexOf(probe) : -1;
      return number < 0 ? new Place(probe, call) : new Place("@attention." + number, call);
    }

    /** The arrays 'kind/probe' or 'kind/probe#call', by probe and call. */
    Map<String, List<String>> arrays(String kind) throws IOException {
      Map<String, List<String>> arrays = new LinkedHashMap<>();
      for (String array : eager.names()) {
        if (array.startsWith(kind + "/")) {
          String probe = array.substring(kind.length() + 1).replaceFirst("#\\d+$", "");
          arrays.computeIfAbsent(probe, p -> new ArrayList<>()).add(array);
        }
      }
      return arrays;
    }
  }

  private record Place(String probe, int call) {}

  @BeforeAll
  static void startEngine() throws LoupeException {
    DjlEngine.start(RuntimeSettings.of(TestRuntime.STATE.toAbsolutePath()).cache());
  }

  @AfterEach
  void close() {
    JniUtils.setGradMode(false);
    models.forEach(BareModel::close);
  }

  /** Those with eager values beside them. */
  static List<String> archives() throws IOException {
    try (Stream<Path> files = Files.walk(ARCHIVES)) {
      return files
          .filter(file -> file.toString().endsWith(".pt"))
          .filter(file -> Files.exists(values(file)))
          .map(file -> ARCHIVES.relativize(file).toString().replace(".pt", ""))
          .sorted()
          .toList();
    }
  }

  private static Path values(Path archive) {
    String file = archive.getFileName().toString();
    return archive.resolveSibling(file.substring(0, file.indexOf('.')) + ".npz");
  }

  private BareModel load(Path file) {
    BareModel model = new BareModel(file);
    models.add(model);
    return model;
  }

  private Case open(String archive) throws BadInputException {
    String file = archive.substring(archive.indexOf('/') + 1);
    String name = file.substring(0, file.indexOf('.'));
    ProbedArchive probed =
        ProbeWriter.write(
            ARCHIVES.resolve(archive + ".pt"),
            ProbeWriter.Depth.ATTENTION,
            Map.of(),
            folder.resolve("probed.pt"));
    Npz eager = new Npz(values(ARCHIVES.resolve(archive)));
    String form = file.substring(file.indexOf('.') + 1);
    return new Case(name, form, probed, load(probed.file()), eager);
  }

  @ParameterizedTest(name = "computes the same bits while nothing is armed: {0}")
  @MethodSource("archives")
  void disarmed(String archive) throws LoupeException, IOException {
    Case opened = open(archive);
    BareModel original = load(ARCHIVES.resolve(archive + ".pt"));
    for (int i = 0; i < 3; i++) {
      float[] expected = original.forward(opened.inputs()).toFloatArray();
      assertThat(opened.model().forward(opened.inputs()).toFloatArray()).containsExactly(expected);
      Map<String, NDArray> all = new HashMap<>();
      opened
          .archive()
          .probes()
          .forEach(probe -> all.put(ProbeProtocol.read(probe.name()), dead(opened)));
      opened.model().arm(all);
      float[] armed = opened.model().forward(opened.inputs()).toFloatArray();
      assertClose(armed, expected, archive);
      opened.model().disarm();
      assertThat(opened.model().values()).isEmpty();
    }
    assertClose(
        original.forward(opened.inputs()).toFloatArray(),
        opened.eager().read("out").floats(),
        archive);
  }

  private static NDArray dead(Case opened) {
    return opened.model().scalar(0);
  }

  @ParameterizedTest(name = "reads what eager PyTorch''s hooks read: {0}")
  @MethodSource("archives")
  void reads(String archive) throws LoupeException, IOException {
    Case opened = open(archive);
    Map<String, NDArray> controls = new HashMap<>();
    opened
        .archive()
        .probes()
        .forEach(probe -> controls.put(ProbeProtocol.read(probe.name()), dead(opened)));
    opened.model().arm(controls);
    opened.model().forward(opened.inputs());
    Map<String, NDArray> values = opened.model().values();

    Set<String> missing = new TreeSet<>();
    Map<String, List<String>> arrays = opened.arrays("read");
    for (Map.Entry<String, List<String>> probe : arrays.entrySet()) {
      for (int call = 0; call < probe.getValue().size(); call++) {
        Place place = opened.place(probe.getKey(), call);
        NDArray value = values.get(ProbeProtocol.read(place.probe(), place.call()));
        if (value == null) {
          missing.add(probe.getKey());
        } else if (!isPacked(opened, place.probe())) {
          Npz.Array expected = opened.eager().read(probe.getValue().get(call));
          assertThat(value.getShape().getShape())
              .as(probe.getKey())
              .containsExactly(Arrays.stream(expected.shape()).asLongStream().toArray());
          assertClose(value.toFloatArray(), expected.floats(), probe.getKey());
        }
      }
    }
    if (opened.form().equals("scripted") || opened.form().equals("traced")) {
      Set<String> skipped =
          opened.archive().skipped().stream()
              .map(Probes.Skipped::module)
              .collect(Collectors.toSet());
      assertThat(skipped).containsAll(missing);
    } else {
      assertThat(missing).isNotEqualTo(arrays.keySet());
    }
  }

  /** Layers of a traced fast path hold nested tensors: padded places are zeros there. */
  private static boolean isPacked(Case opened, String probe) {
    return opened.name().equals("transformers")
        && opened.form().equals("traced_no_grad")
        && probe.startsWith("encoder");
  }

  @ParameterizedTest(name = "computes on with changed values as under eager hooks: {0}")
  @MethodSource("archives")
  void changes(String archive) throws LoupeException, IOException {
    Case opened = open(archive);
    Map<String, List<String>> reads = opened.arrays("read");
    for (String kind : List.of("scale", "shift", "replace")) {
      for (Map.Entry<String, List<String>> probe : opened.arrays(kind).entrySet()) {
        Map<String, NDArray> controls = new HashMap<>();
        int calls = reads.get(probe.getKey()).size();
        for (int call = 0; call < calls; call++) {
          Place place = opened.place(probe.getKey(), call);
          Npz.Array value = opened.eager().read(reads.get(probe.getKey()).get(call));
          String control = control(kind, place.probe());
          if (opened.has(place.probe())) {
            controls.put(
                calls > 1 || place.call() > 0 || !place.probe().equals(probe.getKey())
                    ? ProbeProtocol.atCall(control, place.call())
                    : control,
                operand(opened.model(), kind, place.probe(), value));
          }
        }
        if (!controls.isEmpty()
            && !(kind.equals("replace") && isOpen(opened, reads.get(probe.getKey())))) {
          assertClose(under(opened, controls), opened.eager().read(kind + "/" + probe.getKey()));
        }
      }
    }
  }

  /** Of several calls, what a later one is replaced by depends on those before it. */
  private static boolean isOpen(Case opened, List<String> calls) throws IOException {
    float[] values = opened.eager().read(calls.get(0)).floats();
    return calls.size() > 1
        || IntStream.range(0, values.length).anyMatch(i -> Float.isNaN(values[i]));
  }

  private static String control(String kind, String probe) {
    UnaryOperator<String> control =
        switch (kind) {
          case "scale" -> ProbeProtocol::scale;
          case "shift" -> ProbeProtocol::shift;
          default -> ProbeProtocol::replace;
        };
    return control.apply(probe);
  }

  private static NDArray operand(BareModel model, String kind, String probe, Npz.Array value) {
    int[] shape = value.shape();
    if (kind.equals("shift")) {
      return model.scalar(0.25f);
    } else if (kind.equals("replace")) {
      float[] reversed = new float[value.floats().length];
      for (int i = 0; i < reversed.length; i++) {
        reversed[i] = value.floats()[reversed.length - 1 - i];
      }
      return model.array(new Npz.Array(value.type(), shape, reversed, new long[0]));
    } else if (!probe.contains(Probe.ATTENTION)) {
      return model.scalar(0.5f);
    }
    float[] heads = new float[shape[shape.length - 3]];
    Arrays.fill(heads, 1, heads.length, 1f);
    return model.array(
        new Npz.Array(value.type(), new int[] {heads.length, 1, 1}, heads, new long[0]));
  }

  private static float[] under(Case opened, Map<String, NDArray> controls) throws IOException {
    opened.model().arm(controls);
    float[] out = opened.model().forward(opened.inputs()).toFloatArray();
    opened.model().disarm();
    return out;
  }

  @ParameterizedTest(name = "differentiates as eager PyTorch does: {0}")
  @MethodSource("archives")
  void gradients(String archive) throws LoupeException, IOException {
    Case opened = open(archive);
    NDArray weight = opened.model().array(opened.eager().read("weight"));
    for (Map.Entry<String, List<String>> probe : opened.arrays("leaf").entrySet()) {
      List<Place> places = new ArrayList<>();
      for (int call = 0; call < probe.getValue().size(); call++) {
        places.add(opened.place(probe.getKey(), call));
      }
      boolean all = places.stream().map(Place::probe).allMatch(opened::has);
      if (all && !isPacked(opened, probe.getKey())) {
        Map<String, NDArray> controls = new HashMap<>();
        places.forEach(place -> controls.put(ProbeProtocol.leaf(place.probe()), dead(opened)));
        JniUtils.setGradMode(true);
        opened.model().arm(controls);
        NDArray out = opened.model().forward(opened.inputs());
        Map<String, NDArray> leaves = opened.model().values();
        boolean differentiable = backward(out, weight);
        for (int call = 0; call < places.size(); call++) {
          Place place = places.get(call);
          NDArray leaf = leaves.get(ProbeProtocol.leaf(place.probe(), place.call()));
          NDArray gradient = differentiable ? JniUtils.getGradient((PtNDArray) leaf) : null;
          assertClose(
              gradient == null ? new float[(int) leaf.size()] : gradient.toFloatArray(),
              opened.eager().read(probe.getValue().get(call)));
        }
        opened.model().disarm();
        JniUtils.setGradMode(false);
      }
    }
  }

  private static boolean backward(NDArray out, NDArray weight) {
    try {
      JniUtils.backward((PtNDArray) out, (PtNDArray) weight, false, false);
      return true;
    } catch (EngineException e) {
      assertThat(e).hasMessageContaining("does not require grad");
      return false;
    }
  }

  @Test
  @DisplayName("changes every call of a cell, or one of them: the control for one call wins")
  void calls() throws LoupeException, IOException {
    Case opened = open("torch-1.13/cells.scripted");
    NDArray half = opened.model().scalar(0.5f);
    NDArray one = opened.model().scalar(1);
    float[] plain = opened.model().forward(opened.inputs()).toFloatArray();
    float[] every = under(opened, Map.of(ProbeProtocol.scale("cell"), half));
    String fourth = ProbeProtocol.atCall(ProbeProtocol.scale("cell"), 3);
    float[] only = under(opened, Map.of(fourth, half));
    float[] others = under(opened, Map.of(ProbeProtocol.scale("cell"), half, fourth, one));

    assertClose(every, opened.eager().read("scale/cell"));
    // [2 windows, 5 steps, 3 values]
    for (int i = 0; i < plain.length; i++) {
      int step = i / 3 % 5;
      if (step < 3) {
        assertThat(only[i]).isEqualTo(plain[i]);
        assertThat(others[i]).isEqualTo(every[i]);
      } else {
        assertThat(only[i]).isNotEqualTo(plain[i]);
        assertThat(others[i]).isNotEqualTo(every[i]);
      }
    }
  }

  @Test
  @DisplayName("records a value as it was, not as a later module changed it in place")
  void inPlace() throws LoupeException, IOException {
    Case opened = open("torch-2.15/layers.scripted");
    opened
        .model()
        .arm(
            Map.of(
                ProbeProtocol.read("norm"), dead(opened), ProbeProtocol.read("act"), dead(opened)));
    opened.model().forward(opened.inputs());
    Map<String, NDArray> values = opened.model().values();

    assertThat(values.get(ProbeProtocol.read("norm", 0)).min().getFloat()).isNegative();
    assertThat(values.get(ProbeProtocol.read("act", 0)).min().getFloat()).isZero();
  }

  @Test
  @DisplayName("tells recurrent layers that they train, and they still compute the same bits")
  void recurrent() throws LoupeException, IOException {
    Path file = ARCHIVES.resolve("torch-2.15/layers.scripted.pt");
    Path plain = folder.resolve("plain.pt");
    ProbeWriter.write(file, ProbeWriter.Depth.PLAIN, Map.of(), plain);
    assertThat(Files.readAllBytes(plain)).isNotEqualTo(Files.readAllBytes(file));
    Case opened = open("torch-2.15/layers.scripted");

    assertThat(load(plain).forward(opened.inputs()).toFloatArray())
        .containsExactly(load(file).forward(opened.inputs()).toFloatArray());
  }

  @Test
  @DisplayName("holds other numbers where entries were replaced")
  void replaced() throws LoupeException, IOException {
    Path file = ARCHIVES.resolve("torch-1.13/cells.scripted.pt");
    Case opened = open("torch-1.13/cells.scripted");
    Path zeros = folder.resolve("zeros.pt");
    // the bias of the last layer, its three numbers
    ProbeWriter.write(file, ProbeWriter.Depth.MODULES, Map.of("data/5", () -> new byte[12]), zeros);
    float[] before = opened.model().forward(opened.inputs()).toFloatArray();
    float[] after = load(zeros).forward(opened.inputs()).toFloatArray();

    float difference = before[0] - after[0];
    for (int i = 0; i < before.length; i += 3) {
      assertThat(before[i] - after[i]).isNotZero().isCloseTo(difference, within(1e-6f));
    }
  }

  private static void assertClose(float[] actual, Npz.Array expected) {
    assertClose(actual, expected.floats(), "");
  }

  /** Within the tolerance of the largest value; NaN among the expected ones stands for any. */
  private static void assertClose(float[] actual, float[] expected, String what) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    double largest = 1;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      if (!Float.isNaN(expected[i])) {
        assertThat(actual[i]).as(what).isNotNaN();
        largest = Math.max(largest, Math.abs(expected[i]));
        difference = Math.max(difference, Math.abs(expected[i] - actual[i]));
      }
    }
    assertThat(difference / largest).as(what).isLessThan(TOLERANCE);
  }
}
