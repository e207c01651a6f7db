package org.loupe.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.loupe.model.Dimension.CHANNEL;
import static org.loupe.model.Dimension.TIME;
import static org.loupe.model.Dimension.VALUE;
import static org.loupe.model.Dimension.WINDOW;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.ElementType;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.Intervention;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.PredictionHead;
import org.loupe.model.Probe;
import org.loupe.model.Probes;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.SessionOptions;

@DisplayName("Inside the model of the recorded CNC windows")
class RealProbesTest {

  private static DjlModelRuntime runtime;
  private static ModelSession session;
  private static RealMaterial material;

  @BeforeAll
  static void open() throws IOException, LoupeException {
    material = RealMaterial.load();
    runtime = TestRuntime.create();
    session = runtime.open(material.late(), SessionOptions.AUTO);
  }

  @AfterAll
  static void close() {
    if (runtime != null) {
      runtime.close();
    }
  }

  private static Evaluation evaluate(Query query) throws LoupeException, IOException {
    List<Evaluation> evaluations = new ArrayList<>();
    session.evaluate(material.of(references()), query, evaluations::add, Progress.none());
    return evaluations.get(0);
  }

  private static int[] references() throws IOException {
    return Arrays.stream(material.reference().read("batch_index").longs())
        .limit(3)
        .mapToInt(Math::toIntExact)
        .toArray();
  }

  @ParameterizedTest(name = "the attention weights {0} are PyTorch''s")
  @CsvSource({
    "@attention, attn.fusion",
    "dtae_enc.0.self_attn@attention, attn.dtae.encoder.layers.0.self_attn",
    "dtae_enc.1.self_attn@attention, attn.dtae.encoder.layers.1.self_attn",
    "dec.0.self_attn@attention, attn.lm.decoder.layers.0.self_attn",
    "dec.0.multihead_attn@attention, attn.lm.decoder.layers.0.multihead_attn",
    "dec.1.self_attn@attention, attn.lm.decoder.layers.1.self_attn",
    "dec.1.multihead_attn@attention, attn.lm.decoder.layers.1.multihead_attn"
  })
  void attention(String probe, String reference) throws LoupeException, IOException {
    FloatTensor weights = evaluate(Query.probes(probe)).probes().get(probe);
    Npz.Array expected = material.reference().read(reference);
    assertThat(weights.shape()).containsExactly(expected.shape());
    for (int i = 0; i < weights.size(); i++) {
      assertThat(weights.values()[i]).isCloseTo(expected.floats()[i], within(1e-5f));
    }
  }

  @ParameterizedTest(name = "with all probes read, the output {0} is PyTorch''s")
  @ValueSource(strings = {"type", "command", "param_type", "param_value", "operation", "hidden"})
  void outputs(String output) throws LoupeException, IOException {
    evaluate(Query.outputs("type"));
    assertThat(session.probes().verification().state())
        .isEqualTo(Probes.Verification.State.VERIFIED);
    String[] names = session.probes().all().stream().map(Probe::name).toArray(String[]::new);
    FloatTensor plain = evaluate(Query.outputs(output)).outputs().get(output);
    requireReference(output, plain);
    requireReference(
        output, evaluate(Query.outputs(output).withProbes(names)).outputs().get(output));
  }

  /** The three windows' values against what Python computed. */
  private static void requireReference(String output, FloatTensor actual) throws IOException {
    Npz.Array expected =
        material.reference().read(output.equals("hidden") ? output : "logits." + output);
    assertThat(actual.size()).isEqualTo(3 * expected.stride());
    float difference = 0;
    for (int i = 0; i < actual.size(); i++) {
      difference = Math.max(difference, Math.abs(actual.values()[i] - expected.floats()[i]));
    }
    System.out.println(output + " differs from PyTorch by at most " + difference);
    assertThat(difference).isLessThanOrEqualTo(1e-5f);
  }

