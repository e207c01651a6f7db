package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("loupe run on the demo project")
class RealRunTest {
  private static final Path DEMO = Path.of("../../product/demo").toAbsolutePath().normalize();

  /** What differs between equal requests. */
  private static final String SECONDS = "\"seconds\" : [^,\\n}]*";

  private static final String DURATION = "\"duration\":\"PT[0-9.E-]+S\"";

  @TempDir Path folder;

  private Path recipe(String results) throws IOException {
    Path file = folder.resolve(results + ".json");
    Files.writeString(
        file,
        """
        {
          "loupe": 1,
          "project": "%s",
          "results": "%s",
          "device": "cpu",
          "windows": "0-19",
          "steps": [
            {"method": "heads"},
            {"method": "saliency"},
            {"method": "saliency", "checkpoints": ["late"], "parameters": {"prediction_head": "command"}},
            {"method": "embeddings"},
            {"method": "tokens"},
            {"method": "flips", "baseline": "early", "checkpoints": ["late"]}
          ]
        }
        """
            .formatted(DEMO, results));
    return file;
  }

  @Test
  @DisplayName("gives the same bytes for any number of threads, durations apart")
  void sameBytes() throws IOException {
    try (RealLoupe loupe = new RealLoupe()) {
      for (String threads : List.of("1", "2")) {
        int code =
            loupe.run(List.of("run", recipe("by" + threads).toString(), "--threads", threads));
        assertThat(code).as(loupe.printed()).isEqualTo(ExitCode.DONE);
      }
      Map<String, String> one = files(folder.resolve("by1"));
      assertThat(one).hasSizeGreaterThan(30);
      assertThat(files(folder.resolve("by2"))).isEqualTo(one);
    }
  }

  @Test
  @DisplayName("finds all of its results again, and computes again only what changed or went")
  void findsAgain() throws IOException {
    Path recipe = recipe("again");
    try (RealLoupe loupe = new RealLoupe()) {
      assertThat(loupe.run(List.of("run", recipe.toString())))
          .as(loupe.printed())
          .isEqualTo(ExitCode.DONE);
      loupe.run(List.of("run", recipe.toString(), "--dry-run"));
      assertThat(loupe.printed()).contains("All 14 results are there.");

      Path heads = folder.resolve("again/heads/late/result.json");
      Files.writeString(
          heads,
          Files.readString(heads)
              .replaceFirst("(\"datasetSha256\" : \")[0-9a-f]{8}", "$100000000"));
      loupe.run(List.of("run", recipe.toString(), "--dry-run"));
      assertThat(loupe.printed())
          .contains("1 result to compute, 13 there already")
          .containsPattern("heads of late .*; stale: data 'test' changed since");
    }
  }

  private static Map<String, String> files(Path results) throws IOException {
    Map<String, String> files = new TreeMap<>();
    List<Path> all = new ArrayList<>();
    try (Stream<Path> content = Files.walk(results)) {
      content.filter(Files::isRegularFile).forEach(all::add);
    }
    for (Path file : all) {
      String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      // How long it took is all that may differ.
      files.put(
          results.relativize(file).toString(),
          file.toString().endsWith(".json")
              ? text.replaceAll(SECONDS, "").replaceAll(DURATION, "")
              : text);
    }
    return files;
  }
}
