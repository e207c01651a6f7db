package org.loupe.project.internal.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.project.Project;
import org.loupe.project.internal.FileProjects;

@DisplayName("A checkpoint that is added to a project")
class FileCheckpointsTest {
  private static final Path DEMO = Path.of("../../product/demo").toAbsolutePath().normalize();

  @TempDir Path folder;
  private final FileProjects projects = new FileProjects();
  private final FileCheckpoints checkpoints = new FileCheckpoints(projects);

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(folder.resolve("p/more"));
    Files.copy(DEMO.resolve("demo.card.json"), folder.resolve("p/demo.card.json"));
    Files.copy(DEMO.resolve("checkpoints/early.ts.pt"), folder.resolve("p/early.ts.pt"));
    Files.copy(DEMO.resolve("checkpoints/late.ts.pt"), folder.resolve("late.ts.pt"));
    Files.copy(DEMO.resolve("checkpoints/late.pt"), folder.resolve("p/more/late.pt"));
    Files.writeString(
        folder.resolve("p/loupe.json"),
        """
        {
          "loupe": 1,
          "name": "p",
          "card": "demo.card.json",
          "checkpoints": [{"name": "early", "file": "early.ts.pt"}],
          "x-notes": {"mine": [1, 2]}
        }
        """);
  }

  private Project project() throws BadInputException {
    return projects.open(folder.resolve("p"));
  }

  @Test
  @DisplayName("stands in its file, of which all else stays, and can be opened by its name")
  void adds() throws BadInputException, IOException {
    assertThat(checkpoints.add(project(), folder.resolve("late.ts.pt"))).isEqualTo("late");
    assertThat(checkpoints.add(project(), folder.resolve("p/more/late.pt"))).isEqualTo("late 2");
    assertThat(project().checkpoints()).containsExactly("early", "late", "late 2");
    Checkpoint dict = project().checkpoint("late 2");
    assertThat(dict.architecture()).isEqualTo(folder.resolve("p/early.ts.pt"));
    assertThat(project().checkpoint("late").architecture()).isNull();
    assertThat(Files.readString(folder.resolve("p/loupe.json")))
        .contains("\"x-notes\"", "\"mine\"", "\"more/late.pt\"");
  }

  @Test
  @DisplayName("is not listed twice, and leaves again without a trace")
  void removes() throws BadInputException, IOException {
    Path file = folder.resolve("p/loupe.json");
    checkpoints.add(project(), folder.resolve("late.ts.pt"));
    String once = Files.readString(file);
    assertThat(checkpoints.add(project(), folder.resolve("late.ts.pt"))).isEqualTo("late");
    assertThat(Files.readString(file)).isEqualTo(once);
    checkpoints.remove(project(), "late");
    assertThat(project().checkpoints()).containsExactly("early");
    assertThat(folder.resolve("late.ts.pt")).exists();
    assertThatThrownBy(() -> checkpoints.remove(project(), "late"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("lists no checkpoint 'late'");
  }

  @Test
  @DisplayName("is refused where it is none, or of another model, saying what differs")
  void refuses() throws IOException {
    String before = Files.readString(folder.resolve("p/loupe.json"));
    assertThatThrownBy(() -> checkpoints.add(project(), folder.resolve("p/demo.card.json")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("is no checkpoint but: model card");
    Path other = DEMO.resolve("tiny/tiny.ts.pt");
    assertThatThrownBy(() -> checkpoints.add(project(), other))
        .isInstanceOf(BadInputException.class);
    assertThat(Files.readString(folder.resolve("p/loupe.json"))).isEqualTo(before);
  }
}
