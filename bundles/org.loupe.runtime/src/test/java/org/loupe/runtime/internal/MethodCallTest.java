package org.loupe.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.loupe.model.Dimension.CHANNEL;
import static org.loupe.model.Dimension.TIME;
import static org.loupe.model.Dimension.VALUE;
import static org.loupe.model.Dimension.WINDOW;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.ElementType;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.Gradient;
import org.loupe.model.LoupeException;
import org.loupe.model.MethodCall;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelSession;
import org.loupe.model.PredictionHead;
import org.loupe.model.Query;
import org.loupe.model.SessionOptions;
import org.loupe.model.Target;
import org.loupe.model.Tensor;

@DisplayName("The exported methods of the recorded liquid networks")
class MethodCallTest {
  private static final int WINDOWS = 16;
  private static final int STEPS = 48;
  private static final int CHANNELS = 7;

  private static final ModelCard CARD =
      Cards.card(
          List.of(
              Cards.input("x", ElementType.FLOAT32, false, WINDOW, TIME, CHANNEL),
              Cards.input("timespans", ElementType.FLOAT32, true, WINDOW, TIME)),
          List.of(Cards.head("next", null, PredictionHead.Kind.REGRESSION, 0, WINDOW, TIME, VALUE)),
          null,
          null);

  private static final MethodCall STEP = new MethodCall("step", List.of("x", "state", "timespans"));

  private static DjlModelRuntime runtime;
  private static Npz reference;

  @BeforeAll
  static void open() {
    Path file = RealMaterial.folder().resolve("ref_ncp.npz");
    Assumptions.assumeTrue(Files.exists(file), "no recorded material, " + file + " is missing");
    reference = new Npz(file);
    runtime = TestRuntime.create();
  }

  @AfterAll
  static void close() {
    if (runtime != null) {
      runtime.close();
    }
  }

  private static ModelSession session(String kind) throws LoupeException {
    return runtime.open(
        TestModels.checkpoint(
            kind, RealMaterial.folder().resolve("ncp_" + kind + "_cnc.ts.pt"), null, CARD),
        SessionOptions.AUTO);
  }

  private static BatchSource sequences() throws IOException {
    float[] x = reference.read("cnc.x").floats();
    float[] spans = reference.read("cnc.timespans").floats();
    return TestModels.source(
        WINDOWS,
        (from, to) ->
            Map.of(
                "x",
                TestModels.floats(
                    Arrays.copyOfRange(x, from * STEPS * CHANNELS, to * STEPS * CHANNELS),
                    to - from,
                    STEPS,
                    CHANNELS),
                "timespans",
                TestModels.floats(
                    Arrays.copyOfRange(spans, from * STEPS, to * STEPS), to - from, STEPS)));
  }

  /** The first step of the first window from a given state. */
  private static BatchSource firstStep(float[] state) throws IOException {
    float[] x = Arrays.copyOf(reference.read("cnc.x").floats(), CHANNELS);
    float[] span = Arrays.copyOf(reference.read("cnc.timespans").floats(), 1);
    return TestModels.source(
        1,
        (from, to) ->
            Map.of(
                "x",
                TestModels.floats(x, 1, CHANNELS),
                "state",
                TestModels.floats(state, 1, state.length),
                "timespans",
                TestModels.floats(span, 1)));
  }

  private static float[] expected(String kind, String array) throws IOException {
    return reference.read("ncp_" + kind + "_cnc." + array).floats();
  }

  @ParameterizedTest(name = "give the states of {0} that Python gave")
  @ValueSource(strings = {"cfc_fc", "cfc_autoncp", "ltc_fc", "ltc_autoncp"})
  void states(String kind) throws LoupeException, IOException {
    try (ModelSession session = session(kind)) {
      Evaluation evaluation =
          RuntimeFixture.one(
              session,
              sequences(),
              Query.everyOutput().calling(MethodCall.likeForward(CARD, "states")));
      assertThat(evaluation.outputs()).containsOnlyKeys("@0");
      assertThat(evaluation.outputs().get("@0").values())
          .containsExactly(expected(kind, "states"), within(1e-5f));
    }
  }

