package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("inspect of a document")
class InspectDocumentsTest {
  @TempDir Path folder;
  private final Loupe loupe = new Loupe();

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  @DisplayName("says what a card's inputs, prediction heads and channels are")
  void card() throws Exception {
    String file = write("a.card.json", "{\"loupe\": 1, \"inputs\": [], \"heads\": []}");

    assertThat(loupe.run("inspect", file)).isZero();
    assertThat(loupe.out())
        .contains("kind: model card", "name: tiny", "x: float32 [window, time, channel] from 'x'")
        .contains("type: categorical [window, time, class], 2 classes (p, q)")
        .contains(": 2 (a, b)");
    assertThat(loupe.run("inspect", file, "--json")).isZero();
    assertThat(loupe.out()).contains("\"kind\" : \"model_card\"", "\"labels\" : [ \"p\", \"q\" ]");
  }

  @Test
  @DisplayName("says what a project holds, and which files are missing; its folder will do")
  void project() throws Exception {
    String file =
        write(
            "loupe.json",
            "{\"loupe\": 1, \"name\": \"it\", \"card\": \"a.card.json\","
                + " \"checkpoints\": [{\"name\": \"late\", \"file\": \"late.ts.pt\"}]}");

    assertThat(loupe.run("inspect", folder.toString())).isZero();
    assertThat(loupe.out())
        .contains("file: " + file, "kind: project", "card: a.card.json")
        .contains("late: late.ts.pt, which is missing", "50 windows", "  x float32 [50,3,2]");
    assertThat(loupe.run("inspect", file, "--json")).isZero();
    assertThat(loupe.out()).contains("\"windows\" : 50", "\"x\" : \"float32 [50,3,2]\"");
  }

  @Test
  @DisplayName("says which method a result is of, on what, and what it found")
  void result() throws Exception {
    String file =
        write(
            "result.json",
            """
            {"loupe": 1, "analyzer": "saliency", "version": "1.0",
             "provenance": {"checkpoint": "late", "checkpointSha256": "0123456789abcdef",
               "dataset": "test", "windows": [0, 1, 2, 7, 9, 10], "seed": 42, "device": "cpu",
               "engine": {"name": "PyTorch", "version": "2.7"}, "seconds": 1.25},
             "parameters": {"variant": "saliency"},
             "findings": [{"sentence": "Channel a counts most."}],
             "arrays": [{"name": "attribution", "dtype": "float32",
               "axes": [{"name": "time", "size": 3}, {"name": "channel", "size": 2}]}],
             "figures": [{"file": "heatmap.svg", "title": "Time by channel"}]}
            """);

    assertThat(loupe.run("inspect", file)).isZero();
    assertThat(loupe.out().lines())
        .containsSubsequence(
            "kind: result of an analysis",
            "method: saliency",
            "  variant = saliency",
            "checkpoint: late, SHA-256 0123456789ab",
            "windows: 6 (0-2,7,9-10)",
            "findings: 1",
            "  Channel a counts most.",
            "arrays:",
            "  attribution: float32 [time 3, channel 2]",
            "figures:",
            "  heatmap.svg: Time by channel");
    assertThat(loupe.run("inspect", folder.toString(), "--json")).isZero();
    assertThat(loupe.out()).contains("\"method\" : \"saliency\"");
  }

  @Test
  @DisplayName("refuses one that is no JSON")
  void broken() throws Exception {
    String file = write("result.json", "{\"loupe\": 1, \"analyzer\": 1, \"provenance\": {");

    assertThat(loupe.run("inspect", file)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(loupe.err()).contains(file + " cannot be read as JSON: ");
  }
}
