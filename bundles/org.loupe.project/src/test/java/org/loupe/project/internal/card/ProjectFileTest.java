package org.loupe.project.internal.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.model.BadInputException;
import org.loupe.model.ElementType;
import org.loupe.project.Project.Slice;
import org.loupe.project.Windowing;
import org.loupe.project.Windowing.ColumnArray;
import org.loupe.project.internal.FileProjects;

@DisplayName("A project file")
class ProjectFileTest {
  static final String MAXIMAL =
      """
      {
        "loupe": 1,
        "name": "CNC",
        "card": "cards/cnc.card.json",
        "checkpoints": [
          {"name": "early", "file": "early.ts.pt"},
          {"name": "late", "file": "/models/late.pt", "architecture": "early.ts.pt", "card": "l.json"}
        ],
        "datasets": [
          {"name": "test", "file": "../data/test.npz"},
          {"name": "table", "file": "table.csv", "windows": {
            "length": 64, "stride": 32, "recording": "run", "time": "t", "labels": ["state"],
            "ignore": ["note"],
            "arrays": {
              "x": ["a", "b"], "load": "c", "mode": {"type": "int64", "columns": ["m"]}
            }}}
        ],
        "slices": [{"name": "first", "dataset": "test", "windows": "0-38"}],
        "x-layout": {}
      }
      """;

  @TempDir Path folder;

  @Test
  @DisplayName("gives checkpoints, datasets and slices with whole paths")
  void reads() throws Exception {
    ProjectFile project = read(MAXIMAL);

    assertThat(project.name()).isEqualTo("CNC");
    assertThat(project.card()).isEqualTo(folder.resolve("cards/cnc.card.json"));
    ProjectFile.CheckpointEntry early = project.checkpoints().get(0).require();
    ProjectFile.CheckpointEntry late = project.checkpoints().get(1).require();
    assertThat(early.file()).isEqualTo(folder.resolve("early.ts.pt"));
    assertThat(early.architecture()).isNull();
    assertThat(late.file()).isEqualTo(Path.of("/models/late.pt"));
    assertThat(late.card()).isEqualTo(folder.resolve("l.json"));
    ProjectFile.DatasetEntry test = project.datasets().get(0).require();
    assertThat(test.file()).isEqualTo(folder.resolveSibling("data/test.npz"));
    assertThat(test.windowing()).isNull();
    Windowing windowing = project.datasets().get(1).require().windowing();
    assertThat(windowing)
        .isEqualTo(
            new Windowing(
                64,
                32,
                "run",
                "t",
                List.of("state"),
                List.of("note"),
                Map.of(
                    "x", new ColumnArray(List.of("a", "b"), false, ElementType.FLOAT32),
                    "load", new ColumnArray(List.of("c"), true, ElementType.FLOAT32),
                    "mode", new ColumnArray(List.of("m"), false, ElementType.INT64))));
    assertThat(WindowingJson.write(windowing))
        .isEqualTo(new ObjectMapper().readTree(MAXIMAL).at("/datasets/1/windows"));
    assertThat(project.slices()).containsExactly(new Slice("first", "test", "0-38"));
  }

  @Test
  @DisplayName("says what is wrong with how a table becomes windows, and where")
  void windows() {
    assertThatThrownBy(() -> read(table("\"stride\": 2")))
        .hasMessageContaining("/datasets/0/windows lacks the key 'length'");
    assertThatThrownBy(() -> read(table("\"length\": 0")))
        .hasMessageContaining("/datasets/0/windows/length is 0, expected an integer from 1");
    assertThatThrownBy(() -> read(table("\"length\": 4, \"time\": \"t\", \"labels\": [\"t\"]")))
        .hasMessageContaining("/datasets/0/windows: The column 't' is named for two purposes");
    assertThatThrownBy(() -> read(table("\"length\": 4, \"arrays\": {\"x\": []}")))
        .hasMessageContaining("/datasets/0/windows/arrays/x names no column");
    assertThatThrownBy(() -> read(table("\"length\": 4, \"lables\": []")))
        .hasMessageContaining("unknown key 'lables'");
  }

  private static String table(String windows) {
    return "{\"loupe\": 1, \"name\": \"n\", \"datasets\": [{\"name\": \"d\", \"file\": \"d.csv\","
        + " \"windows\": {"
        + windows
        + "}}]}";
  }

