package org.loupe.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.loupe.model.BadInputException;
import org.loupe.testkit.mutation.Mutant;
import org.loupe.testkit.mutation.Mutations;

@DisplayName("A damaged file")
class MutationTest {
  private static final int MUTANTS = 500;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What a file may cost: its entries are read up to 16 MiB, which grow by doubling. */
  private static final long MOST_MEMORY = 64L << 20;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir Path folder;

  /** Reads all there is to read in a file. */
  private interface Reader {
    void read(Path file) throws BadInputException, IOException;
  }

  static Stream<Arguments> originals() {
    Reader checkpoint = MutationTest::inspect;
    Reader gate = Archives::requireTorchScript;
    Reader probes = MutationTest::probe;
    Reader array = MutationTest::array;
    byte[] npy = TestTensors.npy("<f4", true, "2, 3", TestArchives.floats(0, 1, 2, 3, 4, 5));
    return Stream.of(
        Arguments.of("TorchScript archive", true, TestArchives.script(), checkpoint),
        Arguments.of("TorchScript archive to run", true, TestArchives.script(), gate),
        Arguments.of("TorchScript archive to be probed", true, TestArchives.script(), probes),
        Arguments.of("training checkpoint", true, TestArchives.training(), checkpoint),
        Arguments.of("npz", true, TestArchives.zip(Map.of("w.npy", npy, "b.npy", npy)), checkpoint),
        Arguments.of("legacy checkpoint", false, TestArchives.legacy(), checkpoint),
        Arguments.of(
            "safetensors",
            false,
            TestTensors.safetensors(TestTensors.shapes("w", 2, 3).and("b", 4)),
            checkpoint),
        Arguments.of("npy", false, npy, array));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("originals")
  @DisplayName("is read or refused, and nothing else")
  void mutants(String kind, boolean archive, byte[] original, Reader reader) throws Exception {
    reader.read(file(original));
    // on the test's own thread but for the watchdog, which is a safety net for endless loops
    Assertions.assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          int refused = 0;
          for (int seed = 0; seed < MUTANTS; seed++) {
            Mutant mutant =
                archive ? Mutations.ofArchive(original, seed) : Mutations.ofFile(original, seed);
            refused += refuses(reader, mutant, kind + " " + seed) ? 1 : 0;
          }
          assertThat(refused).isBetween(MUTANTS / 20, MUTANTS);
        });
  }

  private boolean refuses(Reader reader, Mutant mutant, String name) throws IOException {
    Path file = file(mutant.bytes());
    long before = threads.getCurrentThreadAllocatedBytes();
    boolean refused = false;
    try {
      reader.read(file);
    } catch (BadInputException e) {
      assertThat(e.getMessage()).as("%s, %s", name, mutant.kind()).isNotBlank();
      refused = true;
    } catch (RuntimeException | Error e) {
      throw new AssertionError(name + ", " + mutant.kind(), e);
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before)
        .as("memory for %s, %s", name, mutant.kind())
        .isLessThan(MOST_MEMORY);
    return refused;
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("mutant.pt"), bytes);
  }

  private static void inspect(Path file) throws BadInputException {
    FileSummary summary = Inspection.inspect(file);
    if (summary.modelClass() != null) {
      Architecture architecture = Architecture.read(file);
      for (TensorInfo tensor : architecture.tensors()) {
        architecture.read(tensor.name());
      }
    } else if (!summary.tensors().isEmpty()) {
      try (StateDict dict = StateDict.open(file)) {
        for (String name : dict.tensors(List.of()).keySet()) {
          dict.read(name, List.of());
        }
      }
    }
  }

  private static void probe(Path file) throws BadInputException {
    ProbeWriter.write(
        file, ProbeWriter.Depth.ATTENTION, Map.of(), file.resolveSibling("probed.pt"));
  }

  private static void array(Path file) throws BadInputException, IOException {
    NpyHeader.read(new ByteArrayInputStream(Files.readAllBytes(file)), file.toString());
  }
}
