package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.model.BadInputException;

@DisplayName("Time in four liquid networks")
class RealTemporalTest {
  private static final Path DATA =
      Path.of(System.getProperty("loupe.shared.data", "../../../shared/data"));
  private static final Path REFERENCE = DATA.resolve("ref_ncp.npz");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int STEPS = 48;
  private static final int WINDOWS = 16;

  private static RealLoupe loupe;
  private static JsonNode listed;
  @TempDir Path out;

  @BeforeAll
  static void open() throws IOException {
    Assumptions.assumeTrue(
        Files.isRegularFile(REFERENCE), "skipped: there are no liquid networks in " + DATA);
    loupe = new RealLoupe();
    listed = JSON.readTree(DATA.resolve("ref_ncp.json").toFile());
  }

  @AfterAll
  static void close() {
    if (loupe != null) {
      loupe.close();
    }
  }

  private Path analyze(String method, String model, String... more) {
    List<String> arguments = new ArrayList<>(List.of("analyze", "--method", method));
    arguments.addAll(List.of("--checkpoint", DATA.resolve(model + ".ts.pt").toString()));
    arguments.addAll(List.of("--card", DATA.resolve(model + ".card.json").toString()));
    arguments.addAll(List.of("--data", REFERENCE.toString(), "--out", out.toString()));
    arguments.addAll(Arrays.asList(more));
    int code = loupe.run(arguments);
    assertThat(code).as(loupe.printed()).isEqualTo(ExitCode.DONE);
    return out.resolve(method + "/" + model);
  }

  private static JsonNode finding(Path folder, String id) throws IOException {
    JsonNode findings = JSON.readTree(folder.resolve("result.json").toFile()).get("findings");
    for (JsonNode finding : findings) {
      if (finding.get("id").asText().equals(id)) {
        return finding;
      }
    }
    throw new AssertionError("no finding " + id + " in " + findings);
  }

  private static double difference(double[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
    }
    return difference / largest;
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"ncp_cfc_fc_cnc", "ncp_cfc_autoncp_cnc", "ncp_ltc_fc_cnc", "ncp_ltc_autoncp_cnc"})
  @DisplayName("has PyTorch's importance of channels, and the position is what matters")
  void importance(String model) throws IOException, BadInputException {
    Path folder = analyze("temporal_importance", model);
    assertThat(
            difference(
                Npy.read(folder.resolve("arrays.npz"), "importance"),
                Npy.read(REFERENCE, model + ".importance")))
        .isLessThan(1e-5);
    double[] spans = Npy.read(folder.resolve("arrays.npz"), "importance_timespans");
    assertThat(spans).hasSize(STEPS);
    assertThat(Arrays.stream(spans).min().orElseThrow()).isPositive();
    assertThat(finding(folder, "features").get("sentence").asText()).contains("mpoy");
    assertThat(folder.resolve("heatmap.svg")).content().contains("x_motor_A", "16 windows");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"ncp_cfc_fc_cnc", "ncp_cfc_autoncp_cnc", "ncp_ltc_fc_cnc", "ncp_ltc_autoncp_cnc"})
  @DisplayName("has PyTorch's sensitivity to scaled spans, at every step and in every gradient")
  void sensitivity(String model) throws IOException, BadInputException {
    Path folder = analyze("time_sensitivity", model);
    double[] actual = Npy.read(folder.resolve("arrays.npz"), "sensitivity");
    JsonNode expected = listed.get(model).get("sensitivity").get("values");
    double[] byStep = Npy.read(folder.resolve("arrays.npz"), "by_step");
    for (int s = 0; s < 4; s++) {
      assertThat(actual[s]).isEqualTo(expected.get(s).asDouble(), within(1e-5));
      assertThat(Arrays.stream(byStep, s * STEPS, (s + 1) * STEPS).average().orElseThrow())
          .isEqualTo(actual[s], within(1e-6));
    }
    double[] gradient = Npy.read(folder.resolve("arrays.npz"), "gradient_timespans");
    assertThat(gradient).hasSize(WINDOWS * STEPS);
    assertThat(finding(folder, "gradient").get("sentence").asText()).contains("foretells");
  }

  @Test
  @DisplayName("is of use to three of them and of none to the fourth")
  void use() throws IOException {
    for (String model : List.of("ncp_cfc_fc_cnc", "ncp_cfc_autoncp_cnc", "ncp_ltc_fc_cnc")) {
      assertThat(finding(analyze("time_sensitivity", model), "uses_spans")).as(model).isNotNull();
    }
    assertThat(
            finding(analyze("time_sensitivity", "ncp_ltc_autoncp_cnc"), "ignores_spans")
                .get("sentence")
                .asText())
        .contains("gains nothing from its time spans");
  }

  @Test
  @DisplayName("can be looked at in one window")
  void local() throws IOException {
    Path importance = analyze("temporal_importance", "ncp_cfc_fc_cnc", "--windows", "3");
    assertThat(importance.resolve("features.svg"))
        .content()
        .contains("window 3", "One window has no interval.");
    Path sensitivity = analyze("time_sensitivity", "ncp_cfc_fc_cnc", "--windows", "3");
    assertThat(sensitivity.resolve("sensitivity.svg")).content().contains("window 3");
  }
}
