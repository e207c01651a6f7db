package org.loupe.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.BadInputException;
import org.loupe.model.Evaluation;
import org.loupe.model.Evaluation.GradientValues;
import org.loupe.model.Gradient;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Query;
import org.loupe.model.Target;
import org.loupe.model.Target.ClassChoice;
import org.loupe.model.Target.Objective;

@DisplayName("The gradient of a target")
class GradientTest extends RuntimeFixture {

  private static final float[] X = TestModels.X;
  private static final Offset<Float> CLOSE = Offset.offset(1e-5f);

  private static Target target(
      String head, Objective objective, ClassChoice choice, int index, Integer step) {
    return new Target(head, objective, choice, index, step);
  }

  private GradientValues gradient(Target target) throws LoupeException {
    try (ModelSession session = open(TestModels.tiny())) {
      return gradient(session, TestModels.windows(), target);
    }
  }

  /** Logits of head 'step' at a position 0…5 counted over windows and steps. */
  private static double[] logits(int position) {
    double a = X[position * 3];
    double b = X[position * 3 + 1];
    double c = X[position * 3 + 2];
    return new double[] {2 * a - b, a * a + c};
  }

  private static double probability(int position, int chosen) {
    double[] logits = logits(position);
    return 1 / (1 + Math.exp(logits[1 - chosen] - logits[chosen]));
  }

  /** Derivatives of (logit of the chosen − logit of the other class) by a, b and c. */
  private static double[] slope(int position, int chosen) {
    double sign = chosen == 0 ? 1 : -1;
    return new double[] {sign * (2 - 2 * X[position * 3]), -sign, -sign};
  }

