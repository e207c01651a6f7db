package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.model.Windows;

@DisplayName("Of a dataset that is larger than the memory")
class LargeDatasetTest {
  private static final Path TINY = Path.of("../../product/demo/tiny").toAbsolutePath().normalize();

  @TempDir Path folder;

  private static Windows large(Windows windows) {
    return Windows.all(new LargeDataset(windows.dataset(), 8, 256));
  }

  @ParameterizedTest(name = "{1}")
  @DisplayName("no method reads the signals whole")
  @CsvSource({
    "analyze, ablation",
    "analyze, activations",
    "analyze, attention",
    "analyze, embeddings",
    "analyze, heads",
    "analyze, overview",
    "analyze, saliency",
    "analyze, sensors",
    "compare, cka",
    "compare, flips",
    "compare, patching"
  })
  void bounded(String command, String method) {
    List<String> arguments =
        new ArrayList<>(List.of(command, TINY.toString(), "--method", method, "--device", "cpu"));
    arguments.addAll(List.of("--out", folder.toString(), "--checkpoint", "tiny"));
    if (command.equals("compare")) {
      arguments.addAll(List.of("--baseline", "tiny"));
    }
    try (RealLoupe loupe = new RealLoupe(LargeDatasetTest::large)) {
      assertThat(loupe.run(arguments)).as(loupe.printed()).isEqualTo(ExitCode.DONE);
    }
  }
}
