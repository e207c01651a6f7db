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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.model.BadInputException;

@DisplayName("loupe analyze --method activations on the recorded material")
class RealActivationsTest {
  private static final Path DATA =
      Path.of(System.getProperty("loupe.shared.data", "../../../shared/data"));
  private static final Path REFERENCE = DATA.resolve("ref_ncp.json");

  @TempDir static Path out;
  private static RealLoupe loupe;

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

  private static Path run(String model, List<String> more) {
    List<String> arguments = new ArrayList<>(List.of("analyze", "--method", "activations"));
    arguments.addAll(List.of("--checkpoint", DATA.resolve(model + ".ts.pt").toString()));
    arguments.addAll(List.of("--out", out.toString()));
    arguments.addAll(more);
    assertThat(loupe.run(arguments)).as(loupe.printed()).isEqualTo(ExitCode.DONE);
    return loupe.written();
  }

  private static Path liquid(String model) {
    return run(model, List.of("--data", DATA.resolve("ref_ncp.npz").toString()));
  }

  private static JsonNode layers(Path result) throws IOException {
    for (JsonNode table :
        new ObjectMapper().readTree(result.resolve("result.json").toFile()).get("tables")) {
      if (table.get("name").asText().equals("layers")) {
        return table.get("rows");
      }
    }
    throw new AssertionError("there is no table of layers");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ncp_cfc_fc_cnc", "ncp_cfc_autoncp_cnc", "ncp_ltc_fc_cnc", "ncp_ltc_autoncp_cnc"})
  @DisplayName("has the layers of every liquid network as PyTorch has them")
  void reference(String model) throws IOException, BadInputException {
    Path result = liquid(model);
    JsonNode rows = layers(result);
    JsonNode expected =
        new ObjectMapper().readTree(REFERENCE.toFile()).get(model).get("script_backbone");
    assertThat(rows.size()).isEqualTo(expected.size());
    double[] mean = Npy.read(result.resolve("arrays.npz"), "mean");
    double[] std = Npy.read(result.resolve("arrays.npz"), "std");
    double[] sparsity = Npy.read(result.resolve("arrays.npz"), "sparsity");
    for (int l = 0; l < rows.size(); l++) {
      String name = rows.get(l).get(0).asText();
      JsonNode layer = expected.get(name);
      assertThat(layer).as(name).isNotNull();
      assertThat(rows.get(l).get(1).asInt()).isEqualTo(layer.get("shape").get(2).asInt());
      assertThat(mean[l]).as(name).isCloseTo(layer.get("mean").asDouble(), within(1e-5));
      // The reference divides by the number of values, not by one less: the two differ by more.
      assertThat(std[l]).as(name).isCloseTo(layer.get("std").asDouble(), within(1e-6));
      assertThat(sparsity[l]).as(name).isCloseTo(layer.get("sparsity").asDouble(), within(1e-5));
      assertThat(Npy.read(result.resolve("arrays.npz"), "unit_mean/" + name))
          .hasSize(layer.get("shape").get(2).asInt());
    }
  }

  @Test
  @DisplayName("finds what no synapse reaches in a wired network")
  void dead() throws IOException {
    JsonNode rows = layers(liquid("ncp_ltc_autoncp_cnc"));
    assertThat(rows.get(0).get(12).asInt()).isEqualTo(13);
    assertThat(rows.get(1).get(12).asInt()).isEqualTo(11);
    assertThat(loupe.printed())
        .contains("24 of 48 units are dead", "none of them wakes", "zero by design");
  }

  @Test
  @DisplayName("knows the LeCun tanh of a backbone by its range")
  void bounds() throws IOException {
    JsonNode rows = layers(liquid("ncp_cfc_fc_cnc"));
    assertThat(rows.get(0).get(15).asText()).isEmpty();
    assertThat(rows.get(1).get(15).asText()).isEqualTo("LeCun's tanh");
  }

  @Test
  @DisplayName("reads a transformer's sub-modules, and names some where one is not there")
  void modules() throws IOException {
    List<String> data =
        List.of(
            "--card",
            DATA.resolve("cnc.card.json").toString(),
            "--data",
            DATA.resolve("cnc_test.npz").toString(),
            "--windows",
            "0-19");
    JsonNode rows = layers(run("cnc_s0_late", data));
    assertThat(rows.size()).isGreaterThan(50);
    List<String> names = new ArrayList<>();
    rows.forEach(row -> names.add(row.get(0).asText()));
    assertThat(names).contains("dtae_enc.0.linear1", "dec.1.norm3").doesNotContain("@output");
    List<String> arguments =
        new ArrayList<>(
            List.of("analyze", "--method", "activations", "--out", out.toString(), "--param"));
    arguments.addAll(List.of("layers=dtae_enc.0.linear9", "--checkpoint"));
    arguments.add(DATA.resolve("cnc_s0_late.ts.pt").toString());
    arguments.addAll(data);
    assertThat(loupe.run(arguments)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(loupe.printed())
        .contains("There is no layer 'dtae_enc.0.linear9'; there are encoders.0");
  }
}
