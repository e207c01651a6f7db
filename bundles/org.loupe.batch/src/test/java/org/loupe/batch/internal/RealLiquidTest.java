package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A liquid network saved as weights only")
class RealLiquidTest {
  private static RealLoupe loupe;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    Assumptions.assumeTrue(
        Files.isDirectory(shared()), "no recorded material in " + shared() + ", test skipped");
    loupe = new RealLoupe();
  }

  @AfterAll
  static void stop() {
    if (loupe != null) {
      loupe.close();
    }
  }

  private static Path shared() {
    return Path.of(System.getProperty("loupe.shared.data", "../../../shared/data"));
  }

  private Path copy(String name) throws Exception {
    return Files.copy(shared().resolve(name), folder.resolve(name));
  }

  private static void run(int code, Object... words) {
    int got = loupe.run(List.of(words).stream().map(String::valueOf).toList());
    assertThat(got).as(loupe.printed()).isEqualTo(code);
  }

  @Test
  @DisplayName("is recognised by its names and shapes")
  void inspected() throws Exception {
    Path file = copy("ncp_cfc_fc_cnc.pt");
    run(0, "inspect", file);
    assertThat(loupe.printed())
        .contains("recognised as a liquid network (ncps CfC, 7 inputs, 32 units, 3 outputs)")
        .contains("assumed: Its section state_dict is opened; early_state_dict would be")
        .contains("x-ncp.activation");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"cfc_fc", "cfc_autoncp", "ltc_fc", "ltc_autoncp"})
  @DisplayName("has a card drafted as for an archive, and is explained with it")
  void drafted(String kind) throws Exception {
    Path file = copy("ncp_" + kind + "_cnc.pt");
    Path data = copy("ref_ncp.npz");
    run(0, "card", "init", file, "--data", data);
    String card = Files.readString(folder.resolve("ncp_" + kind + "_cnc.card.json"));
    assertThat(card)
        .contains("\"states\"")
        .contains("\"step\"")
        .contains("\"layers\"")
        .contains("\"x-ncp\"");
    assertThat(card.contains("\"neuronTypes\"")).isEqualTo(!kind.equals("cfc_fc"));
    assertThat(loupe.printed()).contains("Recognised as a liquid network");

    Path out = folder.resolve("out");
    run(
        0,
        "analyze",
        "--method",
        "saliency",
        "--checkpoint",
        file,
        "--data",
        data,
        "--windows",
        "0-3",
        "--out",
        out);
    assertThat(out.resolve("saliency/ncp_" + kind + "_cnc/result.json")).exists();
  }

  @Test
  @DisplayName("is a checkpoint of a project without an architecture")
  void project() throws Exception {
    Path file = copy("ncp_ltc_fc_cnc.pt");
    Path data = copy("ref_ncp.npz");
    Path project = folder.resolve("project");
    run(0, "project", "init", project, "--checkpoint", file, "--data", data);
    assertThat(project.resolve("loupe.json")).content().doesNotContain("architecture");
    run(
        0,
        "analyze",
        project,
        "--method",
        "saliency",
        "--windows",
        "0-1",
        "--out",
        folder.resolve("out"));
  }
}