  private static void assertClose(float[] actual, double[] expected) {
    assertThat(actual).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).as("element %s", i).isCloseTo((float) expected[i], CLOSE);
    }
  }

  @Test
  @DisplayName("of a logit is the hand-computed one, in the input's shape, with the logit itself")
  void logit() throws LoupeException {
    GradientValues values = gradient(target("step", Objective.LOGIT, ClassChoice.NAMED, 1, null));
    double[] expected = new double[18];
    double[] objective = new double[3];
    for (int i = 0; i < 6; i++) {
      expected[i * 3] = 2 * X[i * 3];
      expected[i * 3 + 2] = 1;
      objective[i / 2] += logits(i)[1];
    }
    assertClose(values.gradient().values(), expected);
    assertClose(values.objective(), objective);
    assertThat(values.gradient().axes())
        .isEqualTo(TestModels.windows().read(0, 3).inputs().get("x").axes());
  }

  @Test
  @DisplayName("of the predicted class's log-probability takes the largest logit at every step")
  void predictedLogProbability() throws LoupeException {
    GradientValues values = gradient(Target.predicted("step"));
    double[] expected = new double[18];
    double[] objective = new double[3];
    for (int i = 0; i < 6; i++) {
      int chosen = logits(i)[0] >= logits(i)[1] ? 0 : 1;
      double rest = 1 - probability(i, chosen);
      for (int k = 0; k < 3; k++) {
        expected[i * 3 + k] = rest * slope(i, chosen)[k];
      }
      objective[i / 2] += Math.log(probability(i, chosen));
    }
    assertClose(values.gradient().values(), expected);
    assertClose(values.objective(), objective);
  }

  @Test
  @DisplayName("of a named class's probability at one step leaves the other steps at zero")
  void probabilityAtStep() throws LoupeException {
    GradientValues values =
        gradient(target("step", Objective.PROBABILITY, ClassChoice.NAMED, 0, 1));
    double[] expected = new double[18];
    double[] objective = new double[3];
    for (int i = 1; i < 6; i += 2) {
      double p = probability(i, 0);
      for (int k = 0; k < 3; k++) {
        expected[i * 3 + k] = p * (1 - p) * slope(i, 0)[k];
      }
      objective[i / 2] = p;
    }
    assertClose(values.gradient().values(), expected);
    assertClose(values.objective(), objective);
  }

  @Test
  @DisplayName("of the true class leaves out positions whose true value is negative")
  void trueClass() throws LoupeException {
    long[] truth = {0, -1, 1, -100, 1, 0};
    double[] expected = new double[18];
    double[] objective = new double[3];
    for (int i = 0; i < 6; i++) {
      if (truth[i] == 0) {
        expected[i * 3] = 2;
        expected[i * 3 + 1] = -1;
      } else if (truth[i] == 1) {
        expected[i * 3] = 2 * X[i * 3];
        expected[i * 3 + 2] = 1;
      }
      objective[i / 2] += truth[i] == 0 || truth[i] == 1 ? logits(i)[(int) truth[i]] : 0;
    }
    try (ModelSession session = open(TestModels.tiny())) {
      GradientValues values =
          gradient(
              session,
              TestModels.withTruth("step", truth),
              target("step", Objective.LOGIT, ClassChoice.TRUE, -1, null));
      assertClose(values.gradient().values(), expected);
      assertClose(values.objective(), objective);
    }
  }

  @Test
  @DisplayName("of a head without steps is one per window")
  void withoutSteps() throws LoupeException {
    try (ModelSession session = open(TestModels.tiny())) {
      GradientValues values =
          gradient(
              session,
              TestModels.withTruth("whole", 2, 0, 1),
              target("whole", Objective.LOGIT, ClassChoice.TRUE, -1, null));
      assertClose(
          values.gradient().values(),
          new double[] {0, 0, 3, 0, 0, 3, 1, 0, 0, 1, 0, 0, 0, 2, 0, 0, 2, 0});
      assertClose(values.objective(), new double[] {27, -0.5, 6});
    }
  }

  @Test
  @DisplayName("of a regression head is that of one value, or of the sum of its values")
  void regression() throws LoupeException {
    GradientValues cube = gradient(target("value", Objective.LOGIT, ClassChoice.NAMED, 1, null));
    GradientValues sum =
        gradient(target("value", Objective.LOGIT, ClassChoice.PREDICTED, -1, null));
    double[] ofCube = new double[18];
    double[] ofSum = new double[18];
    for (int i = 0; i < 18; i += 3) {
      ofCube[i + 2] = 3 * X[i + 2] * X[i + 2];
      ofSum[i] = X[i + 1];
      ofSum[i + 1] = X[i];
      ofSum[i + 2] = ofCube[i + 2];
    }
    assertClose(cube.gradient().values(), ofCube);
    assertClose(sum.gradient().values(), ofSum);
  }

  @Test
  @DisplayName("is zero for an input that the head does not look at")
  void untouchedInput() throws LoupeException {
    Target value = target("value", Objective.LOGIT, ClassChoice.PREDICTED, -1, null);
    Target step = target("step", Objective.LOGIT, ClassChoice.NAMED, 0, null);
    try (ModelSession session = open(TestModels.tiny())) {
      Evaluation evaluation =
          one(
              session,
              TestModels.with(TestModels.windows(), "shift", TestModels.floats(new float[6], 3, 2)),
              Query.gradients(
                  Gradient.ofInput(step, "x"),
                  Gradient.ofInput(step, "shift"),
                  Gradient.ofInput(value, "shift")));
      assertThat(evaluation.gradients().get(1).gradient().values()).containsOnly(0);
      assertClose(
          evaluation.gradients().get(2).gradient().values(),
          new double[] {2 + 27, 20 + 216, 8, -1 + 1, 0, 4 - 27});
    }
  }

  @Test
  @DisplayName("asked for with others in one pass has the same bits as alone")
  void several() throws LoupeException {
    List<Target> targets =
        List.of(
            Target.predicted("step"),
            target("value", Objective.LOGIT, ClassChoice.PREDICTED, -1, null),
            target("whole", Objective.PROBABILITY, ClassChoice.NAMED, 1, null),
            Target.predicted("step"));
    try (ModelSession session = open(TestModels.tiny())) {
      Evaluation together =
          one(
              session,
              TestModels.windows(),
              Query.gradients(
                  targets.stream().map(t -> Gradient.ofInput(t, "x")).toArray(Gradient[]::new)));
      for (int i = 0; i < targets.size(); i++) {
        GradientValues alone = gradient(session, TestModels.windows(), targets.get(i));
        assertThat(together.gradients().get(i).gradient().values())
            .containsExactly(alone.gradient().values());
        assertThat(together.gradients().get(i).objective()).containsExactly(alone.objective());
      }
    }
  }

  @Test
  @DisplayName("is refused for a step, class, head or input that is not there")
  void missing() throws LoupeException {
    refused(target("step", Objective.LOGIT, ClassChoice.NAMED, 0, 2), "x", "no step 2", "has 2");
    refused(target("step", Objective.LOGIT, ClassChoice.NAMED, 2, null), "x", "no class 2");
    refused(target("whole", Objective.LOGIT, ClassChoice.NAMED, 0, 0), "x", "'whole'", "step 0");
    refused(Target.predicted("other"), "x", "'other'", "[step, whole, value, dead]");
    refused(Target.predicted("step"), "other", "'other'", "[x, mode, shift]");
    refused(Target.predicted("step"), "mode", "int64", "no gradient");
    refused(Target.predicted("step"), "shift", "left out");
  }

  @Test
  @DisplayName("of a true class that the head does not have is refused with its window")
  void tooLargeClass() throws LoupeException {
    Target target = target("step", Objective.LOGIT, ClassChoice.TRUE, -1, null);
    try (ModelSession session = open(TestModels.tiny())) {
      assertThatThrownBy(
              () -> gradient(session, TestModels.withTruth("step", 0, -1, 1, 7, 1, 0), target))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("'step' has 2 classes")
          .hasMessageContaining("true class 7 in window");
    }
  }

  @Test
  @DisplayName("is refused where it has no meaning")
  void meaningless() throws LoupeException {
    refused(Target.predicted("value"), "x", "regression", "no probabilities");
    refused(target("value", Objective.LOGIT, ClassChoice.TRUE, -1, null), "x", "no true class");
    refused(target("step", Objective.LOGIT, ClassChoice.TRUE, -1, null), "x", "are missing");
    refused(Target.predicted("dead"), "x", "does not depend on");
  }

  private void refused(Target target, String input, String... parts) throws LoupeException {
    refused(
        BadInputException.class,
        TestModels.tiny(),
        Query.gradients(Gradient.ofInput(target, input)),
        parts);
  }
}