  @ParameterizedTest(name = "make the same steps as forward in {0}")
  @ValueSource(strings = {"cfc_fc", "cfc_autoncp", "ltc_fc", "ltc_autoncp"})
  void step(String kind) throws LoupeException, IOException {
    float[] states = expected(kind, "states");
    int units = states.length / WINDOWS / STEPS;
    try (ModelSession session = session(kind)) {
      Evaluation evaluation =
          RuntimeFixture.one(
              session, firstStep(new float[units]), Query.everyOutput().calling(STEP));
      assertThat(evaluation.outputs().get("@1").values())
          .containsExactly(Arrays.copyOf(states, units), within(1e-5f));
      assertThat(evaluation.outputs().get("@0").values())
          .containsExactly(Arrays.copyOf(expected(kind, "output"), 3), within(1e-5f));
    }
  }

  @ParameterizedTest(name = "of {0} are differentiated by the state")
  @ValueSource(strings = {"cfc_autoncp", "ltc_fc"})
  void jacobian(String kind) throws LoupeException, IOException {
    int units = expected(kind, "states").length / WINDOWS / STEPS;
    float[] state = new float[units];
    for (int i = 0; i < units; i++) {
      state[i] = 0.1f * i / units;
    }
    int unit = 1;
    int by = 2;
    float distance = 1e-2f;
    try (ModelSession session = session(kind)) {
      FloatTensor row =
          RuntimeFixture.one(
                  session,
                  firstStep(state),
                  Query.gradients(Gradient.ofInput(Target.element("@1", null, unit), "state"))
                      .calling(STEP))
              .gradients()
              .get(0)
              .gradient();
      assertThat(row.shape()).containsExactly(1, units);
      float[] more = state.clone();
      more[by] += distance;
      float[] less = state.clone();
      less[by] -= distance;
      float slope = (next(session, more)[unit] - next(session, less)[unit]) / (2 * distance);
      assertThat(row.values()[by]).isCloseTo(slope, within(1e-4f));
    }
  }

  private static float[] next(ModelSession session, float[] state)
      throws LoupeException, IOException {
    return RuntimeFixture.one(session, firstStep(state), Query.everyOutput().calling(STEP))
        .outputs()
        .get("@1")
        .values();
  }

  @Test
  @DisplayName("come as a dict where they give one, and without time spans where they may")
  void dict() throws LoupeException, IOException {
    BatchSource with = sequences();
    try (ModelSession session = session("cfc_autoncp")) {
      MethodCall layers = MethodCall.likeForward(CARD, "backbone");
      Evaluation evaluation =
          RuntimeFixture.one(session, with, Query.everyOutput().calling(layers));
      assertThat(evaluation.outputs()).containsOnlyKeys("layer_0", "layer_1", "layer_2");
      Tensor x = with.read(0, 2).inputs().get("x");
      BatchSource without = TestModels.source(2, (from, to) -> Map.of("x", x));
      assertThat(
              RuntimeFixture.one(session, without, Query.outputs("layer_2").calling(layers))
                  .outputs()
                  .get("layer_2")
                  .shape())
          .containsExactly(2, STEPS, 3);
    }
  }

  @Test
  @DisplayName("are refused in words where there are none, or not with these arguments")
  void refused() throws LoupeException, IOException {
    BatchSource in = sequences();
    try (ModelSession session = session("cfc_fc")) {
      Query none = Query.everyOutput().calling(new MethodCall("stats", List.of("x")));
      assertThatThrownBy(() -> RuntimeFixture.all(session, in, none))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("'stats'");
      Query few = Query.everyOutput().calling(new MethodCall("step", List.of("x", "h")));
      assertThatThrownBy(() -> RuntimeFixture.all(session, in, few))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("Argument 'h' of method 'step' is missing");
      Query inside = Query.probes("fc").calling(MethodCall.likeForward(CARD, "states"));
      assertThatThrownBy(() -> RuntimeFixture.all(session, in, inside))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("forward only");
    }
  }
}
