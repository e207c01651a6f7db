package org.loupe.workbench.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.PartialResultException;
import org.loupe.analysis.Result;
import org.loupe.model.Progress;

@DisplayName("The analysis runs that nobody wants any more")
class CancelledRunsTest {
  private final Bench bench = new Bench();
  private final AnalysisRuns runs = bench.runs;
  private final RunRequest request = bench.request("A", 1);
  private final RunRequest other = bench.request("B", 1);

  /** Looks at these, and cancels them while the first is analysed; then that goes on like this. */
  private void cancelAtWork(List<RunRequest> these, Bench.Work then) {
    bench.claimed(these.toArray(RunRequest[]::new));
    bench.analyzer.work =
        progress -> {
          bench.analyzer.work = later -> {};
          runs.cancel(these);
          then.run(progress);
        };
  }

  @Test
  @DisplayName("stop when cancelled, at once for the viewer and soon for the analyzer")
  void cancel() {
    cancelAtWork(
        List.of(request),
        progress -> {
          assertThat(bench.state(request)).isEqualTo(new RunState.Cancelled());
          progress.checkCancelled();
        });
    bench.run(request);
    assertThat(bench.state(request)).isEqualTo(new RunState.Cancelled());
  }

  @Test
  @DisplayName("that were cancelled and do not end are left to themselves; others go on")
  void stuck() {
    bench.claimed(other);
    cancelAtWork(
        List.of(request),
        progress -> {
          runs.start(List.of(other));
          assertThat(bench.events).doesNotContain("thread left");
          bench.patience.drain();
          assertThat(bench.events).contains("thread left");
          bench.worker.drain();
          assertThat(bench.state(other)).isInstanceOf(RunState.Done.class);
        });
    bench.run(request);
    assertThat(bench.state(request)).isEqualTo(new RunState.Cancelled());
    assertThat(runs.jobs().get()).isEmpty();
    assertThat(bench.events).filteredOn("open A"::equals).hasSize(1);
    assertThat(bench.events).as("the sessions of the thread that was left").endsWith("close A");
  }

  @Test
  @DisplayName("that were cancelled and end in time do not cost the next one its thread")
  void inTime() {
    bench.claimed(other);
    cancelAtWork(
        List.of(request),
        progress -> {
          bench.analyzer.work = later -> bench.patience.drain();
          progress.checkCancelled();
        });
    bench.run(request, other);
    assertThat(bench.state(other)).isInstanceOf(RunState.Done.class);
    assertThat(bench.events).doesNotContain("thread left");
  }

  @Test
  @DisplayName("keep what was done until then, where the method says it is a result")
  void partial() {
    RunRequest three = bench.request("A", 1, 2, 3);
    bench.run(other);
    Result some = bench.state(other).result().orElseThrow();
    cancelAtWork(
        List.of(three),
        progress -> {
          throw new PartialResultException("One of 3 windows is done.", () -> some);
        });
    bench.run(three);
    assertThat(bench.state(three))
        .isEqualTo(new RunState.Cancelled("One of 3 windows is done.", Optional.of(some)));
    assertThat(runs.open(List.of(three))).containsExactly(three);
    bench.run(three);
    assertThat(bench.state(three)).isInstanceOf(RunState.Done.class);
  }

  @Test
  @DisplayName("are cancelled together, those that wait, too")
  void cancelAll() {
    List<RunRequest> all = List.of(request, other, bench.request("C", 1));
    cancelAtWork(all, Progress::checkCancelled);
    bench.run(all.toArray(RunRequest[]::new));
    assertThat(all)
        .allSatisfy(each -> assertThat(bench.state(each)).isEqualTo(new RunState.Cancelled()));
    assertThat(bench.analyzed()).containsExactly("analyze A");
    assertThat(runs.jobs().get()).isEmpty();
  }

  @Test
  @DisplayName("drop a result that comes after the cancellation")
  void stale() {
    cancelAtWork(List.of(request), progress -> {});
    bench.run(request);
    assertThat(bench.state(request)).isEqualTo(new RunState.Cancelled());
    bench.run(request);
    assertThat(bench.state(request).result()).isPresent();
  }

  @Test
  @DisplayName("cancel what no view is interested in any more")
  void outdated() {
    AnalysisRuns.Claim first = bench.claimed(request, other);
    bench.claimed(other);
    runs.start(List.of(request, other));
    first.show(List.of(bench.request("A", 2)));
    assertThat(runs.jobs().get().stream().map(Job::request)).containsExactly(other);
  }
}
