package org.loupe.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.Gradient;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Probe;
import org.loupe.model.Probes;
import org.loupe.model.Query;
import org.loupe.model.Target;

@DisplayName("At a probe")
class ProbeTest extends RuntimeFixture {

  private static final double TOLERANCE = 1e-6;

  private ModelSession session;

  @BeforeEach
  void open() throws LoupeException {
    session = open(InnerModel.checkpoint());
  }

  @AfterEach
  void close() {
    session.close();
  }

  private FloatTensor read(String probe) throws LoupeException {
    return one(session, InnerModel.windows(), Query.probes(probe)).probes().get(probe);
  }

  private void fails(Query query, String... parts) throws LoupeException {
    refused(BadInputException.class, InnerModel.checkpoint(), InnerModel.windows(), query, parts);
  }

  @ParameterizedTest(name = "{0} the value is what a hook sees, its windows first")
  @ValueSource(
      strings = {
        "embed",
        "proj",
        "table",
        "first",
        "attn",
        "attn@attention",
        "cell",
        "flat",
        "act#0",
        "act#1",
        "step",
        "whole"
      })
  void values(String probe) throws LoupeException, IOException {
    InnerModel.assertEqual(read(probe), probe, TOLERANCE);
  }

  @ParameterizedTest(name = "{0} the value does not depend on the micro-batch")
  @ValueSource(strings = {"table", "first", "attn@attention", "cell", "flat"})
  void oneByOne(String probe) throws LoupeException {
    float[] whole = read(probe).values();
    int position = 0;
    for (Evaluation one :
        all(session, InnerModel.windows(), Query.probes(probe).withMicroBatch(1))) {
      for (float value : one.probes().get(probe).values()) {
        assertThat(value).isCloseTo(whole[position++], org.assertj.core.data.Offset.offset(1e-6f));
      }
    }
    assertThat(position).isEqualTo(whole.length);
  }

  @ParameterizedTest(name = "{0} the gradient is autograd''s")
  @ValueSource(strings = {"embed", "first", "attn@attention", "cell", "flat"})
  void gradients(String probe) throws LoupeException, IOException {
    Evaluation.GradientValues values =
        one(
                session,
                InnerModel.windows(),
                Query.gradients(Gradient.ofProbe(Target.predicted("step"), probe)))
            .gradients()
            .get(0);
    InnerModel.assertEqual(values.gradient(), "gradient." + probe, TOLERANCE);
  }

  @Test
  @DisplayName("that fires at every step the calls stand on an axis of time")
  void calls() throws LoupeException {
    assertThat(read("cell").axes().stream().map(axis -> axis.dimension()))
        .containsExactly(Dimension.WINDOW, Dimension.TIME, Dimension.VALUE);
    FloatTensor second = read("cell#1");
    assertThat(second.shape()).containsExactly(3, 4);
    assertThat(second.values()[0]).isEqualTo(read("cell").at(0, 1, 0));
  }

  @Test
  @DisplayName("the Jacobian of an output, of another output and of a probe has a row per element")
  void jacobian() throws LoupeException {
    Query rows =
        Query.gradients(
            Gradient.ofProbe(Target.element("step", 1, 0), "flat"),
            Gradient.ofProbe(Target.element("hidden", 0, 2), "flat"),
            Gradient.ofProbe(Target.element("cell", 1, 3), "cell.inner"),
            Gradient.ofInput(Target.element("proj", 0, 1), "x"));
    List<Evaluation.GradientValues> values = one(session, InnerModel.windows(), rows).gradients();

    FloatTensor step = values.get(0).gradient();
    assertThat(step.at(0, 0, 0)).isZero();
    assertThat(step.at(0, 1, 0)).isNotZero().isEqualTo(step.at(2, 1, 0));
    FloatTensor hidden = values.get(1).gradient();
    for (int i = 0; i < hidden.size(); i++) {
      assertThat(hidden.values()[i]).isEqualTo(i % 8 == 2 ? 1 : 0);
    }
    float state = read("cell").at(1, 1, 3);
    assertThat(values.get(2).gradient().at(1, 1, 3))
        .isCloseTo(1 - state * state, org.assertj.core.data.Offset.offset(1e-6f));
    assertThat(values.get(2).objective()[1]).isEqualTo(state);
    assertThat(values.get(3).gradient().at(0, 1, 0)).isZero();
    assertThat(values.get(3).gradient().at(0, 0, 0)).isNotZero();
  }

  @Test
  @DisplayName("gradients of several targets and places come from one forward, in order")
  void several() throws LoupeException {
    Query both =
        Query.outputs("step")
            .withProbes("first")
            .withGradients(
                Gradient.ofProbe(Target.predicted("whole"), "first"),
                Gradient.ofInput(Target.predicted("step"), "x"),
                Gradient.ofProbe(Target.predicted("step"), "first"));
    Evaluation together = one(session, InnerModel.windows(), both);
    for (int i = 0; i < 3; i++) {
      Evaluation alone =
          one(session, InnerModel.windows(), Query.gradients(both.gradients().get(i)));
      assertThat(together.gradients().get(i).gradient().values())
          .containsExactly(alone.gradients().get(0).gradient().values());
    }
  }

  @Test
  @DisplayName("what cannot be read is left out once windows were seen, and said why")
  void leftOut() throws LoupeException {
    read("embed");
    Probes probes = session.probes();
    assertThat(probes.verification())
        .isEqualTo(new Probes.Verification(Probes.Verification.State.VERIFIED, true, ""));
    assertThat(probes.all().stream().map(Probe::name))
        .contains("cell", "attn@attention", "act#0", "act#1", "table")
        .doesNotContain("act", "pairs", "unused");
    assertThat(probes.skipped())
        .contains(
            new Probes.Skipped("unused", "forward does not call it"),
            new Probes.Skipped("pairs", "no axis of its value counts windows"));
  }

  @Test
  @DisplayName("that is not there, or not readable, the refusal says why")
  void refusals() throws LoupeException {
    fails(Query.probes("nowhere"), "no probe 'nowhere'", "loupe inspect");
    fails(Query.probes("unused"), "'unused' does not fire");
    fails(Query.probes("pairs"), "'pairs'", "[3,3] for 3 windows");
    fails(Query.probes("act"), "'act' fires 2 times", "[3,2,4] and [3,4]", "'act#0'");
    fails(Query.probes("cell#2"), "'cell' has no call 2; it fires 2 times");
    fails(
        Query.gradients(Gradient.ofProbe(Target.predicted("step"), "table")),
        "'table' has one value for all windows");
    fails(
        Query.gradients(Gradient.ofProbe(Target.predicted("nothing"), "embed")),
        "no prediction head 'nothing'",
        "a single element");
    fails(
        Query.gradients(Gradient.ofInput(Target.element("attn@attention", 0, 0), "x")),
        "[3,2,2,2]",
        "[N,units] and [N,steps,units]");
    fails(
        Query.gradients(Gradient.ofInput(Target.element("nothing", 0, 0), "x")),
        "no output 'nothing'");
    fails(
        Query.gradients(Gradient.ofProbe(Target.predicted("step"), "whole")),
        "'step' does not depend on the probes [whole]");
  }

  @Test
  @DisplayName("the bits are the same for one, two and four threads")
  void threads() throws LoupeException {
    BitCheck.sameForAllThreads(
        runtime,
        InnerModel.checkpoint(),
        InnerModel.windows(20),
        Query.outputs("step")
            .withProbes("cell", "attn@attention")
            .withGradients(Gradient.ofProbe(Target.predicted("step"), "first"))
            .withMicroBatch(5));
  }
}
