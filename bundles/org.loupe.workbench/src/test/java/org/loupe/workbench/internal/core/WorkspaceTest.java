package org.loupe.workbench.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.ModelCard;
import org.loupe.project.Project;
import org.loupe.project.ProjectLocks;
import org.loupe.project.Projects;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;

@DisplayName("The workspace")
class WorkspaceTest {
  private static final ModelCard CARD =
      new CardBuilder("tiny")
          .input("x", "a")
          .categoricalHead("type", "p", "q")
          .clusters("recording")
          .build();
  private final ManualExecutor worker = new ManualExecutor();
  private final TestLocks holders = new TestLocks();
  private final Observed<Optional<ProjectLocks>> locks = new Observed<>(Optional.of(holders));
  private final Projects opener = new FakeProjects(WorkspaceTest::project);
  private final Observed<Optional<Projects>> projects = new Observed<>(Optional.of(opener));
  private final Workspace workspace =
      new Workspace(projects, locks, new Observed<>(Optional.empty()), worker, worker);

  /** What is in the folders 'good', 'partly' and 'bad'. */
  private static Project project(Path folder) throws BadInputException {
    if (folder.endsWith("bad")) {
      throw new BadInputException("There is no loupe.json.");
    }
    FakeProject project =
        FakeProject.of(folder, List.of("late", "damaged")).models(WorkspaceTest::checkpoint);
    return folder.endsWith("partly")
        ? project
            .data(List.of("broken", "test"), WorkspaceTest::dataset)
            .slices(
                List.of(
                    new Project.Slice("gone", "test", "2-9"),
                    new Project.Slice("there", "test", "0-3")))
        : project.data(List.of("test"), WorkspaceTest::dataset);
  }

  private static Checkpoint checkpoint(String name) throws BadInputException {
    if (name.equals("damaged")) {
      throw new BadInputException("It is damaged.");
    }
    return new Checkpoint(name, Path.of(name), null, "sha", CARD);
  }

  private static Dataset dataset(String name) throws BadInputException {
    if (name.equals("broken")) {
      throw new BadInputException("It is cut off.");
    }
    return new FakeDataset(name)
        .with("x", new int[] {4, 1, 1}, new float[4])
        .with("recording", new int[] {4}, 7L, 7, 7, 8);
  }

  private void open(String folder) {
    workspace.open(Path.of(folder));
    worker.drain();
  }

  @Test
  @DisplayName("opens a project with its first dataset, all windows and their recordings")
  void opens() {
    workspace.open(Path.of("good"));
    assertThat(workspace.project().get()).isEqualTo(new Loading.Busy<>("good"));
    worker.drain();
    assertThat(workspace.project().get().value().orElseThrow().usable()).hasSize(1);
    WindowChoice choice = workspace.windows().get().orElseThrow();
    assertThat(choice.isAll()).isTrue();
    assertThat(WindowFacts.describe(workspace.facts().get().value(), choice.windows()))
        .isEqualTo("4 windows, 2 recordings");
  }

  @Test
  @DisplayName("keeps the other checkpoints when one is damaged")
  void damaged() {
    open("good");
    OpenProject.Entry entry = workspace.project().get().value().orElseThrow().checkpoints().get(1);
    assertThat(entry.checkpoint()).isNull();
    assertThat(entry.problem()).isEqualTo("It is damaged.");
  }

  @Test
  @DisplayName("says why a project does not open")
  void fails() {
    open("bad");
    assertThat(workspace.project().get())
        .isEqualTo(new Loading.Failed<>("bad", "There is no loupe.json."));
  }

  @Test
  @DisplayName("drops a project that is read when another is wanted already")
  void stale() {
    workspace.open(Path.of("good"));
    workspace.open(Path.of("bad"));
    worker.step();
    assertThat(workspace.project().get()).isEqualTo(new Loading.Busy<>("bad"));
    worker.drain();
    assertThat(workspace.project().get()).isInstanceOf(Loading.Failed.class);
  }

  @Test
  @DisplayName("opens the project as soon as the service for it comes")
  void late() {
    projects.set(Optional.empty());
    open("good");
    assertThat(workspace.project().get()).isInstanceOf(Loading.Failed.class);
    projects.set(Optional.of(opener));
    worker.drain();
    assertThat(workspace.project().get().value()).isPresent();
  }

  @Test
  @DisplayName("chooses windows by expression and refuses those that are not there")
  void windows() throws BadInputException {
    open("good");
    workspace.chooseWindows("1-2");
    assertThat(workspace.windows().get().orElseThrow().describe()).isEqualTo("2 windows: 1, 2");
    assertThatThrownBy(() -> workspace.chooseWindows("3-9")).hasMessageContaining("0 to 3");
  }

  @Test
  @DisplayName("holds the lock of the project that is open, until another one is or none")
  void locks() {
    open("good");
    assertThat(holders.held).containsExactly(Path.of("good"));
    open("other");
    assertThat(holders.held).containsExactly(Path.of("other"));
    workspace.close();
    worker.drain();
    assertThat(holders.held).isEmpty();
  }

  @Test
  @DisplayName("refuses a project that is open elsewhere, and opens it for reading if people like")
  void occupied() {
    holders.answer = new ProjectLocks.Occupied("process 7 on ada, since noon");
    open("good");
    assertThat(workspace.project().get())
        .isInstanceOfSatisfying(
            Loading.Failed.class,
            failed ->
                assertThat(failed.sentence())
                    .startsWith("'test' is open in another window: process 7 on ada, since noon."));
    assertThat(workspace.occupied().get()).isPresent();

    workspace.openForReading();
    worker.drain();
    OpenProject open = workspace.project().get().value().orElseThrow();
    assertThat(open.title()).isEqualTo("test (read-only)");
    assertThat(open.readOnly()).hasValueSatisfying(why -> assertThat(why).contains("process 7"));
    assertThat(workspace.occupied().get()).isEmpty();
    assertThat(workspace.windows().get()).isPresent();
  }

  @Test
  @DisplayName("opens a project for reading whose folder cannot be written")
  void unwritable() {
    holders.answer = new ProjectLocks.Unwritable("access to it is denied");
    open("good");
    assertThat(workspace.project().get().value().orElseThrow().readOnly())
        .contains("Its folder cannot be written: access to it is denied.");
  }

  @Test
  @DisplayName("takes the first dataset that can be read, and remembers what cannot be used")
  void otherDataset() {
    open("partly");
    assertThat(workspace.dataset().get().value().orElseThrow().name()).isEqualTo("test");
    assertThat(workspace.unusable().get().datasets())
        .containsExactly(Map.entry("broken", "It is cut off."));
    assertThat(workspace.unusable().get().slices()).containsOnlyKeys("gone");
    assertThat(workspace.unusable().get().slices().get("gone")).contains("windows 0 to 3");
  }

  @Test
  @DisplayName("has nothing chosen once it is closed")
  void closes() {
    open("good");
    workspace.close();
    assertThat(workspace.project().get()).isEqualTo(new Loading.None<>());
    assertThat(workspace.windows().get()).isEmpty();
  }

  private static final class TestLocks implements ProjectLocks {
    private final List<Path> held = new ArrayList<>();
    private @Nullable Claim answer;

    @Override
    public Claim take(Path folder) {
      if (answer != null) {
        return answer;
      }
      held.add(folder);
      return (Held) () -> held.remove(folder);
    }
  }
}
