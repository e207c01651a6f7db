package org.loupe.workbench.internal.undo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.project.Project;
import org.loupe.workbench.internal.core.CompareList;
import org.loupe.workbench.internal.core.TestCore;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.widgets.Stage;

@DisplayName("Edits of a project")
class ProjectEditsTest {
  private static final long PATIENCE = 120;

  private final TestCore test = new TestCore(new Stage.BarView());
  private final WorkbenchCore core = test.core();
  private EditHistory history = new EditHistory(core, Runnable::run);

  @BeforeEach
  void opened() throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
    while (core.workspace().windows().get().isEmpty() && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    history = new EditHistory(core, Runnable::run);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  @DisplayName("of the comparison can be undone, with letters and baseline as they were")
  void comparison() throws Exception {
    CompareList compare = core.compare();
    CompareList.Comparison before = compare.comparison().get();
    compare.baseline("late");
    compare.remove("early");
    assertThat(history.names().get().undo()).contains("removing early from the comparison");
    history.undo();
    history.undo();
    settle();
    assertThat(compare.comparison().get()).isEqualTo(before);
    history.redo();
    settle();
    assertThat(compare.comparison().get().baseline()).isEqualTo("late");
  }

  @Test
  @DisplayName("that change nothing are none")
  void noChange() {
    core.compare().baseline(core.compare().comparison().get().baseline());
    assertThat(history.names().get().undo()).isEmpty();
  }

  @Test
  @DisplayName("of slices can be undone and done again")
  void slices() throws Exception {
    CompletableFuture<Void> saved = new CompletableFuture<>();
    core.slices().save("errors", "1-3", problem -> saved.complete(null));
    saved.get(PATIENCE, TimeUnit.SECONDS);
    core.slices().rename("errors", "faults", problem -> {});
    core.slices().delete("faults", problem -> {});
    settle();
    assertThat(names()).isEmpty();
    assertThat(history.names().get().undo()).contains("deleting slice faults");
    history.undo();
    settle();
    assertThat(names()).containsExactly("faults");
    history.undo();
    settle();
    assertThat(names()).containsExactly("errors");
    history.undo();
    settle();
    assertThat(names()).isEmpty();
    history.redo();
    settle();
    assertThat(names()).containsExactly("errors");
  }

  @Test
  @DisplayName("of another project are forgotten")
  void otherProject() {
    core.compare().remove("late");
    core.workspace().close();
    assertThat(history.names().get()).isEqualTo(EditHistory.Names.NONE);
  }

  private List<String> names() {
    return core.workspace().slices().get().stream().map(Project.Slice::name).toList();
  }

  /** Waits until the worker has done what was asked of it so far. */
  private void settle() throws Exception {
    core.files().submit(() -> {}).get(PATIENCE, TimeUnit.SECONDS);
  }
}
