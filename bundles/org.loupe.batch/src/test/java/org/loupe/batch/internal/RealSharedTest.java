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
import org.loupe.model.BadInputException;

@DisplayName("Prediction heads, tokens and embeddings of the recorded CNC windows")
class RealSharedTest {
  private static final Path DATA =
      Path.of(System.getProperty("loupe.shared.data", "../../../shared/data"));
  private static final Path REFERENCE = DATA.resolve("ref_cnc_s0_late.npz");
  private static final List<String> HEADS = List.of("type", "command", "param_type", "param_value");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static RealLoupe loupe;
  private static JsonNode listed;
  @TempDir Path out;

  @BeforeAll
  static void open() throws IOException {
    Assumptions.assumeTrue(
        Files.isRegularFile(REFERENCE), "skipped: there is no recorded material in " + DATA);
    loupe = new RealLoupe();
    listed = JSON.readTree(DATA.resolve("ref_cnc_s0_late.json").toFile());
  }

  @AfterAll
  static void close() {
    if (loupe != null) {
      loupe.close();
    }
  }

  private Path analyze(String method, String... parameters) {
    List<String> arguments = new ArrayList<>(List.of("analyze", "--method", method));
    arguments.addAll(List.of("--checkpoint", DATA.resolve("cnc_s0_late.ts.pt").toString()));
    arguments.addAll(List.of("--card", DATA.resolve("cnc.card.json").toString()));
    arguments.addAll(List.of("--data", DATA.resolve("cnc_test.npz").toString()));
    arguments.addAll(List.of("--out", out.toString(), "--param"));
    arguments.addAll(Arrays.asList(parameters));
    int code = loupe.run(arguments);
    assertThat(code).as(loupe.printed()).isEqualTo(ExitCode.DONE);
    return loupe.written();
  }

  private static double[] array(Path folder, String name) throws IOException, BadInputException {
    return Npy.read(folder.resolve("arrays.npz"), name);
  }

  private static JsonNode result(Path folder) throws IOException {
    return JSON.readTree(folder.resolve("result.json").toFile());
  }

  private static double scalar(JsonNode result, String name) {
    for (JsonNode scalar : result.get("scalars")) {
      if (scalar.get("name").asText().equals(name)) {
        return scalar.get("value").asDouble();
      }
    }
    throw new AssertionError("no scalar " + name + " in " + result.get("scalars"));
  }

  private static JsonNode table(JsonNode result, String name) {
    for (JsonNode table : result.get("tables")) {
      if (table.get("name").asText().equals(name)) {
        return table.get("rows");
      }
    }
    throw new AssertionError("no table " + name);
  }

  @Test
  @DisplayName("say at every position what PyTorch says, and are right and sure as often")
  void heads() throws IOException, BadInputException {
    Path folder = analyze("heads", "masked=true", "input_baselines=true");
    JsonNode result = result(folder);
    for (String head : HEADS) {
      double[] said = array(folder, "prediction/" + head);
      double[] sure = array(folder, "confidence/" + head);
      double[] expected = Npy.read(REFERENCE, "test.pred." + head);
      double[] confidence = Npy.read(REFERENCE, "test.conf." + head);
      int flips = 0;
      double difference = 0;
      for (int i = 0; i < expected.length; i++) {
        flips += said[i] == expected[i] ? 0 : 1;
        difference = Math.max(difference, Math.abs(sure[i] - confidence[i]));
      }
      assertThat(said).hasSameSizeAs(expected);
      assertThat(flips).as(head).isLessThanOrEqualTo(2);
      assertThat(difference).as("%s, in half precision", head).isLessThan(1e-3);
      JsonNode of = listed.get("heads").get(head);
      int positions = of.get("n_masked").asInt();
      assertThat(scalar(result, "accuracy/" + head))
          .isEqualTo(of.get("acc_masked").asDouble(), within(2.01 / positions));
      assertThat(scalar(result, "confidence/" + head))
          .isEqualTo(of.get("conf_masked").asDouble(), within(1e-5));
    }
    assertThat(scalar(result, "accuracy/operation"))
        .isEqualTo(listed.get("operation_acc").asDouble(), within(1e-6));
    baselines(table(result, "heads"));
  }

  private static void baselines(JsonNode rows) throws IOException {
    JsonNode all = JSON.readTree(DATA.resolve("ref_baselines.json").toFile());
    for (JsonNode row : rows) {
      String head = row.get(0).asText();
      JsonNode late = all.get("cnc_s0_late");
      assertThat(row.get(12).asDouble())
          .as("%s with the sensors zeroed", head)
          .isEqualTo(late.get("sensors zero").get(head).asDouble(), within(6e-4));
      assertThat(row.get(13).asDouble())
          .as("%s with the sensors of other windows, another order", head)
          .isEqualTo(
              late.get("sensors shuffled across windows").get(head).asDouble(), within(0.03));
      if (all.has(head)) {
        assertThat(row.get(9).asDouble())
            .as("majority of %s", head)
            .isEqualTo(all.get(head).get("majority").asDouble(), within(1e-3));
      }
    }
  }

  @Test
  @DisplayName("count every position where the seed's numbers are asked for")
  void unmasked() throws IOException {
    Path folder = analyze("heads", "masked=false", "error_correlation=tokens");
    JsonNode result = result(folder);
    for (String head : HEADS) {
      JsonNode of = listed.get("heads").get(head);
      assertThat(scalar(result, "accuracy/" + head))
          .isEqualTo(
              of.get("acc_seed_unmasked").asDouble(), within(2.01 / of.get("n_unmasked").asInt()));
      assertThat(scalar(result, "confidence/" + head))
          .isEqualTo(of.get("conf_seed_unmasked").asDouble(), within(1e-5));
    }
  }

