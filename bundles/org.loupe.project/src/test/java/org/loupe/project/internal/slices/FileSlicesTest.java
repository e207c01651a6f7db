package org.loupe.project.internal.slices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.model.BadInputException;
import org.loupe.project.Project;
import org.loupe.project.Project.Slice;
import org.loupe.project.WindowExpression;
import org.loupe.project.internal.FileProjects;
import org.loupe.project.internal.data.TestArrays;

@DisplayName("Slices of a project")
class FileSlicesTest {
  private static final String PROJECT =
      """
      {
        "loupe": 1,
        "name": "p",
        "checkpoints": [{"name": "late", "file": "late.pt"}],
        "datasets": [{"name": "test", "file": "data.npz"}],
        "x-notes": {"mine": [1, 2]}
      }
      """;

  @TempDir Path folder;
  private final FileSlices slices = new FileSlices();
  private Project project;

  @BeforeEach
  void write() throws IOException, BadInputException {
    TestArrays.file(folder, Map.of("operation", TestArrays.longs("(10,)", new long[10])));
    Files.writeString(folder.resolve("loupe.json"), PROJECT);
    project = new FileProjects().open(folder);
  }

  private Slice slice(String name, String windows) {
    return new Slice(name, "test", windows);
  }

  @Test
  @DisplayName("are kept in its file, of which all else stays, and can be asked for by name")
  void save() throws BadInputException, IOException {
    assertThat(slices.save(project, slice("errors", "1,3-4")))
        .containsExactly(slice("errors", "1,3-4"));
    slices.save(project, slice("ends, both", "0,9"));
    Project again = new FileProjects().open(folder);
    assertThat(again.slices())
        .containsExactly(slice("errors", "1,3-4"), slice("ends, both", "0,9"));
    assertThat(again.checkpoints()).containsExactly("late");
    assertThat(Files.readString(folder.resolve("loupe.json"))).contains("\"x-notes\"", "\"mine\"");
    assertThat(
            WindowExpression.choose("slice:ends, both", again.dataset("test"), again.slices(), 42)
                .numbers())
        .containsExactly(0, 9);
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("loupe.json", "data.npz");
  }

  @Test
  @DisplayName("are renamed and taken away")
  void change() throws BadInputException {
    slices.save(project, slice("a", "1"));
    slices.save(project, slice("b", "2"));
    assertThat(slices.rename(project, "a", "c")).extracting(Slice::name).containsExactly("c", "b");
    assertThat(slices.rename(project, "c", "c")).extracting(Slice::name).containsExactly("c", "b");
    assertThat(slices.delete(project, "c")).extracting(Slice::name).containsExactly("b");
    assertThat(slices.delete(project, "b")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", ".hidden", "a/b", "a:b", "a\nb", " blank", "a\\b"})
  @DisplayName("must have names that can be written elsewhere")
  void badNames(String name) throws IOException {
    assertThatThrownBy(() -> slices.save(project, slice(name, "1")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("cannot name a slice");
    assertThat(Files.readString(folder.resolve("loupe.json"))).isEqualTo(PROJECT);
  }

  @Test
  @DisplayName("must have a new name, no longer than a line, and windows of the dataset")
  void refused() throws BadInputException {
    slices.save(project, slice("a", "1"));
    slices.save(project, slice("b", "1"));
    assertThatThrownBy(() -> slices.save(project, slice("a", "2"))).hasMessageContaining("already");
    assertThatThrownBy(() -> slices.rename(project, "b", "a")).hasMessageContaining("already");
    assertThatThrownBy(() -> slices.save(project, slice("x".repeat(81), "2")))
        .hasMessageContaining("80 characters");
    assertThatThrownBy(() -> slices.save(project, slice("c", "10")))
        .hasMessageContaining("windows 0 to 9");
    assertThatThrownBy(() -> slices.save(project, slice("c", "")))
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> slices.save(project, new Slice("c", "train", "1")))
        .hasMessageContaining("no dataset 'train'");
    assertThatThrownBy(() -> slices.delete(project, "c")).hasMessageContaining("any more");
  }

  @Test
  @DisplayName("do not undo what somebody else wrote meanwhile")
  void others() throws BadInputException, IOException {
    slices.save(project, slice("a", "1"));
    Path file = folder.resolve("loupe.json");
    Files.writeString(file, Files.readString(file).replace("\"p\"", "\"other name\""));
    slices.save(project, slice("b", "2"));
    assertThat(new FileProjects().open(folder).name()).isEqualTo("other name");
    Files.writeString(file, "{");
    assertThatThrownBy(() -> slices.save(project, slice("c", "2"))).hasMessageContaining("no JSON");
    assertThat(Files.readString(file)).isEqualTo("{");
  }
}
