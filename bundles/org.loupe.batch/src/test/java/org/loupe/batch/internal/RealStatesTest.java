package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.model.BadInputException;

@DisplayName("loupe analyze --method states on the liquid networks")
class RealStatesTest {
  private static final Path DATA =
      Path.of(System.getProperty("loupe.shared.data", "../../../shared/data"));
  private static final Path REFERENCE = DATA.resolve("ref_ncp.npz");

  @TempDir static Path out;
  private static RealLoupe loupe;
  private static JsonNode expected;

  @BeforeAll
  static void start() throws IOException {
    Assumptions.assumeTrue(
        Files.isRegularFile(REFERENCE), "skipped: there is no recorded material in " + DATA);
    loupe = new RealLoupe();
    expected = new ObjectMapper().readTree(DATA.resolve("ref_ncp.json").toFile());
  }

  @AfterAll
  static void close() {
    if (loupe != null) {
      loupe.close();
    }
  }

  private static Path run(String model, String... parameters) {
    List<String> arguments = new ArrayList<>(List.of("analyze", "--method", "states"));
    arguments.addAll(List.of("--checkpoint", DATA.resolve(model + ".ts.pt").toString()));
    arguments.addAll(List.of("--card", DATA.resolve(model + ".card.json").toString()));
    arguments.addAll(List.of("--data", REFERENCE.toString()));
    arguments.addAll(List.of("--out", out.toString()));
    if (parameters.length > 0) {
      arguments.add("--param");
      arguments.addAll(List.of(parameters));
    }
    assertThat(loupe.run(arguments)).as(loupe.printed()).isEqualTo(ExitCode.DONE);
    return loupe.written();
  }

  private static double scalar(Path folder, String name) throws IOException {
    JsonNode result = new ObjectMapper().readTree(folder.resolve("result.json").toFile());
    for (JsonNode scalar : result.get("scalars")) {
      if (scalar.get("name").asText().equals(name)) {
        return scalar.get("value").asDouble();
      }
    }
    throw new AssertionError("no scalar " + name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ncp_cfc_fc_cnc", "ncp_cfc_autoncp_cnc", "ncp_ltc_fc_cnc", "ncp_ltc_autoncp_cnc"})
  @DisplayName("gives the references' states, plane and transitions")
  void references(String model) throws IOException, BadInputException {
    Path folder = run(model);
    double[] states = Npy.read(folder.resolve("arrays.npz"), "states");
    double[] reference = Npy.read(REFERENCE, model + ".states");
    assertThat(states.length).isEqualTo(reference.length);
    for (int i = 0; i < states.length; i++) {
      assertThat(states[i]).isCloseTo(reference[i], within(1e-5));
    }
    plane(folder, Npy.read(REFERENCE, model + ".states_2d"));
    for (int k = 0; k < 2; k++) {
      assertThat(scalar(folder, "explained_variance_" + (k + 1)))
          .isCloseTo(expected.get(model).get("pca_explained").get(k).asDouble(), within(1e-5));
    }
    transitions(folder, expected.get(model).get("transitions_per_sequence"));
    transitions(run(model, "form=guide"), expected.get(model).get("transitions_guide_batch"));
  }

  /** A component and its opposite are the same direction. */
  private static void plane(Path folder, double[] reference) throws IOException, BadInputException {
    double[] projection = Npy.read(folder.resolve("arrays.npz"), "projection");
    assertThat(projection.length).isEqualTo(reference.length);
    for (int k = 0; k < 2; k++) {
      double along = 0;
      for (int i = k; i < reference.length; i += 2) {
        along += projection[i] * reference[i];
      }
      for (int i = k; i < reference.length; i += 2) {
        assertThat(Math.signum(along) * projection[i]).isCloseTo(reference[i], within(1e-3));
      }
    }
  }

  private static void transitions(Path folder, JsonNode reference) throws IOException {
    assertThat(reference.size()).isPositive();
    for (String name : List.of("magnitude_mean", "magnitude_std", "direction_consistency")) {
      assertThat(scalar(folder, name))
          .as(name)
          .isCloseTo(reference.get(name).asDouble(), within(1e-5));
    }
  }
}
