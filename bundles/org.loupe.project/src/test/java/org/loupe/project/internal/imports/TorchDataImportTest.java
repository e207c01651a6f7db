package org.loupe.project.internal.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.Progress;
import org.loupe.model.Tensor;
import org.loupe.project.imports.ImportedData;
import org.loupe.project.internal.FileProjects;

@DisplayName("Data as torch.save left them")
class TorchDataImportTest {
  @TempDir Path folder;

  private static Path file(String name) {
    return Path.of("src/test/resources/org/loupe/project/internal/imports").resolve(name);
  }

  private static FileImports imports() {
    return new FileImports(
        new FileProjects(),
        (checkpoint, windows, seed, options) -> {
          throw new IllegalStateException("no model is run here");
        });
  }

  private ImportedData read(String name) throws BadInputException {
    return imports().data(file(name), folder.resolve("data.npz"), null, Progress.none());
  }

  private static double[] numbers(ImportedData data, String array) throws BadInputException {
    Dataset dataset = data.dataset();
    int[] all = IntStream.range(0, dataset.arrays().get(array).shape()[0]).toArray();
    Tensor values = dataset.read(ArrayReference.whole(array), all);
    return IntStream.range(0, values.size()).mapToDouble(values::number).toArray();
  }

  @Test
  @DisplayName("of dictionaries become arrays; what is shorter is padded, and lengths say so")
  void samples() throws BadInputException {
    ImportedData data = read("samples.pt");
    assertThat(data.dataset().size()).isEqualTo(4);
    assertThat(data.dataset().arrays().toString())
        .contains("x=float32 [4,3,2]", "tokens=int64 [4,3]", "weight=float32 [4]", "good=bool [4]");
    assertThat(numbers(data, "x")).startsWith(0, 1, 2, 3, 0, 0).endsWith(30, 31, 32, 33, 34, 35);
    assertThat(numbers(data, "tokens")).startsWith(1, 5, 0, 1, 6, 6);
    assertThat(numbers(data, "lengths")).containsExactly(2, 3, 2, 3);
    assertThat(numbers(data, "valid")).startsWith(1, 1, 0, 1, 1, 1);
    assertThat(numbers(data, "weight")).containsExactly(0, 0.5, 1, 1.5);
    assertThat(numbers(data, "operation")).containsExactly(0, 1, 0, 1);
    assertThat(data.remarks().toString())
        .contains("'x' differs in size", "[4,3,2]", "from 2 steps", "'history' is left out");
    assertThat(data.classes().get("operation_name")).containsExactly("drill", "mill");
    assertThat(numbers(data, "operation_name")).containsExactly(1, 0, 1, 0);
  }

  @Test
  @DisplayName("of pairs are called x and y")
  void tuples() throws BadInputException {
    ImportedData data = read("tuples.pt");
    assertThat(data.dataset().arrays().keySet()).containsExactly("x", "y");
    assertThat(numbers(data, "y")).containsExactly(0, 1, 0, 1);
    assertThat(numbers(data, "x")).startsWith(0, 1, 2, 3, 4, 5, 1);
    assertThat(data.remarks()).singleElement().asString().contains("x, y");
  }

  @Test
  @DisplayName("in several parts: the test part is taken, and that is said")
  void parts() throws BadInputException {
    ImportedData data = read("parts.pt");
    assertThat(data.dataset().arrays().keySet()).containsExactly("x", "y", "name");
    assertThat(data.classes().get("name")).containsExactly("a", "b");
    assertThat(numbers(data, "name")).containsExactly(1, 0, 1, 0);
    assertThat(data.remarks().toString())
        .contains("Left out", "classes", "Of train, test, 'test' is taken");
  }

  @Test
  @DisplayName("of a subset hold its samples in its order")
  void subset() throws BadInputException {
    ImportedData data = read("subset.pt");
    assertThat(numbers(data, "y")).containsExactly(4, 1);
    assertThat(numbers(data, "x")).startsWith(24, 25).endsWith(10, 11);
    assertThat(data.remarks().toString()).contains("2 of 6 samples");
  }

  @Test
  @DisplayName("may be NumPy arrays, somewhere inside")
  void numpy() throws BadInputException {
    ImportedData data = read("numpy.pt");
    assertThat(data.dataset().arrays().toString()).contains("x=float32 [3,3,2]", "y=int64 [3]");
    assertThat(numbers(data, "x")).startsWith(0, 1, 2, 3, 4, 5, 1, 2).endsWith(6, 7);
  }

  @Test
  @DisplayName("may be views that are stored in another order, and bfloat16")
  void views() throws BadInputException {
    ImportedData data = read("columns.pt");
    assertThat(numbers(data, "x")).startsWith(0, 1, 8, 9, 16, 17, 2, 3);
    assertThat(numbers(data, "half")).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
  }

  @Test
  @DisplayName("are no state dict")
  void weights() {
    assertThatThrownBy(() -> read("weights.pt"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("holds no samples")
        .hasMessageContaining("list of dictionaries");
  }

  @Test
  @DisplayName("give the same bytes every time")
  void sameBytes() throws BadInputException, IOException {
    byte[] first = Files.readAllBytes(read("samples.pt").file());
    assertThat(Files.readAllBytes(read("samples.pt").file())).isEqualTo(first);
  }

  @Test
  @DisplayName("leave nothing behind when the import is cancelled")
  void cancelled() {
    Progress cancelled =
        new Progress() {
          @Override
          public void report(String task, long done, long total) {
            // nobody watches
          }

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    assertThatThrownBy(
            () -> imports().data(file("samples.pt"), folder.resolve("data.npz"), null, cancelled))
        .isInstanceOf(CancellationException.class);
    assertThat(folder).isEmptyDirectory();
  }
}