  @Test
  @DisplayName("the late state dict over the early archive is the late model, probes and all")
  void lateOverEarly() throws LoupeException, IOException {
    String[] outputs = {"type", "command", "param_type", "param_value", "operation", "hidden"};
    Query query = Query.outputs(outputs).withProbes("dec.1.multihead_attn@attention");
    Evaluation late = evaluate(query);
    try (ModelSession laid = runtime.open(material.lateOverEarly(), SessionOptions.AUTO)) {
      List<Evaluation> evaluations = new ArrayList<>();
      laid.evaluate(material.of(references()), query, evaluations::add, Progress.none());
      Evaluation early = evaluations.get(0);
      for (String output : outputs) {
        assertThat(early.outputs().get(output).values())
            .as(output)
            .containsExactly(late.outputs().get(output).values());
        requireReference(output, early.outputs().get(output));
      }
      assertThat(early.probes().get("dec.1.multihead_attn@attention").values())
          .containsExactly(late.probes().get("dec.1.multihead_attn@attention").values());
    }
  }

  @Test
  @DisplayName("all that fires can be read at once, and the model was verified")
  void all() throws LoupeException, IOException {
    evaluate(Query.outputs("type"));
    Probes probes = session.probes();
    assertThat(probes.verification().state()).isEqualTo(Probes.Verification.State.VERIFIED);
    assertThat(probes.verification().deterministic()).isTrue();
    String[] names = probes.all().stream().map(Probe::name).toArray(String[]::new);
    Evaluation evaluation = evaluate(Query.outputs("type").withProbes(names));
    assertThat(evaluation.probes()).containsOnlyKeys(names);
    assertThat(evaluation.probes().values())
        .allSatisfy(value -> assertThat(value.shape()[0]).isEqualTo(3));
  }

  @ParameterizedTest(name = "what fires in the liquid network {0} can be read at once")
  @ValueSource(strings = {"cfc_fc", "cfc_autoncp", "ltc_fc", "ltc_autoncp"})
  void liquid(String kind) throws LoupeException {
    Checkpoint checkpoint =
        TestModels.checkpoint(
            kind,
            RealMaterial.folder().resolve("ncp_" + kind + "_cnc.ts.pt"),
            null,
            Cards.card(
                List.of(
                    Cards.input("x", ElementType.FLOAT32, false, WINDOW, TIME, CHANNEL),
                    Cards.input("timespans", ElementType.FLOAT32, false, WINDOW, TIME)),
                List.of(
                    Cards.head(
                        "position", null, PredictionHead.Kind.REGRESSION, 0, WINDOW, TIME, VALUE)),
                null,
                null));
    BatchSource windows =
        TestModels.source(
            4,
            (from, to) ->
                Map.of("x", filled(0.3f, to - from, 32, 7), "timespans", filled(1, to - from, 32)));
    try (ModelSession liquid = runtime.open(checkpoint, SessionOptions.AUTO)) {
      liquid.evaluate(windows, Query.outputs("position"), evaluation -> {}, Progress.none());
      Probes probes = liquid.probes();
      assertThat(probes.verification().state()).isEqualTo(Probes.Verification.State.VERIFIED);
      String[] names = probes.all().stream().map(Probe::name).toArray(String[]::new);
      assertThat(names).isNotEmpty();
      liquid.evaluate(
          windows,
          Query.probes(names),
          evaluation -> assertThat(evaluation.probes()).containsOnlyKeys(names),
          Progress.none());
    }
  }

  private static FloatTensor filled(float value, int... shape) {
    float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    Arrays.fill(values, value);
    return TestModels.floats(values, shape);
  }

  @Test
  @DisplayName("an ablated attention head changes what comes after it")
  void ablation() throws LoupeException, IOException {
    float[] before = evaluate(Query.outputs("type")).outputs().get("type").values();
    FloatTensor third = TestModels.floats(new float[] {1, 1, 0, 1}, 1, 4, 1, 1);
    Evaluation ablated =
        evaluate(
            Query.outputs("type")
                .under(Intervention.scale("dec.0.multihead_attn@attention", third)));
    assertThat(ablated.outputs().get("type").values()).isNotEqualTo(before);
  }
}
