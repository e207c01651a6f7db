package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.model.BadInputException;

/** Needs a Python with torch: LOUPE_TEST_PYTHON (property or variable), else one that is found. */
@DisplayName("loupe analyze on a training repository that loupe_export.py exported")
class ExporterTest {
  private static final String PYTHON = "LOUPE_TEST_PYTHON";
  private static final Path SCRIPT = Path.of("../../product/exporter/tests/end_to_end.py");
  private static final int MINUTES = 5;

  @TempDir static Path folder;
  @TempDir Path out;

  @BeforeAll
  static void exportRepository() throws IOException, InterruptedException {
    Optional<String> python = python();
    Assumptions.assumeTrue(
        python.isPresent(), "skipped: there is no Python with torch; name one in " + PYTHON);
    Path log = folder.resolve("log.txt");
    int code = run(log, python.get(), SCRIPT.toString(), folder.toString());
    assertThat(code).as(Files.readString(log)).isZero();
  }

  private static Optional<String> python() throws IOException, InterruptedException {
    String named = System.getProperty(PYTHON, System.getenv(PYTHON));
    List<String> candidates =
        named == null ? List.of("/usr/bin/python3", "python3") : List.of(named);
    for (String candidate : candidates) {
      if (hasTorch(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private static boolean hasTorch(String python) throws IOException, InterruptedException {
    boolean installed =
        Files.isExecutable(Path.of(python))
            || Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, python)));
    return installed && run(folder.resolve("torch.txt"), python, "-c", "import torch") == 0;
  }

  private static int run(Path log, String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(
          String.join(" ", command)
              + " takes longer than "
              + MINUTES
              + " minutes: "
              + Files.readString(log, StandardCharsets.UTF_8));
    }
    return process.exitValue();
  }

  @ParameterizedTest(name = "of {0}")
  @CsvSource({"model, checkpoint_best", "checkpoint_epoch1, checkpoint_epoch1"})
  @DisplayName("writes PyTorch's numbers, of the archive and of an earlier checkpoint laid over it")
  void numbers(String checkpoint, String expected) throws IOException, BadInputException {
    try (RealLoupe loupe = new RealLoupe()) {
      int code =
          loupe.run(
              List.of(
                  "analyze",
                  folder.resolve("loupe").toString(),
                  "--method",
                  "saliency",
                  "--checkpoint",
                  checkpoint,
                  "--param",
                  "prediction_head=type",
                  "--out",
                  out.toString()));
      assertThat(code).as(loupe.printed()).isEqualTo(ExitCode.DONE);
    }
    Path actual = out.resolve("saliency").resolve(checkpoint).resolve("arrays.npz");
    assertClose(actual, "objective", expected);
    assertClose(actual, "attribution", expected);
  }

  private static void assertClose(Path actual, String array, String checkpoint)
      throws IOException, BadInputException {
    double[] found = Npy.read(actual, array);
    double[] expected = Npy.read(folder.resolve("eager.npz"), checkpoint + "." + array);
    assertThat(found).hasSameSizeAs(expected);
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      difference = Math.max(difference, Math.abs(found[i] - expected[i]));
    }
    assertThat(difference / largest).as(array).isLessThan(1e-5);
  }
}
