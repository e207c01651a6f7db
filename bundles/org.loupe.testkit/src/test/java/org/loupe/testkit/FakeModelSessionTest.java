package org.loupe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.analysis.Decoding;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.Gradient;
import org.loupe.model.Intervention;
import org.loupe.model.ModelCard;
import org.loupe.model.Probes.Verification.State;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.Target;
import org.loupe.model.Target.ClassChoice;
import org.loupe.model.Target.Objective;
import org.loupe.model.Tensor;
import org.loupe.model.Windows;

@DisplayName("The fake session")
class FakeModelSessionTest {
  private static final ModelCard CARD =
      new CardBuilder("tiny")
          .input("x", "a", "b")
          .tokens("tokens")
          .categoricalHead("type", "p", "q", "r")
          .windowHead("operation", "u", "v")
          .regressionHead("value", "depth", "speed")
          .build();
  private static final Map<String, float[][]> WEIGHTS =
      Map.of(
          "type", new float[][] {{1, -1}, {0.5f, 2}, {-1, 0.25f}},
          "operation", new float[][] {{1, 0}, {-0.5f, 1}},
          "value", new float[][] {{2, 3}, {-1, 1}});

  private final float[] x = new float[5 * 3 * 2];
  private final FakeModelSession session = new FakeModelSession(CARD, WEIGHTS);

  FakeModelSessionTest() {
    Random random = new Random(1);
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
  }

  private FakeSubject subject() {
    FakeDataset data =
        new FakeDataset("data")
            .with("x", new int[] {5, 3, 2}, x)
            .with("tokens", new int[] {5, 3}, new long[15])
            .with("type_target", new int[] {5, 3}, 0L, 1, 2, 0, 1, 2, 0, 1, 2, 9, -1, 2, 0, 1, 2)
            .with("operation_target", new int[] {5}, 0L, 1, 0, 1, 0);
    return new FakeSubject(session, Windows.all(data));
  }

  private List<Evaluation> evaluate(Query query) throws BadInputException {
    List<Evaluation> evaluations = new ArrayList<>();
    session.evaluate(
        subject().inputs(Decoding.TEACHER_FORCED, List.of("type", "operation")),
        query,
        evaluations::add,
        Progress.none());
    return evaluations;
  }

  static List<Target> targets() {
    List<Target> targets = new ArrayList<>();
    for (Objective objective : Objective.values()) {
      for (ClassChoice choice : ClassChoice.values()) {
        int named = choice == ClassChoice.NAMED ? 1 : -1;
        targets.add(new Target("type", objective, choice, named, null));
        targets.add(new Target("type", objective, choice, named, 2));
        targets.add(new Target("operation", objective, choice, named, null));
      }
    }
    targets.add(new Target("value", Objective.LOGIT, ClassChoice.PREDICTED, -1, null));
    targets.add(new Target("value", Objective.LOGIT, ClassChoice.NAMED, 0, 1));
    return targets;
  }

  @ParameterizedTest
  @MethodSource("targets")
  @DisplayName("has gradients that equal differences of its objective")
  void gradients(Target target) throws BadInputException {
    Query query = Query.gradients(Gradient.ofInput(target, "x"));
    FloatTensor gradient = evaluate(query).get(0).gradients().get(0).gradient();
    float step = 1e-3f;
    for (int i = 0; i < x.length; i++) {
      float kept = x[i];
      x[i] = kept + step;
      double above = objective(query, i / 6);
      x[i] = kept - step;
      double below = objective(query, i / 6);
      x[i] = kept;
      assertThat((double) gradient.values()[i])
          .isCloseTo((above - below) / (2 * step), within(2e-3));
    }
  }

  private double objective(Query query, int window) throws BadInputException {
    return evaluate(query).get(0).gradients().get(0).objective()[window];
  }

  @Test
  @DisplayName("gives outputs with the card's axes")
  void outputs() throws BadInputException {
    Evaluation evaluation = evaluate(Query.outputs("type", "operation")).get(0);
    FloatTensor type = evaluation.outputs().get("type");
    assertThat(type.shape()).containsExactly(5, 3, 3);
    assertThat(type.axes().get(2).dimension()).isEqualTo(Dimension.CLASS);
    assertThat(type.at(1, 2, 1)).isEqualTo(0.5f * x[10] + 2 * x[11], within(1e-6f));
    assertThat(evaluation.outputs().get("operation").shape()).containsExactly(5, 2);
  }

  @Test
  @DisplayName("evaluates micro-batches in order and says how large they were")
  void microBatches() throws BadInputException {
    List<Evaluation> evaluations = evaluate(Query.outputs("type").withMicroBatch(2));
    assertThat(evaluations).extracting(Evaluation::from).containsExactly(0, 2, 4);
    assertThat(evaluations.get(2).batch().windows()).containsExactly(4);
    assertThat(session.evaluated()).isEqualTo(5);
  }

