package org.loupe.workbench.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.project.CheckpointFiles;
import org.loupe.project.Checkpoints;
import org.loupe.project.Project;
import org.loupe.project.Projects;

@DisplayName("A file that joins the open project")
class CheckpointEditsTest {
  private final List<String> listed = new ArrayList<>(List.of("early", "late"));
  private final ManualExecutor worker = new ManualExecutor();
  private final Observed<Optional<Projects>> projects =
      new Observed<>(
          Optional.of(new FakeProjects(folder -> FakeProject.of(folder, List.copyOf(listed)))));
  private final Workspace workspace =
      new Workspace(
          projects,
          new Observed<>(Optional.empty()),
          new Observed<>(Optional.empty()),
          worker,
          worker);
  private final CompareList compare = new CompareList();
  private final CheckpointEdits edits =
      new CheckpointEdits(
          workspace, compare, projects, new Observed<>(Optional.of(new TestCheckpoints())), worker);
  private final List<Edits.Edit> made = new ArrayList<>();
  private final List<CheckpointEdits.Outcome> outcomes = new ArrayList<>();
  private int openings;

  @BeforeEach
  void open() {
    workspace
        .opened()
        .onChange(
            now -> {
              openings++;
              now.value().ifPresent(open -> compare.begin(open.usable()));
            });
    workspace.open(Path.of("project"));
    worker.drain();
    openings = 0;
    edits.onEdit(made::add);
    compare.onEdit(made::add);
  }

  private void add(String file, int place) {
    edits.add(Path.of(file), place, outcomes::add);
    worker.drain();
  }

  private List<String> compared() {
    return compare.comparison().get().entries().stream()
        .map(entry -> entry.chip().letter() + " " + entry.name())
        .toList();
  }

  private List<String> known() {
    return workspace.project().get().value().orElseThrow().usable().stream()
        .map(Checkpoint::name)
        .toList();
  }

  @Test
  @DisplayName("is compared where it was dropped, while all else stays chosen")
  void joins() {
    add("best.pt", 1);
    assertThat(outcomes).containsExactly(new CheckpointEdits.Joined("best", true, true));
    assertThat(compared()).containsExactly("A early", "C best", "B late");
    assertThat(known()).containsExactly("early", "late", "best");
    assertThat(openings).as("projects that were opened").isZero();
  }

  @Test
  @DisplayName("leaves again when that is undone, and comes back")
  void undone() {
    add("best.pt", 1);
    assertThat(made).extracting(Edits.Edit::name).containsExactly("adding checkpoint best");
    assertThat(made.get(0).undo().run()).isEmpty();
    assertThat(listed).containsExactly("early", "late");
    assertThat(compared()).containsExactly("A early", "B late");
    assertThat(known()).containsExactly("early", "late");
    assertThat(made.get(0).redo().run()).isEmpty();
    assertThat(compared()).containsExactly("A early", "C best", "B late");
    assertThat(known()).containsExactly("early", "late", "best");
    listed.clear();
    assertThat(made.get(0).undo().run()).contains("There is no 'best'.");
  }

  @Test
  @DisplayName("is merely compared if the project has it already")
  void alreadyThere() {
    compare.remove("late");
    made.clear();
    add("late.pt", 0);
    assertThat(outcomes).containsExactly(new CheckpointEdits.Joined("late", false, true));
    assertThat(compared()).containsExactly("B late", "A early");
    assertThat(made).extracting(Edits.Edit::name).containsExactly("comparing late");
  }

  @Test
  @DisplayName("is refused with a reason where it does not fit, and nothing changes")
  void refused() {
    add("other.pt", 0);
    assertThat(outcomes).containsExactly(new CheckpointEdits.Refused("It is another model."));
    assertThat(made).isEmpty();
    assertThat(compared()).containsExactly("A early", "B late");
  }

  private final class TestCheckpoints implements Checkpoints {
    @Override
    public String add(Project project, Path file) throws BadInputException {
      String name = CheckpointFiles.name(file);
      if (name.equals("other")) {
        throw new BadInputException("It is another model.");
      }
      if (!listed.contains(name)) {
        listed.add(name);
      }
      return name;
    }

    @Override
    public void remove(Project project, String name) throws BadInputException {
      if (!listed.remove(name)) {
        throw new BadInputException("There is no '" + name + "'.");
      }
    }
  }
}