  @Test
  @DisplayName("gives one checkpoint for every file of a folder, epoch_2 before epoch_10")
  void folderOfCheckpoints() throws Exception {
    Path runs = Files.createDirectories(folder.resolve("runs"));
    for (String file :
        List.of("epoch_10.pt", "epoch_2.pt", "epoch_1.ckpt", "model.ts.pt", "x.npz")) {
      Files.createFile(runs.resolve(file));
    }
    String text =
        MAXIMAL.replace(
            "{\"name\": \"early\", \"file\": \"early.ts.pt\"}",
            "{\"folder\": \"runs\", \"architecture\": \"runs/model.ts.pt\"}");

    assertThat(read(text).checkpoints())
        .extracting(Listed::name)
        .containsExactly("epoch_1", "epoch_2", "epoch_10", "late");
    assertThat(read(text).checkpoints().get(2).require())
        .isEqualTo(
            new ProjectFile.CheckpointEntry(
                "epoch_10", runs.resolve("epoch_10.pt"), runs.resolve("model.ts.pt"), null));
    assertThat(read(text.replace("\"runs\"", "\"runs\", \"pattern\": \"*_1*.pt\"")).checkpoints())
        .extracting(Listed::name)
        .containsExactly("epoch_10", "late");
    assertRefused(
        text.replace("\"runs\"", "\"run\""), "/checkpoints/0/folder", "There is no folder");
    assertRefused(text.replace("\"runs\"", "\"runs\", \"pattern\": \"*.txt\""), "matches '*.txt'");
    assertRefused(
        text.replace("\"runs\"", "\"runs\", \"name\": \"a\""), "leave out 'name' and 'file'");
    assertRefused(
        text.replace("\"name\": \"late\"", "\"name\": \"epoch_2\""),
        "/checkpoints/1/name is 'epoch_2' a second time");
    Files.createFile(runs.resolve("epoch_2.pth"));
    assertRefused(text, "/checkpoints/0/folder is 'epoch_2' a second time");
  }

  private void assertRefused(String text, String... parts) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(parts);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"loupe\": 1       | \"loupe\": 7        | reads format version 1; install a newer Loupe",
        "\"name\": \"late\" | \"name\": \"early\" | /checkpoints/1/name is 'early' a second time",
        "\"name\": \"late\" | \"name\": \"a/b\"   | /checkpoints/1/name is 'a/b'; a name must not",
        "\"name\": \"late\" | \"name\": \"..\"    | /checkpoints/1/name is '..'; a name must not",
        "\"dataset\": \"test\" | \"dataset\": \"tst\" | has no such dataset, it has [test, table]",
        "\"datasets\"       | \"data\"            | /slices/0/dataset is 'test'",
        "\"file\": \"early.ts.pt\" | \"path\": \"early.ts.pt\" | unknown key 'path' at /checkpoints/0/path",
        "\"file\": \"early.ts.pt\" | \"pattern\": \"*.pt\" | /checkpoints/0/pattern needs a 'folder'",
        "\"early\", \"file\": \"early.ts.pt\" | \"early\" | /checkpoints/0 lacks the key 'file'",
        "\"x-layout\"       | \"layout\"          | unknown key 'layout' at /layout"
      })
  @DisplayName("is refused with the place and what was expected")
  void refused(String right, String wrong, String message) {
    assertThat(MAXIMAL).contains(right);

    assertThatThrownBy(() -> read(MAXIMAL.replace(right, wrong)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  @DisplayName("opens from its folder; unknown names are told with those there are")
  void project() throws Exception {
    read(MAXIMAL);
    org.loupe.project.Project project = new FileProjects().open(folder);

    assertThat(project.checkpoints()).containsExactly("early", "late");
    assertThat(project.datasets()).containsExactly("test", "table");
    assertThatThrownBy(() -> project.checkpoint("lat"))
        .hasMessageContaining("no checkpoint 'lat'; it has early, late");
    assertThatThrownBy(() -> project.dataset("x")).hasMessageContaining("it has test, table.");
    assertThatThrownBy(() -> project.checkpoint("early"))
        .hasMessageContaining("There is no model card");
    assertThatThrownBy(() -> new FileProjects().open(folder.resolve("none")))
        .hasMessageContaining("is no project");
  }

  private ProjectFile read(String text) throws IOException, BadInputException {
    return ProjectFile.read(Files.writeString(folder.resolve(ProjectFile.NAME), text))
        .requireSound();
  }
}
