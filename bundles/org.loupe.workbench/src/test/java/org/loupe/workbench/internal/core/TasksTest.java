package org.loupe.workbench.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("All that takes its time")
class TasksTest {
  private final Bench bench = new Bench();
  private final Tasks tasks = new Tasks(bench.runs);

  @Test
  @DisplayName("is listed with the computations while it lasts, and is cancelled like them")
  void work() {
    AnalysisRuns.Claim claim = bench.runs.claim();
    RunRequest request = bench.request("early", 0);
    claim.show(List.of(request));
    bench.runs.start(List.of(request));
    try (Tasks.Work work = tasks.begin("Installing A")) {
      work.report("fetching", 1, 4);
      assertThat(tasks.all().get())
          .extracting(Task::name)
          .containsExactly("Installing A", "Test, early");
      assertThat(work.state().get())
          .isInstanceOfSatisfying(
              RunState.Running.class, running -> assertThat(running.share()).isEqualTo(0.25));
      tasks.cancel(tasks.all().get());
      assertThat(work.isCancelled()).isTrue();
      assertThat(bench.state(request)).isInstanceOf(RunState.Cancelled.class);
    }
    assertThat(tasks.all().get()).isEmpty();
    claim.close();
  }
}
