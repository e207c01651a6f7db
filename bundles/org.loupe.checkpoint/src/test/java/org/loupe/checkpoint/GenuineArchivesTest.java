package org.loupe.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.model.BadInputException;

@DisplayName("What torch.jit.save wrote is let through to the engine")
class GenuineArchivesTest {
  private static final Path REAL = Path.of(System.getProperty("loupe.shared.data", ""));

  @ParameterizedTest
  @DisplayName("wherever the project has some")
  @ValueSource(
      strings = {
        "src/test/resources/org/loupe/checkpoint/archives/torch-1.13",
        "src/test/resources/org/loupe/checkpoint/archives/torch-2.15",
        "src/test/resources/org/loupe/checkpoint",
        "../org.loupe.runtime/src/test/resources/org/loupe/runtime/internal",
        "../../product/demo/checkpoints",
        "../../product/demo/tiny",
        "../../releng/bench/models",
      })
  void committed(String place) throws IOException {
    assertThat(check(Path.of(place))).isPositive();
  }

  @Test
  @DisplayName("and the real checkpoints")
  void real() throws IOException {
    assumeTrue(Files.exists(REAL.resolve("cnc_s0_late.ts.pt")), "no real checkpoints in " + REAL);
    assertThat(check(REAL)).isEqualTo(6);
  }

  /** Checks the TorchScript archives in a folder; counts them. */
  private int check(Path place) throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(place)) {
      files = listed.filter(GenuineArchivesTest::isTorchScript).sorted().toList();
    }
    for (Path file : files) {
      assertThatCode(() -> Archives.requireTorchScript(file))
          .as("%s", file)
          .doesNotThrowAnyException();
    }
    return files.size();
  }

  private static boolean isTorchScript(Path file) {
    try {
      return file.toString().endsWith(".pt") && Inspection.inspect(file).modelClass() != null;
    } catch (BadInputException e) {
      throw new AssertionError(file.toString(), e);
    }
  }
}
