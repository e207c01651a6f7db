package org.loupe.family.ncp.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withPrecision;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.family.ncp.internal.Material.Array;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.MethodCall;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.SessionOptions;
import org.loupe.model.Wiring;
import org.loupe.project.internal.Families;
import org.loupe.project.internal.FileProjects;
import org.loupe.runtime.internal.DjlModelRuntime;
import org.loupe.runtime.internal.RuntimeSettings;

@DisplayName("The archives of liquid networks compute")
class ComputationTest {
  private static DjlModelRuntime runtime;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    runtime = new DjlModelRuntime(RuntimeSettings.of(Path.of("target/state").toAbsolutePath()));
  }

  @AfterAll
  static void stop() {
    runtime.close();
  }

  private ModelSession open(Path file, ModelCard card) throws LoupeException {
    Families families = new Families(folder);
    families.add(new LiquidNetworks());
    Checkpoint checkpoint = new FileProjects(families).checkpoint("it", file, null, card);
    return runtime.open(checkpoint, SessionOptions.AUTO);
  }

  /** All windows of each tensor, one after the other. */
  private static Map<String, float[]> evaluate(ModelSession session, BatchSource in, Query query)
      throws LoupeException {
    Map<String, List<FloatTensor>> parts = new LinkedHashMap<>();
    session.evaluate(
        in,
        query,
        evaluation -> {
          evaluation
              .outputs()
              .forEach((name, t) -> parts.computeIfAbsent(name, n -> new ArrayList<>()).add(t));
          evaluation
              .probes()
              .forEach((name, t) -> parts.computeIfAbsent(name, n -> new ArrayList<>()).add(t));
        },
        Progress.none());
    Map<String, float[]> whole = new LinkedHashMap<>();
    parts.forEach((name, tensors) -> whole.put(name, joined(tensors)));
    return whole;
  }

  private static float[] joined(List<FloatTensor> tensors) {
    float[] joined = new float[tensors.stream().mapToInt(t -> t.values().length).sum()];
    int at = 0;
    for (FloatTensor tensor : tensors) {
      System.arraycopy(tensor.values(), 0, joined, at, tensor.values().length);
      at += tensor.values().length;
    }
    return joined;
  }

  private static Query method(String name) {
    return Query.everyOutput().calling(new MethodCall(name, List.of("x", "timespans")));
  }

  private static void assertClose(float[] found, float[] expected) {
    assertThat(found).hasSize(expected.length);
    assertThat(found).containsExactly(expected, withPrecision(1e-5f));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "cfc_default.pt | -",
        "cfc_no_gate.pt | {'mode':'no_gate','activation':'relu'}",
        "cfc_pure.pt | {'activation':'gelu'}",
        "cfc_silu.safetensors | {'activation':'silu'}",
        "cfc_dropout.pt | {'activation':'tanh'}",
        "cfc_plain.pt | -",
        "cfc_within.pt | {'readout':'head'}",
        "cfc_alone.pt | {'mode':'no_gate','activation':'tanh'}",
        "cfc_wired.pt | {'mode':'no_gate'}",
        "cfc_wired_pure.pt | -",
        "mlx_default.npz | -",
        "mlx_no_gate.safetensors | {'mode':'no_gate','activation':'silu'}",
        "mlx_pure.npz | {'activation':'relu'}",
        "mlx_plain.npz | -",
        "mlx_wired.npz | {'sensoryAdjacency':@}",
        "ltc_default.pt | -",
        "ltc_explicit.pt | {'unfolds':3,'epsilon':0.001,'implicitParamConstraints':false}",
        "ltc_bare.pt | {'outputs':2}",
        "mlx_ltc.npz | {'sensoryAdjacency':@}"
      })
  @DisplayName("what the definitions say, for every cell, mode and activation")
  void definitions(String file, String options) throws Exception {
    Material expected = Material.committed();
    String name = file.substring(0, file.indexOf('.'));
    String said = options == null ? "{}" : options.replace('\'', '"');
    Wiring wiring = null;
    if (said.contains("@")) {
      Array adjacency = expected.read(name + ".adjacency");
      wiring = new Wiring(List.of(), adjacency.rows());
      said = said.replace("@", expected.read(name + ".sensory").rows().toString());
    }
    try (ModelSession session = open(Material.resource(file), Material.card(said, wiring, null))) {
      BatchSource windows = expected.windows(Map.of("x", "x", "timespans", "timespans"));
      assertClose(
          evaluate(session, windows, Query.everyOutput()).get("@0"),
          expected.read(name + ".output").values());
      assertClose(
          evaluate(session, windows, method("states")).get("@0"),
          expected.read(name + ".states").values());
      Map<String, float[]> layers = evaluate(session, windows, method("backbone"));
      String prefix = name + ".layers.";
      List<String> wanted = expected.names(prefix);
      assertThat(wanted).isNotEmpty();
      assertThat(layers.keySet())
          .containsExactlyInAnyOrderElementsOf(
              wanted.stream().map(array -> array.substring(prefix.length())).toList());
      for (String array : wanted) {
        assertClose(layers.get(array.substring(prefix.length())), expected.read(array).values());
      }

      BatchSource regular = expected.windows(Map.of("x", "x"));
      assertClose(
          evaluate(session, regular, Query.everyOutput()).get("@0"),
          expected.read(name + ".regular.output").values());
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"cfc_fc", "cfc_autoncp", "ltc_fc", "ltc_autoncp"})
  @DisplayName("what Python computed with the recorded networks")
  void recorded(String kind) throws Exception {
    Material expected = Material.recorded();
    String name = "ncp_" + kind + "_cnc";
    try (ModelSession session =
        open(Material.shared(name + ".pt"), Material.card(null, null, null))) {
      BatchSource windows = expected.windows(Map.of("x", "cnc.x", "timespans", "cnc.timespans"));
      assertClose(
          evaluate(session, windows, Query.everyOutput()).get("@0"),
          expected.read(name + ".output").values());
      float[] states = expected.read(name + ".states").values();
      assertClose(evaluate(session, windows, method("states")).get("@0"), states);
      Map<String, float[]> layers = evaluate(session, windows, method("backbone"));
      assertThat(layers).isNotEmpty();
      for (Map.Entry<String, float[]> layer : layers.entrySet()) {
        // the reference keeps the first two windows
        float[] first = expected.read(name + "." + layer.getKey()).values();
        assertClose(Arrays.copyOf(layer.getValue(), first.length), first);
      }
      assertClose(
          evaluate(session, windows, Query.probes("state_sequence")).get("state_sequence"), states);
      assertClose(evaluate(session, windows, Query.probes("rnn_cell")).get("rnn_cell"), states);
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"cfc_default.pt", "cfc_wired_pure.pt", "mlx_default.npz", "ltc_default.pt"})
  @DisplayName("the same step by step, and with an axis more on the time spans")
  void steps(String file) throws Exception {
    Material expected = Material.committed();
    String name = file.substring(0, file.indexOf('.'));
    Array x = expected.read("x");
    Array spans = expected.read("timespans");
    float[] states = expected.read(name + ".states").values();
    float[] outputs = expected.read(name + ".output").values();
    int windows = x.shape()[0];
    try (ModelSession session = open(Material.resource(file), Material.card(null, null, null))) {
      Query step =
          Query.everyOutput().calling(new MethodCall("step", List.of("x", "state", "timespans")));
      int units = states.length / spans.values().length;
      Array state = new Array(new int[] {windows, units}, new float[windows * units]);
      for (int t = 0; t < x.shape()[1]; t++) {
        Map<String, Array> inputs = new LinkedHashMap<>();
        inputs.put("x", at(x, t));
        inputs.put("state", state);
        inputs.put("timespans", at(spans, t));
        Map<String, float[]> next = evaluate(session, Material.source(inputs), step);
        state = new Array(state.shape(), next.get("@1"));
        assertClose(state.values(), at(states, spans, t));
        assertClose(next.get("@0"), at(outputs, spans, t));
      }
      Map<String, Array> columns = new LinkedHashMap<>();
      columns.put("x", x);
      columns.put("spans", new Array(new int[] {windows, spans.shape()[1], 1}, spans.values()));
      Query likeForward =
          Query.everyOutput().calling(new MethodCall("states", List.of("x", "spans")));
      assertClose(evaluate(session, Material.source(columns), likeForward).get("@0"), states);
    }
  }

  /** One step of all windows. */
  private static Array at(Array sequence, int step) {
    int[] shape = sequence.shape();
    int[] rest = shape.length == 2 ? new int[] {shape[0]} : new int[] {shape[0], shape[2]};
    return new Array(rest, at(sequence.values(), sequence, step));
  }

  private static float[] at(float[] values, Array like, int step) {
    int windows = like.shape()[0];
    int steps = like.shape()[1];
    int size = values.length / windows / steps;
    float[] one = new float[windows * size];
    for (int window = 0; window < windows; window++) {
      System.arraycopy(values, (window * steps + step) * size, one, window * size, size);
    }
    return one;
  }
}
