package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Prediction heads, tokens and embeddings of the demo project")
class SharedDemoTest {
  private static final Path DEMO = Path.of("../../product/demo");
  private static final ObjectMapper JSON = new ObjectMapper();

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

  private JsonNode analyze(String method, String checkpoint, String... parameters)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("analyze", DEMO.toString()));
    arguments.addAll(List.of("--method", method, "--checkpoint", checkpoint));
    arguments.addAll(List.of("--out", out.toString()));
    for (String parameter : parameters) {
      arguments.addAll(List.of("--param", parameter));
    }
    assertThat(loupe.run(arguments)).as(loupe.printed()).isEqualTo(ExitCode.DONE);
    return JSON.readTree(loupe.written().resolve("result.json").toFile());
  }

  private static JsonNode row(JsonNode result, String table, String... names) {
    for (JsonNode candidate : result.get("tables")) {
      if (candidate.get("name").asText().equals(table)) {
        for (JsonNode row : candidate.get("rows")) {
          boolean found = true;
          for (int i = 0; i < names.length; i++) {
            found &= row.get(i).asText().equals(names[i]);
          }
          if (found) {
            return row;
          }
        }
      }
    }
    throw new AssertionError("no row " + String.join(", ", names));
  }

  @Test
  @DisplayName("are right as often as PyTorch found, and the trained ones beat every baseline")
  void heads() throws IOException {
    JsonNode expected = JSON.readTree(DEMO.resolve("reference/demo_late.json").toFile());
    for (String checkpoint : List.of("early", "late")) {
      JsonNode result = analyze("heads", checkpoint, "input_baselines=true");
      JsonNode accuracies = expected.at("/checkpoints/" + checkpoint + "/accuracy");
      accuracies
          .fields()
          .forEachRemaining(
              head ->
                  assertThat(row(result, "heads", head.getKey()).get(2).asDouble())
                      .as("%s of %s", head.getKey(), checkpoint)
                      .isEqualTo(head.getValue().asDouble(), within(1e-3)));
    }
    JsonNode late = JSON.readTree(out.resolve("heads/late/result.json").toFile());
    for (JsonNode finding : late.get("findings")) {
      assertThat(finding.get("id").asText()).doesNotStartWith("not_above");
    }
    JsonNode command = row(late, "heads", "command");
    assertThat(command.get(13).asDouble())
        .as("commands stand in the sensors of their own window")
        .isLessThan(command.get(2).asDouble() - 0.3);
  }

  @Test
  @DisplayName("learn their tokens between the first and the last checkpoint")
  void tokens() throws IOException {
    double early = row(analyze("tokens", "early"), "tokens", "M5").get(2).asDouble();
    JsonNode late = analyze("tokens", "late");
    assertThat(early).isLessThan(0.1);
    assertThat(row(late, "tokens", "M5").get(2).asDouble()).isGreaterThan(0.7);
    assertThat(row(late, "tokens", "PARAM_X").get(1).asLong()).isPositive();
    assertThat(row(late, "tokens", "NUM_X").get(1).asLong()).isPositive();
  }

  @Test
  @DisplayName("tell operations of recordings they have not seen")
  void embeddings() throws IOException {
    JsonNode result = analyze("embeddings", "late", "projection=tsne");
    JsonNode operation = row(result, "label_quality", "operation", "embedding");
    assertThat(operation.get(10).asDouble())
        .as("lower end of the interval, recordings held out")
        .isGreaterThan(operation.get(4).asDouble() + 0.2);
    JsonNode probe = analyze("embeddings", "late", "representation=" + probe(), "reduce=last");
    assertThat(row(probe, "label_quality", "operation", "PCA").get(2).asInt()).isEqualTo(300);
  }

  /** Any probe of the model, as the error message names some. */
  private String probe() {
    List<String> arguments = new ArrayList<>(List.of("analyze", DEMO.toString()));
    arguments.addAll(List.of("--method", "embeddings", "--checkpoint", "late"));
    arguments.addAll(List.of("--out", out.toString(), "--param", "representation=nothing"));
    assertThat(loupe.run(arguments)).isNotEqualTo(ExitCode.DONE);
    String printed = loupe.printed();
    assertThat(printed).contains("There is no probe 'nothing'").contains("for example ");
    return printed.substring(printed.indexOf("for example ") + 12).split(",")[0].strip();
  }
}
