package org.loupe.workbench.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Windows;

@DisplayName("Explaining an output")
class ExplainingTest {
  private final Bench bench = new Bench();
  private final Workspace workspace = Bench.emptyWorkspace();
  private final CompareList compare = new CompareList();
  private final MethodEdits edits = new MethodEdits();
  private final Notices notices = new Notices();
  private final Explaining explaining =
      new Explaining(bench.methodsService, workspace, compare, edits, Runnable::run, notices);

  @Test
  @DisplayName("moves the target of every method, and leaves the rest of its parameters")
  void moves() {
    workspace.windows().set(Optional.of(new WindowChoice("all", Windows.all(bench.dataset))));
    compare.begin(List.of(Bench.checkpoint("a")));
    edits.changes("test").set(Map.of("steps", "7", "class", "q"));
    explaining.explain("type", "2");
    assertThat(edits.changes("test").get())
        .isEqualTo(Map.of("steps", "7", "class", "q", "step", "2"));
    assertThat(notices.latest().get().text()).isEqualTo("Explaining type at step 2");
    explaining.explain("feed", "1");
    // Another prediction head has no class q, and a regression has no probability.
    assertThat(edits.changes("test").get())
        .isEqualTo(Map.of("steps", "7", "prediction_head", "feed", "target", "logit", "step", "1"));
    explaining.explain("type", "all");
    assertThat(edits.changes("test").get()).isEqualTo(Map.of("steps", "7"));
  }

  @Test
  @DisplayName("does nothing while nothing is open")
  void nothingOpen() {
    explaining.explain("type", "2");
    assertThat(edits.changes("test").get()).isEmpty();
    assertThat(notices.latest().get().text()).isEmpty();
  }
}
