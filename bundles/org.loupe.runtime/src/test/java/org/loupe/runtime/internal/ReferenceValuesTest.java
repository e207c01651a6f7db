package org.loupe.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.Gradient;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.SessionOptions;
import org.loupe.model.Target;

@DisplayName("On the recorded CNC windows")
class ReferenceValuesTest {

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

  private static List<Evaluation> evaluate(Query query) throws LoupeException, IOException {
    int[] windows =
        Arrays.stream(material.reference().read("batch_index").longs())
            .mapToInt(Math::toIntExact)
            .toArray();
    List<Evaluation> evaluations = new ArrayList<>();
    session.evaluate(material.of(windows), query, evaluations::add, Progress.none());
    return evaluations;
  }

  @ParameterizedTest(name = "the gradient of head {0} is PyTorch's")
  @ValueSource(strings = {"type", "command", "param_type", "param_value"})
  void saliency(String head) throws LoupeException, IOException {
    float[] expected = material.reference().read("saliency." + head).floats();
    Evaluation evaluation =
        evaluate(Query.gradients(Gradient.ofInput(Target.predicted(head), "continuous"))).get(0);
    float[] actual = evaluation.gradients().get(0).gradient().values();

    assertThat(actual).hasSameSizeAs(expected);
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, expected[i]);
      difference = Math.max(difference, Math.abs(expected[i] - Math.abs(actual[i])));
    }
    assertThat(difference / largest).isLessThan(1e-5);
  }

  @ParameterizedTest(name = "the output {0} is PyTorch''s")
  @ValueSource(strings = {"type", "command", "param_type", "param_value", "operation", "hidden"})
  void outputs(String name) throws LoupeException, IOException {
    String array = name.equals("hidden") ? name : "logits." + name;
    FloatTensor actual = evaluate(Query.outputs(name)).get(0).outputs().get(name);
    float[] expected = material.reference().read(array).floats();
    assertThat(actual.values()).hasSameSizeAs(expected);
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      difference = Math.max(difference, Math.abs(expected[i] - actual.values()[i]));
    }
    assertThat(difference).isLessThan(1e-4);
  }

  @Test
  @DisplayName("the true class of every step is explained, and padding contributes nothing")
  void trueClass() throws LoupeException, IOException {
    Target target =
        new Target("command", Target.Objective.LOG_PROBABILITY, Target.ClassChoice.TRUE, -1, null);
    Evaluation evaluation =
        evaluate(Query.outputs("command").withGradients(Gradient.ofInput(target, "continuous")))
            .get(0);
    FloatTensor logits = evaluation.outputs().get("command");
    long[] truth =
        ((org.loupe.model.LongTensor) evaluation.batch().targets().get("command")).values();
    for (int window = 0; window < evaluation.batch().size(); window++) {
      double sum = 0;
      for (int step = 0; step < 32; step++) {
        int chosen = (int) truth[window * 32 + step];
        if (chosen >= 0 && chosen < 6) {
          double all = 0;
          for (int c = 0; c < 6; c++) {
            all += Math.exp(logits.at(window, step, c));
          }
          sum += logits.at(window, step, chosen) - Math.log(all);
        }
      }
      assertThat((double) evaluation.gradients().get(0).objective()[window])
          .isCloseTo(sum, org.assertj.core.data.Offset.offset(1e-3));
    }
  }

  private static Query everything(int microBatch) {
    return Query.outputs("type", "param_value", "hidden")
        .withGradients(
            Gradient.ofInput(Target.predicted("type"), "continuous"),
            Gradient.ofInput(Target.predicted("param_value"), "continuous"))
        .withMicroBatch(microBatch);
  }

  @ParameterizedTest(name = "one, two and four threads give the same bits, {0} windows at once")
  @ValueSource(ints = {1, 7, 16})
  void threads(int microBatch) throws LoupeException {
    BitCheck.sameForAllThreads(
        runtime, material.late(), material.first(4 * microBatch), everything(microBatch));
  }

  @Test
  @DisplayName("one window alone and many at once differ by less than 1e-5 of the largest value")
  void microBatches() throws LoupeException {
    List<Evaluation> single = new ArrayList<>();
    List<Evaluation> many = new ArrayList<>();
    session.evaluate(material.first(16), everything(1), single::add, Progress.none());
    session.evaluate(material.first(16), everything(16), many::add, Progress.none());
    FloatTensor together = many.get(0).gradients().get(0).gradient();
    int length = together.size() / 16;
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < 16; i++) {
      float[] alone = single.get(i).gradients().get(0).gradient().values();
      for (int j = 0; j < length; j++) {
        largest = Math.max(largest, Math.abs(alone[j]));
        difference = Math.max(difference, Math.abs(alone[j] - together.values()[i * length + j]));
      }
    }
    assertThat(difference / largest).isLessThan(1e-5);
  }
}
