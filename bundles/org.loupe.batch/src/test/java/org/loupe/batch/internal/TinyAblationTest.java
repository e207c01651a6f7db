package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.model.BadInputException;

@DisplayName("loupe analyze --method ablation on the tiny model")
class TinyAblationTest {
  private static final Path DEMO = Path.of("../../product/demo");
  private static final Path REFERENCE = DEMO.resolve("reference/tiny.npz");
  private static final int WINDOWS = 40;

  private static RealLoupe loupe;
  @TempDir Path out;

  @BeforeAll
  static void open() {
    loupe = new RealLoupe();
  }

  @AfterAll
  static void close() {
    loupe.close();
  }

  private Path analyze(String method, String... parameters) {
    List<String> arguments =
        new ArrayList<>(
            List.of("analyze", DEMO.resolve("tiny").toString(), "--method", method, "--out"));
    arguments.add(out.toString());
    if (parameters.length > 0) {
      arguments.add("--param");
      arguments.addAll(Arrays.asList(parameters));
    }
    assertThat(loupe.run(arguments)).as(loupe.printed()).isEqualTo(ExitCode.DONE);
    return out.resolve(method).resolve("tiny");
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "attention_heads, motion",
    "attention_heads, mode",
    "attention_heads, step",
    "channel_groups, motion",
    "channel_groups, mode",
    "channel_groups, step"
  })
  @DisplayName("writes PyTorch's drops, window by window")
  void effects(String over, String head) throws IOException, BadInputException {
    Path folder = analyze("ablation", "over=" + over, "prediction_head=" + head);
    double[] effect = Npy.read(folder.resolve("arrays.npz"), "effect");
    int metrics = 6;
    assertThat(effect).hasSize(3 * metrics * WINDOWS);
    // accuracy, true class, predicted class, then the outputs of motion, mode and step
    Map<String, Integer> places =
        Map.of(
            "accuracy",
            0,
            "log_probability_true",
            1,
            "log_probability_predicted",
            2,
            "output",
            3 + List.of("motion", "mode", "step").indexOf(head));
    for (Map.Entry<String, Integer> metric : places.entrySet()) {
      double[] expected =
          Npy.read(REFERENCE, String.join(".", "ablation", over, head, metric.getKey()));
      for (int i = 0; i < expected.length; i++) {
        int place = (i / WINDOWS * metrics + metric.getValue()) * WINDOWS + i % WINDOWS;
        assertThat(effect[place]).as(metric.getKey()).isCloseTo(expected[i], within(1e-5));
      }
    }
  }

  @ParameterizedTest(name = "{0}, class={1}")
  @CsvSource({"motion, predicted", "mode, true", "step, predicted", "step, true"})
  @DisplayName("writes PyTorch's gradient importance, normalised")
  void importance(String head, String choice) throws IOException, BadInputException {
    Path folder = analyze("ablation", "prediction_head=" + head, "class=" + choice);
    double[] expected = Npy.read(REFERENCE, "gradient_importance." + head + "." + choice);
    double[] mean = new double[3];
    for (int i = 0; i < expected.length; i++) {
      mean[i / WINDOWS] += expected[i] / WINDOWS;
    }
    double norm = Math.sqrt(Arrays.stream(mean).map(value -> value * value).sum());
    double[] actual = Npy.read(folder.resolve("arrays.npz"), "gradient_importance");
    for (int h = 0; h < 3; h++) {
      assertThat(actual[h]).isCloseTo(mean[h] / norm, within(1e-5));
    }
  }

  @Test
  @DisplayName("writes PyTorch's attention weights")
  void weights() throws IOException, BadInputException {
    double[] expected = Npy.read(REFERENCE, "attention.attention");
    double[] actual = Npy.read(analyze("attention").resolve("arrays.npz"), "weights/attention");
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(1e-5));
    }
  }

  @Test
  @DisplayName("says why there is no rollout")
  void rollout() {
    assertThat(analyze("attention").resolve("rollout.svg"))
        .content()
        .contains("Attention rollout — not available");
  }
}
