package org.loupe.workbench.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.BadInputException;
import org.loupe.workbench.internal.core.OpenProject.Entry;

@DisplayName("An open project")
class OpenProjectTest {
  private static OpenProject of(Entry... entries) {
    FakeProject project = FakeProject.of(Path.of("project"), List.of());
    return new OpenProject(project, List.of(entries), Optional.empty());
  }

  private static Entry wrong(String name, String problem) {
    return new Entry(name, null, problem);
  }

  @Test
  @DisplayName("none of whose checkpoints can be used says why, of many alike once")
  void obstacle() {
    assertThat(of(wrong("a", "There is no card."), wrong("b", "There is no card.")).obstacle())
        .contains("There is no card.");
    assertThat(
            of(wrong("a", "1."), wrong("b", "2."), wrong("c", "3."), wrong("d", "4.")).obstacle())
        .contains("1. 2. 3.");
    assertThat(of().obstacle()).contains("It names none; add one to its loupe.json.");
  }

  @Test
  @DisplayName("with one that can be used has no obstacle")
  void usable() throws BadInputException {
    Entry good = new Entry("good", Bench.checkpoint("good"), "");
    assertThat(of(wrong("a", "There is no card."), good).obstacle()).isEmpty();
  }
}