  private static void assertCorrelations(double[] actual, JsonNode expected) {
    for (int a = 0; a < 4; a++) {
      for (int b = 0; b < 4; b++) {
        // The prediction head of operations is the fifth here and none of the references.
        assertThat(actual[a * 5 + b])
            .as("%s and %s", HEADS.get(a), HEADS.get(b))
            .isEqualTo(expected.get(a).get(b).asDouble(), within(1e-3));
      }
    }
  }

  @Test
  @DisplayName("have the reference's error correlations under either definition")
  void errorCorrelation() throws IOException, BadInputException {
    assertCorrelations(
        array(analyze("heads", "error_correlation=tokens"), "error_correlation"),
        listed.get("error_corr_tokens_unmasked_heads_nonPAD"));
    assertCorrelations(
        array(analyze("heads", "error_correlation=windows"), "error_correlation"),
        listed.get("error_corr_window_rates"));
    Path folder = analyze("heads", "error_correlation=positions");
    double[] positions = array(folder, "error_correlation");
    assertThat(positions[1 * 5 + 2]).as("commands are no parameters").isNaN();
    assertThat(positions[4]).as("one operation per window, 32 types").isNaN();
    assertThat(positions[1]).isBetween(-1.0, 1.0);
  }

  @Test
  @DisplayName("give the reference's table of tokens")
  void tokens() throws IOException {
    assertTokens("by=group", listed.get("tokens_grouped"));
    assertTokens("by=token", listed.get("tokens_each"));
  }

  private void assertTokens(String by, JsonNode expected) throws IOException {
    JsonNode rows = table(result(analyze("tokens", by)), "tokens");
    List<String> names = new ArrayList<>();
    for (JsonNode row : rows) {
      String name = row.get(0).asText();
      JsonNode token = expected.get(name);
      if (token != null) {
        names.add(name);
        assertThat(row.get(1).asLong()).as(name).isEqualTo(token.get("count").asLong());
        assertThat(row.get(2).asDouble())
            .as(name)
            .isEqualTo(token.get("accuracy").asDouble(), within(1e-3));
        assertThat(row.get(5).asDouble())
            .as(name)
            .isEqualTo(token.get("confidence").asDouble(), within(1e-3));
        assertThat(row.get(7).asDouble())
            .as(name)
            .isEqualTo(token.get("type_accuracy").asDouble(), within(1e-3));
      }
    }
    List<String> wanted = new ArrayList<>();
    expected.fieldNames().forEachRemaining(wanted::add);
    assertThat(names).containsExactlyInAnyOrderElementsOf(wanted);
  }

  @Test
  @DisplayName("have scikit-learn's principal components")
  void pca() throws IOException, BadInputException {
    Path folder = analyze("embeddings", "projection=pca");
    double[] embedding = array(folder, "embedding");
    assertClose(embedding, Npy.read(REFERENCE, "embeddings"), 1e-4);
    double[] shares = array(folder, "explained_variance");
    double[] components = array(folder, "components");
    double[] reference = Npy.read(REFERENCE, "pca_components");
    for (int k = 0; k < 2; k++) {
      assertThat(shares[k]).isEqualTo(listed.get("pca_explained").get(k).asDouble(), within(1e-4));
      double along = 0;
      for (int u = 0; u < 128; u++) {
        along += components[k * 128 + u] * reference[k * 128 + u];
      }
      assertThat(Math.abs(along)).as("direction of component %d", k).isGreaterThan(0.9999);
    }
    JsonNode result = result(folder);
    assertThat(scalar(result, "trustworthiness"))
        .isEqualTo(listed.at("/trustworthiness_k12/pca").asDouble(), within(1e-4));
    // Every window against all others, as the definition of the method has it; the reference's five
    // folds find .986.
    assertThat(nearest(result, "embedding", 6)).isEqualTo(0.997, within(1e-3));
    assertThat(nearest(result, "embedding", 9))
        .as("recordings held out")
        .isEqualTo(0.488, within(1e-3));
  }

  @Test
  @DisplayName("keep neighbours as well as scikit-learn's t-SNE, and tell what leaks")
  void tsne() throws IOException {
    JsonNode result = result(analyze("embeddings", "projection=tsne", "perplexity=30"));
    assertThat(scalar(result, "trustworthiness"))
        .isGreaterThan(listed.at("/trustworthiness_k12/tsne").asDouble() - 0.01);
    assertThat(nearest(result, "t-SNE", 6))
        .isGreaterThan(listed.at("/knn5_label_acc_5fold/tsne2").asDouble() - 0.01);
    assertThat(nearest(result, "t-SNE", 9)).as("recordings held out").isLessThan(0.7);
    result = result(analyze("embeddings", "projection=umap"));
    assertThat(scalar(result, "trustworthiness")).isGreaterThan(0.97);
    assertThat(nearest(result, "UMAP", 6)).isGreaterThan(0.95);
  }

  /** A column of the operation's row. */
  private static double nearest(JsonNode result, String space, int column) {
    for (JsonNode row : table(result, "label_quality")) {
      if (row.get(0).asText().equals("operation") && row.get(1).asText().equals(space)) {
        return row.get(column).asDouble();
      }
    }
    throw new AssertionError("no row of " + space);
  }

  private static void assertClose(double[] actual, double[] expected, double tolerance) {
    assertThat(actual).hasSameSizeAs(expected);
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
    }
    assertThat(difference / largest).isLessThan(tolerance);
  }
}
