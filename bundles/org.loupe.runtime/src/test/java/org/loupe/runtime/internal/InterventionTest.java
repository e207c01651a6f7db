package org.loupe.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.model.BadInputException;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.Gradient;
import org.loupe.model.Intervention;
import org.loupe.model.Intervention.Operation;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Query;
import org.loupe.model.Target;

@DisplayName("An intervention")
class InterventionTest extends RuntimeFixture {

  private static final Query STEP = Query.outputs("step");

  private ModelSession session;

  @BeforeEach
  void open() throws LoupeException {
    session = open(InnerModel.checkpoint());
  }

  @AfterEach
  void close() {
    session.close();
  }

  private static FloatTensor filled(float value, int... shape) {
    float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    Arrays.fill(values, value);
    return TestModels.floats(values, shape);
  }

  private static Intervention at(int call, Operation operation, String probe, FloatTensor values) {
    return new Intervention(probe, call, operation, Intervention.Values.constant(values));
  }

  private FloatTensor step(Intervention... changes) throws LoupeException {
    return one(session, InnerModel.windows(), STEP.under(changes)).outputs().get("step");
  }

  private FloatTensor probe(String name, Intervention... changes) throws LoupeException {
    return one(session, InnerModel.windows(), Query.probes(name).under(changes)).probes().get(name);
  }

  private void fails(Intervention change, String... parts) throws LoupeException {
    refused(
        BadInputException.class,
        InnerModel.checkpoint(),
        InnerModel.windows(),
        STEP.under(change),
        parts);
  }

  @Test
  @DisplayName("ablates an attention head, whose weights the module keeps flattened")
  void attentionHead() throws LoupeException, IOException {
    Intervention ablation =
        Intervention.scale("attn@attention", TestModels.floats(new float[] {1, 0}, 1, 2, 1, 1));
    InnerModel.assertEqual(step(ablation), "without head 1", 1e-6);
    FloatTensor weights = probe("attn@attention", ablation);
    assertThat(weights.at(1, 1, 0, 0)).isZero();
    assertThat(weights.at(1, 0, 0, 0)).isNotZero();
  }

  @Test
  @DisplayName("hits one call of a cell, or all of them")
  void call() throws LoupeException, IOException {
    FloatTensor zero = filled(0, 1, 1);
    InnerModel.assertEqual(step(at(1, Operation.SCALE, "cell", zero)), "without call 1", 1e-6);
    for (float value : probe("cell", Intervention.scale("cell", zero)).values()) {
      assertThat(Math.abs(value)).isZero();
    }
  }

  @ParameterizedTest(name = "puts values of another run in their place at {0}")
  @ValueSource(strings = {"embed", "first", "attn@attention", "flat", "attn"})
  void patching(String name) throws LoupeException {
    FloatTensor clean = probe(name);
    int stride = clean.size() / 3;
    Intervention.Values reversed =
        (from, to) -> {
          int[] shape = clean.shape();
          shape[0] = to - from;
          float[] values = new float[stride * (to - from)];
          for (int i = from; i < to; i++) {
            System.arraycopy(clean.values(), (2 - i) * stride, values, (i - from) * stride, stride);
          }
          return TestModels.floats(values, shape);
        };
    List<Evaluation> patched =
        all(
            session,
            InnerModel.windows(),
            Query.probes(name).withMicroBatch(2).under(Intervention.replace(name, reversed)));
    List<Float> seen = new ArrayList<>();
    for (Evaluation evaluation : patched) {
      for (float value : evaluation.probes().get(name).values()) {
        seen.add(value);
      }
    }
    for (int i = 0; i < seen.size(); i++) {
      int source = (2 - i / stride) * stride + i % stride;
      assertThat(seen.get(i)).isEqualTo(clean.values()[source]);
    }
  }

  @Test
  @DisplayName("acts in the order replace, scale, shift; equal ones are multiplied and added")
  void order() throws LoupeException {
    FloatTensor value =
        probe(
            "proj",
            Intervention.shift("proj", filled(1, 1, 1, 1)),
            Intervention.scale("proj", filled(3, 1, 1, 1)),
            Intervention.scale("proj", filled(2, 1, 1, 4)),
            Intervention.shift("proj", filled(0.5f, 1, 2, 1)),
            Intervention.replace("proj", Intervention.Values.constant(filled(5, 1, 1, 1))));
    assertThat(value.shape()).containsExactly(3, 2, 4);
    assertThat(value.values()).containsOnly(31.5f);
  }

