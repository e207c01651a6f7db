package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.model.BadInputException;

@DisplayName("Integrated gradients of the recorded CNC windows")
class RealPathTest {
  private static final Path DATA =
      Path.of(System.getProperty("loupe.shared.data", "../../../shared/data"));
  private static final Path REFERENCE = DATA.resolve("ref_cnc_s0_late.npz");

  private static RealLoupe loupe;
  @TempDir Path out;

  @BeforeAll
  static void open() {
    Assumptions.assumeTrue(
        Files.isRegularFile(REFERENCE), "skipped: there is no recorded material in " + DATA);
    loupe = new RealLoupe();
  }

  @AfterAll
  static void close() {
    if (loupe != null) {
      loupe.close();
    }
  }

  private Path analyze(String windows, String... parameters) {
    List<String> arguments =
        new ArrayList<>(List.of("analyze", "--method", "saliency", "--windows", windows));
    arguments.addAll(List.of("--checkpoint", DATA.resolve("cnc_s0_late.ts.pt").toString()));
    arguments.addAll(List.of("--card", DATA.resolve("cnc.card.json").toString()));
    arguments.addAll(List.of("--data", DATA.resolve("cnc_test.npz").toString()));
    arguments.addAll(List.of("--out", out.toString(), "--param"));
    arguments.add("variant=integrated_gradients");
    arguments.addAll(Arrays.asList(parameters));
    int code = loupe.run(arguments);
    assertThat(code).as(loupe.printed()).isEqualTo(ExitCode.DONE);
    return out.resolve("saliency/cnc_s0_late/arrays.npz");
  }

  @ParameterizedTest(name = "prediction head {0}")
  @ValueSource(strings = {"type", "command", "param_type", "param_value"})
  @DisplayName("are PyTorch's by the midpoint rule with 50 steps, and so is their delta")
  void reference(String head) throws IOException, BadInputException {
    String windows =
        Arrays.stream(Npy.read(REFERENCE, "batch_index"))
            .mapToObj(window -> String.valueOf((int) window))
            .collect(Collectors.joining(","));
    Path arrays = analyze(windows, "prediction_head=" + head, "rule=midpoint", "n_steps=50");
    double[] expected = Npy.read(REFERENCE, "ig." + head);
    double[] actual = Npy.read(arrays, "attribution");
    assertThat(actual).hasSameSizeAs(expected);
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
    }
    assertThat(difference / largest).isLessThan(1e-4);
    JsonNode values =
        new ObjectMapper()
            .readTree(DATA.resolve("ref_cnc_s0_late.json").toFile())
            .at("/ig/" + head + "/midpoint");
    double[] delta = Npy.read(arrays, "delta");
    double[] objective = Npy.read(arrays, "objective");
    double[] baseline = Npy.read(arrays, "objective_baseline");
    for (int n = 0; n < delta.length; n++) {
      double listed = values.get("delta_per_sample").get(n).asDouble();
      double fx = values.get("F_x").get(n).asDouble();
      double fb = values.get("F_baseline").get(n).asDouble();
      assertThat(Math.abs(objective[n] - fx)).isLessThan(1e-4);
      assertThat(Math.abs(baseline[n] - fb)).isLessThan(1e-4);
      assertThat(Math.abs(delta[n] - listed)).isLessThan(1e-3 * Math.max(1, Math.abs(listed)));
    }
  }

  @Test
  @DisplayName("refine windows that 50 steps are too few for until the delta is below 1 %")
  void adaptive() throws IOException, BadInputException {
    Path arrays = analyze("394,566", "prediction_head=type", "adaptive=true");
    double[] delta = Npy.read(arrays, "delta");
    double[] objective = Npy.read(arrays, "objective");
    double[] baseline = Npy.read(arrays, "objective_baseline");
    double[] steps = Npy.read(arrays, "steps_used");
    for (int n = 0; n < 2; n++) {
      double share = Math.abs(delta[n] / (objective[n] - baseline[n]));
      assertThat(share).isLessThanOrEqualTo(0.01);
      assertThat(steps[n]).isLessThanOrEqualTo(1600);
    }
  }
}
