package org.loupe.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.loupe.model.BadInputException;

@DisplayName("A damaged file")
class MutationTest {
  private static final int MUTANTS = 1000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  static Stream<Arguments> originals() {
    // a pickle outside an archive, so that mutations meet no checksum and no deflate
    return Stream.of(
        Arguments.of("TorchScript archive", TestArchives.script()),
        Arguments.of("training checkpoint", TestArchives.training()));
  }

  static Stream<Arguments> allOriginals() {
    byte[] array = TestTensors.npy("<f4", true, "2, 3", TestArchives.floats(0, 1, 2, 3, 4, 5));
    return Stream.concat(
        originals(),
        Stream.of(
            Arguments.of(
                "safetensors", TestTensors.safetensors(TestTensors.shapes("w", 2, 3).and("b", 4))),
            Arguments.of("npz", TestArchives.zip(Map.of("net.w.npy", array)))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("allOriginals")
  @DisplayName("is read or refused, and nothing else")
  void mutants(String kind, byte[] original) {
    Random random = new Random(kind.length());
    Assertions.assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          int refused = 0;
          for (int i = 0; i < MUTANTS; i++) {
            refused += inspect(mutate(original, random), i) ? 0 : 1;
          }
          assertThat(refused).isBetween(1, MUTANTS);
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("originals")
  @DisplayName("is read or refused when only its pickle is damaged")
  void mutatedPickles(String kind, byte[] original) {
    Random random = new Random(kind.length() + 1);
    Assertions.assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          byte[] pickle = pickle(original);
          int refused = 0;
          for (int i = 0; i < MUTANTS; i++) {
            refused += inspect(TestArchives.checkpoint(mutate(pickle, random)), i) ? 0 : 1;
          }
          assertThat(refused).isBetween(1, MUTANTS);
        });
  }

  private byte[] pickle(byte[] archive) throws IOException, BadInputException {
    Path file = Files.write(folder.resolve("original.pt"), archive);
    try (ZipArchive zip = ZipArchive.open(file)) {
      for (ZipArchive.Entry entry : zip.entries().values()) {
        if (entry.name().endsWith("data.pkl")) {
          return zip.read(entry, 1 << 20);
        }
      }
    }
    return fail("no pickle");
  }

  private boolean inspect(byte[] mutant, int number) throws IOException {
    Path file = Files.write(folder.resolve("mutant.pt"), mutant);
    try {
      FileSummary summary = Inspection.inspect(file);
      if (summary.kind() != FileSummary.Kind.UNKNOWN && !summary.tensors().isEmpty()) {
        readAll(file, summary);
      }
      return true;
    } catch (BadInputException e) {
      assertThat(e.getMessage()).as("mutant %d", number).isNotBlank();
      return false;
    }
  }

  private static void readAll(Path file, FileSummary summary) throws BadInputException {
    if (summary.modelClass() != null) {
      Architecture architecture = Architecture.read(file);
      for (TensorInfo tensor : architecture.tensors()) {
        architecture.read(tensor.name());
      }
      return;
    }
    try (StateDict dict = StateDict.open(file)) {
      for (String name : dict.tensors(List.of()).keySet()) {
        dict.read(name, List.of());
      }
    }
  }

  private static byte[] mutate(byte[] original, Random random) {
    byte[] mutant = original.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(mutant.length);
      switch (random.nextInt(4)) {
        case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> mutant[at] = (byte) random.nextInt(256);
        case 2 -> mutant = Arrays.copyOf(mutant, Math.max(1, at));
        default -> {
          int from = random.nextInt(mutant.length);
          int length = Math.min(16, mutant.length - Math.max(at, from));
          System.arraycopy(original, from, mutant, at, length);
        }
      }
    }
    return mutant;
  }
}