  @Test
  @DisplayName("stops when cancelled")
  void cancelled() {
    CancelAfter progress = new CancelAfter(2);
    assertThatThrownBy(
            () ->
                session.evaluate(
                    subject().inputs(Decoding.TEACHER_FORCED, List.of()),
                    Query.outputs("type").withMicroBatch(1),
                    evaluation -> {},
                    progress))
        .isInstanceOf(CancellationException.class);
    assertThat(progress.seen()).containsExactly("evaluate 1/5", "evaluate 2/5");
  }

  @Test
  @DisplayName("gets no tokens when free-running")
  void decoding() throws BadInputException {
    assertThat(subject().inputs(Decoding.FREE_RUNNING, List.of()).read(0, 1).inputs())
        .containsOnlyKeys("x");
    assertThat(subject().inputs(Decoding.TEACHER_FORCED, List.of()).read(0, 1).inputs())
        .containsOnlyKeys("x", "tokens");
  }

  @Test
  @DisplayName("refuses work when closed")
  void closed() {
    session.close();
    session.close();
    assertThat(session.isClosed()).isTrue();
    assertThatThrownBy(() -> evaluate(Query.outputs("type")))
        .isInstanceOf(IllegalStateException.class);
  }

  private static FloatTensor filled(float value, int... sizes) {
    List<Axis> axes = new ArrayList<>();
    for (int size : sizes) {
      axes.add(new Axis("axis " + axes.size(), Dimension.VALUE, size));
    }
    float[] values = new float[Tensor.elements(axes)];
    Arrays.fill(values, value);
    return new FloatTensor(axes, values);
  }

  @Test
  @DisplayName("can be looked into")
  void probes() throws BadInputException {
    assertThat(session.probes().verification().state()).isEqualTo(State.NOT_YET);
    Evaluation evaluation =
        evaluate(Query.probes("embed", "mix", "mix@attention").withMicroBatch(2)).get(1);
    assertThat(evaluation.probes().get("embed").values())
        .containsExactly(Arrays.copyOfRange(x, 12, 24));
    assertThat(evaluation.probes().get("mix").shape()).containsExactly(2, 3, 2);
    FloatTensor weights = evaluation.probes().get("mix@attention");
    assertThat(weights.shape()).containsExactly(2, 2, 3, 3);
    assertThat(weights.at(1, 0, 2, 2)).isEqualTo(1);
    assertThat(weights.at(1, 1, 0, 2)).isEqualTo(1f / 3);
    assertThat(session.probes().verification().state()).isEqualTo(State.VERIFIED);
    assertThatThrownBy(() -> evaluate(Query.probes("nowhere")))
        .isInstanceOf(BadInputException.class);
  }

  @Test
  @DisplayName("uses its attention head 0 and not its attention head 1")
  void attentionHeads() throws BadInputException {
    Query type = Query.outputs("type");
    float[] all = evaluate(type).get(0).outputs().get("type").values();
    for (int head = 0; head < 2; head++) {
      FloatTensor factor = filled(1, 1, 2, 1, 1);
      factor.values()[head] = 0;
      float[] ablated =
          evaluate(type.under(Intervention.scale("mix@attention", factor)))
              .get(0)
              .outputs()
              .get("type")
              .values();
      if (head == 0) {
        assertThat(ablated).containsOnly(0);
      } else {
        assertThat(ablated).containsExactly(all);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"embed", "mix", "mix@attention"})
  @DisplayName("has gradients inside that equal differences of its objective under shifts")
  void gradientsInside(String probe) throws BadInputException {
    Intervention scale = Intervention.scale("mix", filled(0.5f, 1, 1, 1));
    Query query = Query.gradients(Gradient.ofProbe(Target.predicted("type"), probe));
    Evaluation evaluation = evaluate(query.under(scale)).get(0);
    FloatTensor gradient = evaluation.gradients().get(0).gradient();
    int stride = gradient.size() / 5;
    float step = 1e-2f;
    for (int i = 0; i < stride; i++) {
      int[] shape = gradient.shape();
      shape[0] = 1;
      FloatTensor shift = filled(0, shape);
      double[] around = new double[2];
      for (int side = 0; side < 2; side++) {
        shift.values()[i] = side == 0 ? -step : step;
        around[side] =
            evaluate(query.under(scale, Intervention.shift(probe, shift)))
                .get(0)
                .gradients()
                .get(0)
                .objective()[3];
      }
      // what is shifted before a scale is scaled too, what is shifted at the same place is not
      assertThat((double) gradient.values()[3 * stride + i])
          .isCloseTo((around[1] - around[0]) / (2 * step), within(2e-3));
    }
  }

  @Test
  @DisplayName("replaces values by those of another run")
  void patching() throws BadInputException {
    FloatTensor other = filled(2, 5, 3, 2);
    Evaluation patched =
        evaluate(
                Query.probes("mix")
                    .withGradients(Gradient.ofInput(Target.element("mix", 1, 0), "x"))
                    .under(Intervention.replace("embed", Intervention.Values.constant(other))))
            .get(0);
    assertThat(patched.probes().get("mix").values()).containsOnly(2);
    assertThat(patched.gradients().get(0).gradient().values()).containsOnly(0);
    assertThat(patched.gradients().get(0).objective()).containsOnly(2);
  }
}
