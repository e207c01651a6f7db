package org.loupe.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.loupe.model.Dimension.CHANNEL;
import static org.loupe.model.Dimension.CLASS;
import static org.loupe.model.Dimension.TIME;
import static org.loupe.model.Dimension.UNIT;
import static org.loupe.model.Dimension.WINDOW;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Axis;
import org.loupe.model.BatchSource;
import org.loupe.model.ElementType;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.Gradient;
import org.loupe.model.Intervention;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Query;
import org.loupe.model.Target;
import org.loupe.model.TensorSource;

/** The three attention heads of the tiny demo model do what product/demo/tiny/truth.json says. */
@DisplayName("The attention heads of the tiny demo model")
class TinyTruthTest extends RuntimeFixture {

  private static final Path TINY = Path.of("../../product/demo/tiny");
  private static final String WEIGHTS = "attention@attention";
  private static final int WINDOWS = 5;
  private static final int STEPS = 8;
  private static final Query HEADS = Query.outputs("motion", "mode");

  private BatchSource windows;
  private ModelSession session;

  @BeforeEach
  void open() throws IOException, LoupeException {
    Npz.Array x = new Npz(TINY.resolve("tiny.npz")).read("continuous");
    windows =
        TestModels.source(
            WINDOWS,
            (from, to) ->
                Map.of(
                    "continuous",
                    FloatTensor.of(
                        Arrays.copyOfRange(x.floats(), from * x.stride(), to * x.stride()),
                        Axis.of(WINDOW, to - from),
                        Axis.of(TIME, STEPS),
                        Axis.of(CHANNEL, 6))));
    session =
        open(
            TestModels.checkpoint(
                "tiny",
                TINY.resolve("tiny.ts.pt"),
                null,
                Cards.card(
                    List.of(
                        Cards.input(
                            "continuous", ElementType.FLOAT32, false, WINDOW, TIME, CHANNEL)),
                    List.of(
                        Cards.categorical("motion", 2, WINDOW, TIME, CLASS),
                        Cards.categorical("mode", 2, WINDOW, TIME, CLASS),
                        Cards.categorical("step", 4, WINDOW, TIME, CLASS)),
                    new TensorSource("hidden", null, null, List.of(WINDOW, TIME, UNIT)),
                    null)));
  }

  @AfterEach
  void close() {
    session.close();
  }

  private Evaluation ablated(int head) throws LoupeException {
    float[] factors = {1, 1, 1};
    factors[head] = 0;
    return one(
        session,
        windows,
        HEADS.under(Intervention.scale(WEIGHTS, TestModels.floats(factors, 1, 3, 1, 1))));
  }

  @Test
  @DisplayName("look at the step before, at step 0, and at all steps")
  void weights() throws LoupeException {
    FloatTensor weights = one(session, windows, Query.probes(WEIGHTS)).probes().get(WEIGHTS);
    assertThat(weights.shape()).containsExactly(WINDOWS, 3, STEPS, STEPS);
    for (int n = 0; n < WINDOWS; n++) {
      for (int t = 0; t < STEPS; t++) {
        assertThat(weights.at(n, 0, t, Math.max(t - 1, 0))).isCloseTo(1, within(1e-5f));
        assertThat(weights.at(n, 1, t, 0)).isCloseTo(1, within(1e-5f));
        for (int s = 0; s < STEPS; s++) {
          assertThat(weights.at(n, 2, t, s)).isCloseTo(0.125f, within(1e-6f));
        }
      }
    }
  }

  @Test
  @DisplayName("carry one prediction head each, and the third none")
  void ablation() throws LoupeException {
    Evaluation intact = one(session, windows, HEADS);
    String[] carried = {"motion", "mode"};
    for (int head = 0; head < 2; head++) {
      Evaluation without = ablated(head);
      FloatTensor logits = without.outputs().get(carried[head]);
      for (int i = 0; i < logits.size(); i += 2) {
        assertThat(logits.values()[i] - logits.values()[i + 1]).isCloseTo(0.125f, within(1e-6f));
      }
      String other = carried[1 - head];
      assertThat(without.outputs().get(other).values())
          .containsExactly(intact.outputs().get(other).values());
    }
    Evaluation third = ablated(2);
    for (String name : carried) {
      assertThat(third.outputs().get(name).values())
          .containsExactly(intact.outputs().get(name).values());
    }
  }

  @Test
  @DisplayName("have gradients only where they matter")
  void gradients() throws LoupeException {
    FloatTensor gradient =
        one(session, windows, Query.gradients(Gradient.ofProbe(Target.predicted("mode"), WEIGHTS)))
            .gradients()
            .get(0)
            .gradient();
    assertThat(gradient.at(0, 1, 3, 0)).isNotZero();
    for (int i = 0; i < STEPS; i++) {
      assertThat(gradient.at(0, 0, 3, i)).isZero();
      assertThat(gradient.at(0, 2, 3, i)).isZero();
    }
  }
}