  @Test
  @DisplayName("is what all else is computed under: gradients are those of the changed model")
  void gradients() throws LoupeException {
    Query gradient = Query.gradients(Gradient.ofInput(Target.predicted("whole"), "x"));
    Intervention cut = Intervention.scale("proj", filled(0, 1, 1, 1));
    Evaluation evaluation = one(session, InnerModel.windows(), gradient.under(cut));
    assertThat(evaluation.gradients().get(0).gradient().values()).containsOnly(0);
  }

  @Test
  @DisplayName("changes a table that all windows share by values that do too")
  void shared() throws LoupeException {
    FloatTensor doubled = probe("table", Intervention.scale("table", filled(2, 1, 1, 1)));
    FloatTensor table = probe("table");
    for (int i = 0; i < table.size(); i++) {
      assertThat(doubled.values()[i]).isEqualTo(2 * table.values()[i]);
    }
    fails(
        Intervention.scale("table", filled(2, 3, 2, 4)),
        "'table' has one value for all windows",
        "first axis is 1");
  }

  @Test
  @DisplayName("leaves nothing behind: the next evaluation is as if there had been none")
  void nothingStays() throws LoupeException {
    float[] before = step().values();
    step(Intervention.scale("first", filled(0, 1, 1, 1)));
    assertThat(step().values()).containsExactly(before);
  }

  @Test
  @DisplayName("of another shape is refused in a sentence with both shapes")
  void shapes() throws LoupeException {
    fails(
        Intervention.scale("first", filled(1, 1, 4)),
        "'first'",
        "have the shape [1,4]",
        "value has [3,2,4]");
    fails(
        Intervention.scale("first", filled(1, 1, 3, 1)),
        "'first'",
        "have the shape [1,3,1]",
        "value has [3,2,4]",
        "give each axis that size, or 1");
    fails(
        Intervention.shift("attn@attention", filled(1, 1, 3, 1, 1)),
        "'attn@attention'",
        "[1,3,1,1]",
        "[3,2,2,2]");
    fails(Intervention.shift("embed", filled(1, 2, 2, 4)), "'embed'", "[2,2,4]", "[3,2,4]");
    fails(
        Intervention.replace("proj", Intervention.Values.constant(filled(1, 1, 2, 8))),
        "'proj'",
        "[1,2,8]",
        "[3,2,4]");
  }

  @Test
  @DisplayName("at a place or a call that is not there is refused")
  void nowhere() throws LoupeException {
    fails(Intervention.scale("nowhere", filled(0, 1)), "no probe 'nowhere'");
    fails(Intervention.scale("unused", filled(0, 1, 1, 1)), "'unused' does not fire");
    fails(
        at(2, Operation.SCALE, "cell", filled(0, 1, 1)), "'cell' has no call 2; it fires 2 times");
    fails(Intervention.scale("pairs", filled(0, 1, 1)), "'pairs' cannot be changed");
    FloatTensor one = filled(1, 1, 1, 1);
    refused(
        BadInputException.class,
        InnerModel.checkpoint(),
        InnerModel.windows(),
        STEP.under(
            Intervention.replace("proj", Intervention.Values.constant(one)),
            Intervention.replace("proj", Intervention.Values.constant(one))),
        "'proj' is to be replaced twice");
  }

  @Test
  @DisplayName("gives the same bits for one, two and four threads")
  void threads() throws LoupeException {
    BitCheck.sameForAllThreads(
        runtime,
        InnerModel.checkpoint(),
        InnerModel.windows(20),
        STEP.withProbes("flat")
            .withMicroBatch(7)
            .under(
                Intervention.scale(
                    "attn@attention", TestModels.floats(new float[] {0, 1}, 1, 2, 1, 1)),
                at(0, Operation.SHIFT, "cell", filled(0.5f, 1, 4))));
  }
}
