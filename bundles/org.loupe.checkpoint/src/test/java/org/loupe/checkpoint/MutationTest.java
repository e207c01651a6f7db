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

  private static final Path ATTENTIONS =
      Path.of(
          "src/test/resources/org/loupe/checkpoint/archives/torch-1.13/attentions.traced_no_grad.pt");

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir Path folder;

  /** Reads all there is to read in a file. */
  private interface Reader {
    void read(Path file) throws BadInputException, IOException;
  }

  static Stream<Arguments> originals() throws IOException {
    Reader checkpoint = MutationTest::inspect;
    Reader gate = Archives::requireTorchScript;
    Reader summary = Inspection::inspect;
    Reader array = MutationTest::array;
    Reader architecture = MutationTest::architecture;
    Reader probes = MutationTest::probes;
    return Stream.of(
        Arguments.of("TorchScript archive", true, TestArchives.script(), checkpoint),
        Arguments.of("TorchScript archive to run", true, TestArchives.script(), gate),
        Arguments.of("archive for probes", true, Files.readAllBytes(ATTENTIONS), probes),
        Arguments.of("training checkpoint", true, TestArchives.training(), checkpoint),
        Arguments.of("NumPy archive", true, TestArchives.npz(), summary),
        Arguments.of("state dict as NumPy archive", true, stateDict(), checkpoint),
        Arguments.of("architecture", true, TestArchives.script(), architecture),
        Arguments.of("legacy checkpoint", false, TestArchives.legacy(), checkpoint),
        Arguments.of(
            "safetensors",
            false,
            TestTensors.safetensors(TestTensors.shapes("w", 2, 3).and("b", 4)),
            checkpoint),
        Arguments.of("NumPy array", false, TestArchives.npy(), array));
  }

  private static byte[] stateDict() {
    byte[] array = TestTensors.npy("<f4", true, "2, 3", TestArchives.floats(0, 1, 2, 3, 4, 5));
    return TestArchives.zip(Map.of("net.w.npy", array));
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

  private static void probes(Path file) throws BadInputException {
    ProbeWriter.write(
        file, ProbeWriter.Depth.ATTENTION, Map.of(), file.resolveSibling("probed.pt"));
  }

  private static void inspect(Path file) throws BadInputException {
    FileSummary summary = Inspection.inspect(file);
    List<String> sections = summary.sections();
    if (!sections.isEmpty() || summary.kind() != FileSummary.Kind.TORCHSCRIPT_SCRIPTED) {
      try (StateDict dict = StateDict.open(file)) {
        for (String name : dict.tensors(sections).keySet()) {
          dict.read(name, sections);
        }
      }
    }
  }

  private static void architecture(Path file) throws BadInputException {
    Architecture architecture = Architecture.read(file);
    for (TensorInfo tensor : architecture.tensors()) {
      architecture.read(tensor.name());
    }
  }

  private static void array(Path file) throws BadInputException, IOException {
    NpyHeader.read(new ByteArrayInputStream(Files.readAllBytes(file)), file.toString());
  }
}
