package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("loupe analyze --method overview on the recorded CNC windows")
class RealOverviewTest {
  private static final Path DATA =
      Path.of(System.getProperty("loupe.shared.data", "../../../shared/data"));
  private static final Path REFERENCE = DATA.resolve("ref_baselines.json");
  private static final List<String> SEQUENCE =
      List.of("type", "command", "param_type", "param_value");

  @TempDir Path out;

  private JsonNode analyze() throws IOException {
    try (RealLoupe loupe = new RealLoupe()) {
      int code =
          loupe.run(
              List.of(
                  "analyze",
                  "--method",
                  "overview",
                  "--checkpoint",
                  DATA.resolve("cnc_s0_late.ts.pt").toString(),
                  "--card",
                  DATA.resolve("cnc.card.json").toString(),
                  "--data",
                  DATA.resolve("cnc_test.npz").toString(),
                  "--windows",
                  "all",
                  "--out",
                  out.toString()));
      assertThat(code).as(loupe.printed()).isEqualTo(ExitCode.DONE);
      Path folder = out.resolve("overview/cnc_s0_late");
      assertThat(folder.toFile().list())
          .containsExactlyInAnyOrder(
              "result.json",
              "arrays.npz",
              "record.json",
              "record.npz",
              "checks.csv",
              "heads.csv",
              "accuracy.svg",
              "error.svg",
              "difference.svg",
              "checks.svg");
      return new ObjectMapper().readTree(folder.resolve("result.json").toFile());
    }
  }

  @Test
  @DisplayName(
      "finds the references' accuracies, with and without sensors, and says what they mean")
  void reference() throws IOException {
    Assumptions.assumeTrue(
        Files.isRegularFile(REFERENCE), "skipped: there is no recorded material in " + DATA);
    JsonNode expected = new ObjectMapper().readTree(REFERENCE.toFile());
    JsonNode late = expected.get("cnc_s0_late");
    JsonNode result = analyze();
    for (String head : List.of("type", "command", "param_type", "param_value", "operation")) {
      // The references are rounded to four digits, and computed in half precision.
      assertThat(value(result, head, "intact", ""))
          .as(head)
          .isCloseTo(late.get("intact").get(head).doubleValue(), within(0.001));
      assertThat(value(result, head, "zeroed", "continuous"))
          .as("%s zeroed", head)
          .isCloseTo(late.get("sensors zero").get(head).doubleValue(), within(0.001));
      // Other windows were drawn there.
      assertThat(value(result, head, "shuffled", "continuous"))
          .as("%s shuffled", head)
          .isCloseTo(
              late.get("sensors shuffled across windows").get(head).doubleValue(), within(0.03));
    }
    for (String head : SEQUENCE) {
      assertThat(value(result, head, "majority", ""))
          .isCloseTo(expected.get(head).get("majority").doubleValue(), within(1e-6));
      // Counted on the other recordings here, on the training's recordings there.
      assertThat(value(result, head, "previous_token", ""))
          .as("%s after the previous token", head)
          .isCloseTo(expected.get(head).get("bigram").doubleValue(), within(0.02));
    }
    assertThat(sentences(result))
        .anyMatch(s -> s.startsWith("command is no more accurate with continuous"))
        .anyMatch(s -> s.startsWith("Prediction head type uses input continuous"))
        .anyMatch(s -> s.startsWith("Prediction head operation uses input continuous"))
        .noneMatch(s -> s.startsWith("command uses"));
  }

  private static double value(JsonNode result, String head, String measure, String input) {
    for (JsonNode table : result.get("tables")) {
      if (table.get("name").textValue().equals("heads")) {
        for (JsonNode row : table.get("rows")) {
          if (row.get(0).textValue().equals(head)
              && row.get(3).textValue().equals(measure)
              && row.get(4).textValue().equals(input)) {
            return row.get(5).doubleValue();
          }
        }
      }
    }
    throw new AssertionError("no " + measure + " of " + head);
  }

  private static List<String> sentences(JsonNode result) {
    return result.get("findings").findValuesAsText("sentence");
  }
}
