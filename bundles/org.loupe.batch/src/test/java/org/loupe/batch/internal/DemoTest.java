package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.model.BadInputException;

@DisplayName("loupe analyze on the demo project")
class DemoTest {
  private static final Path DEMO = Path.of("../../product/demo");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path out;

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "saliency, type",
    "saliency, command",
    "saliency, param_type",
    "saliency, param_value",
    "saliency, operation",
    "input_x_gradient, type",
    "input_x_gradient, command",
    "input_x_gradient, param_type",
    "input_x_gradient, param_value",
    "input_x_gradient, operation"
  })
  @DisplayName("writes PyTorch's numbers")
  void reference(String variant, String head) throws IOException, BadInputException {
    Path expected = DEMO.resolve("reference/demo_late.npz");
    String windows =
        Arrays.stream(Npy.read(expected, "windows"))
            .mapToObj(window -> String.valueOf((int) window))
            .collect(Collectors.joining(","));
    try (RealLoupe loupe = new RealLoupe()) {
      List<String> arguments = new ArrayList<>(List.of("analyze", DEMO.toString()));
      arguments.addAll(List.of("--method", "saliency", "--checkpoint", "late"));
      arguments.addAll(List.of("--windows", windows, "--out", out.toString()));
      arguments.addAll(List.of("--param", "variant=" + variant, "prediction_head=" + head));
      assertThat(loupe.run(arguments)).as(loupe.printed()).isEqualTo(ExitCode.DONE);
    }
    Path actual = out.resolve("saliency/late/arrays.npz");
    assertClose(Npy.read(actual, "attribution"), Npy.read(expected, variant + "." + head));
    assertClose(Npy.read(actual, "objective"), Npy.read(expected, "objective." + head));
  }

  private static void assertClose(double[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
    }
    assertThat(difference / largest).isLessThan(1e-5);
  }

  @Test
  @DisplayName("ranks the channels that carry something above all others, over all windows")
  void plantedChannels() throws IOException {
    List<Integer> causes = new ArrayList<>();
    for (JsonNode cause : JSON.readTree(DEMO.resolve("truth.json").toFile()).get("causes")) {
      causes.add(cause.get("index").asInt());
    }
    try (RealLoupe loupe = new RealLoupe()) {
      int code =
          loupe.run(
              List.of(
                  "analyze",
                  DEMO.toString(),
                  "--method",
                  "saliency",
                  "--checkpoint",
                  "late",
                  "--out",
                  out.toString()));
      assertThat(code).as(loupe.printed()).isEqualTo(ExitCode.DONE);
    }
    JsonNode result = JSON.readTree(out.resolve("saliency/late/result.json").toFile());
    assertThat(result.at("/provenance/windows")).hasSize(300);
    JsonNode channels = result.get("tables").get(0);
    List<Integer> ranked = new ArrayList<>();
    for (JsonNode row : channels.get("rows")) {
      ranked.add(row.get(1).asInt());
    }
    assertThat(ranked).hasSize(155);
    assertThat(ranked.subList(0, causes.size())).containsExactlyInAnyOrderElementsOf(causes);
  }
}
