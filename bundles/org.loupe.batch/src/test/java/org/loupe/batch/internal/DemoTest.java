package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("loupe analyze on the demo project")
class DemoTest {
  private static final Path DEMO = Path.of("../../product/demo");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path out;

  @Test
  @DisplayName("ranks the channels that carry something above all others")
  void plantedChannels() throws IOException {
    Assumptions.assumeTrue(
        Files.isRegularFile(DEMO.resolve("truth.json")), "skipped: the demo is not made yet");
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
    JsonNode channels =
        JSON.readTree(out.resolve("saliency/late/result.json").toFile()).get("tables").get(0);
    List<Integer> ranked = new ArrayList<>();
    for (JsonNode row : channels.get("rows")) {
      ranked.add(row.get(1).asInt());
    }
    assertThat(ranked).hasSize(155);
    assertThat(ranked.subList(0, causes.size())).containsExactlyInAnyOrderElementsOf(causes);
  }
}
