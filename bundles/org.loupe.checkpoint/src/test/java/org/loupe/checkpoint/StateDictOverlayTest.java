package org.loupe.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.model.BadInputException;
import org.loupe.model.StateDictRules;

@DisplayName("A state dict laid over an archive")
class StateDictOverlayTest {
  private static final Path NET = TestTensors.file("net.ts.pt");

  @TempDir Path folder;

  @Test
  @DisplayName("replaces parameters and buffers: views, transposes, tied ones, shared modules")
  void replaces() throws Exception {
    Architecture laid = overlay(TestTensors.file("net_parallel.pt"));

    assertThat(numbers(laid, "top")).containsExactly(0, 10, 20, 30);
    assertThat(numbers(laid, "bottom")).containsExactly(40, 50, 60, 70);
    assertThat(numbers(laid, "turned")).containsExactly(0, 30, 10, 40, 20, 50);
    assertThat(laid.tensor("narrow").type()).isEqualTo(StoredType.FLOAT16);
    assertThat(numbers(laid, "narrow")).containsExactly(0, 10, 20);
    assertThat(numbers(laid, "embed.weight")).containsExactly(0, 10, 20, 30, 40, 50);
    assertThat(numbers(laid, "head.weight")).containsExactly(0, 10, 20, 30, 40, 50);
    assertThat(numbers(laid, "second.inner.bias")).containsExactly(0, 10);
    assertThat(numbers(laid, "norm.running_mean")).containsExactly(0, 10);
    assertThat(laid.read("norm.num_batches_tracked").longs()).containsExactly(10);
    assertThat(laid.names("head.weight")).containsExactly("embed.weight", "head.weight");
    assertThat(laid.names("first.inner.bias")).contains("second.inner.bias");
  }

  @Test
  @DisplayName("leaves buffers that the checkpoint lacks, and lists them")
  void keptBuffers() throws Exception {
    Path checkpoint = TestTensors.file("net_parallel.pt");
    assertThat(numbers(overlay(checkpoint), "pe")).containsExactly(0, 1);
    try (StateDict dict = StateDict.open(checkpoint)) {
      StateDictMapping mapping = StateDictMapping.of(dict, null, Architecture.read(NET));
      assertThat(mapping.kept()).extracting(TensorInfo::name).containsExactly("pe");
      assertThat(mapping.decisions())
          .containsExactly(
              "The prefix 'module.' was stripped.", "Section 'model_state_dict' was taken.");
    }
  }

  @Test
  @DisplayName("is converted to the architecture's element types")
  void converts() throws Exception {
    Architecture laid = overlay(TestTensors.file("net_double.pt"));

    assertThat(laid.tensor("top").type()).isEqualTo(StoredType.FLOAT32);
    assertThat(numbers(laid, "top")).containsExactly(0, 10, 20, 30);
    assertThat(numbers(laid, "narrow")).containsExactly(0, 10, 20);
    assertThat(laid.read("norm.num_batches_tracked").longs()).containsExactly(10);
  }

  @Test
  @DisplayName("gives the same bytes from a module that was saved whole, in any format")
  void sameFromEveryFormat() throws Exception {
    Map<String, EntryBytes> entries =
        StateDictOverlay.entries(NET, TestTensors.file("net_parallel.pt"), null);
    Map<String, EntryBytes> whole =
        StateDictOverlay.entries(NET, TestTensors.file("module.pt"), null);

    assertThat(whole).containsOnlyKeys(entries.keySet());
    for (String entry : entries.keySet()) {
      assertThat(whole.get(entry).read()).as(entry).isEqualTo(entries.get(entry).read());
    }
  }

  @Test
  @DisplayName("needs each tied parameter once only")
  void oneOfTied() throws Exception {
    StateDictRules rules =
        new StateDictRules(List.of(), List.of(), List.of("^head\\.weight$", "^second\\."));

    assertThat(numbers(overlay(TestTensors.file("module.pt"), rules), "head.weight"))
        .containsExactly(0, 10, 20, 30, 40, 50);
  }

  @Test
  @DisplayName("is refused where parameters share numbers but differ in the checkpoint")
  void untied() {
    assertThatThrownBy(() -> overlay(TestTensors.file("net_untied.pt")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("different numbers for embed.weight and head.weight");
  }

  @Test
  @DisplayName("is refused where something is missing or left over, before a number is read")
  void misfit() {
    assertThatThrownBy(
            () -> StateDictOverlay.entries(NET, TestTensors.file("module_legacy.pt"), null))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("12 parameters 0 are found, 12 missing")
        .hasMessageContaining("--propose");
  }

  @Test
  @DisplayName("is refused where the checkpoint is written again before it is read")
  void changed() throws Exception {
    Path copy = Files.copy(TestTensors.file("module.pt"), folder.resolve("copy.pt"));
    Map<String, EntryBytes> entries = StateDictOverlay.entries(NET, copy, null);
    EntryBytes first = entries.values().iterator().next();
    assertThat(first.read()).isEqualTo(first.read());

    Files.setLastModifiedTime(copy, FileTime.fromMillis(1));

    assertThatThrownBy(first::read)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("was written again while it was read");
  }

  private Architecture overlay(Path checkpoint) throws Exception {
    return overlay(checkpoint, null);
  }

  /** The archive with the entries replaced, read back. */
  private Architecture overlay(Path checkpoint, StateDictRules rules)
      throws BadInputException, IOException {
    Map<String, EntryBytes> entries = StateDictOverlay.entries(NET, checkpoint, rules);
    return Architecture.read(replaced(NET, entries, folder.resolve("laid.pt")));
  }

  /** Writes a copy of an archive with other contents for some entries. */
  static Path replaced(Path archive, Map<String, EntryBytes> entries, Path to)
      throws BadInputException, IOException {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    try (ZipArchive zip = ZipArchive.open(archive)) {
      for (ZipArchive.Entry entry : zip.entries().values()) {
        EntryBytes other = entries.get(entry.name().substring(entry.name().indexOf('/') + 1));
        byte[] bytes = zip.read(entry, Long.MAX_VALUE);
        contents.put(entry.name(), other == null ? bytes : other.read());
        assertThat(contents.get(entry.name())).as(entry.name()).hasSize(bytes.length);
      }
    }
    return Files.write(to, TestArchives.zip(contents));
  }

  private static float[] numbers(Architecture architecture, String name) throws BadInputException {
    return architecture.read(name).floats();
  }
}
