package org.loupe.workbench.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.PartialResultException;
import org.loupe.analysis.Result;

@DisplayName("The analysis runs that nobody wants any more")
class CancelledRunsTest {
  private final Bench bench = new Bench();
  private final AnalysisRuns runs = bench.runs;

  @Test
  @DisplayName("stop when cancelled, at once for the viewer and soon for the analyzer")
  void cancel() {
    RunRequest request = bench.request("A", 1);
    bench.claimed(request);
    bench.analyzer.work =
        progress -> {
          runs.cancel(List.of(request));
          assertThat(bench.state(request)).isEqualTo(new RunState.Cancelled());
          progress.checkCancelled();
        };
    bench.run(request);
    assertThat(bench.state(request)).isEqualTo(new RunState.Cancelled());
  }

  @Test
  @DisplayName("that were cancelled and do not end are left to themselves; others go on")
  void stuck() {
    RunRequest request = bench.request("A", 1);
    RunRequest other = bench.request("B", 1);
    bench.claimed(request, other);
    bench.analyzer.work =
        progress -> {
          bench.analyzer.work = later -> {};
          runs.cancel(List.of(request));
          runs.start(List.of(other));
          assertThat(bench.events).doesNotContain("thread left");
          bench.patience.drain();
          assertThat(bench.events).contains("thread left");
          bench.worker.drain();
          assertThat(bench.state(other)).isInstanceOf(RunState.Done.class);
        };
    bench.run(request);
    assertThat(bench.state(request)).isEqualTo(new RunState.Cancelled());
    assertThat(runs.jobs().get()).isEmpty();
    assertThat(bench.events).filteredOn("open A"::equals).hasSize(1);
    assertThat(bench.events).as("the sessions of the thread that was left").endsWith("close A");
  }

  @Test
  @DisplayName("that were cancelled and end in time do not cost the next one its thread")
  void inTime() {
    RunRequest request = bench.request("A", 1);
    RunRequest other = bench.request("B", 1);
    bench.claimed(request, other);
    bench.analyzer.work =
        progress -> {
          bench.analyzer.work = later -> bench.patience.drain();
          runs.cancel(List.of(request));
          progress.checkCancelled();
        };
    bench.run(request, other);
    assertThat(bench.state(other)).isInstanceOf(RunState.Done.class);
    assertThat(bench.events).doesNotContain("thread left");
  }

  @Test
  @DisplayName("keep what was done until then, where the method says it is a result")
  void partial() {
    RunRequest request = bench.request("A", 1, 2, 3);
    bench.claimed(request);
    bench.run(bench.request("B", 1));
    Result some = bench.state(bench.request("B", 1)).result().orElseThrow();
    bench.analyzer.work =
        progress -> {
          runs.cancel(List.of(request));
          throw new PartialResultException("One of 3 windows is done.", () -> some);
        };
    bench.run(request);
    assertThat(bench.state(request))
        .isEqualTo(new RunState.Cancelled("One of 3 windows is done.", Optional.of(some)));
    assertThat(runs.open(List.of(request))).containsExactly(request);
    bench.analyzer.work = progress -> {};
    bench.run(request);
    assertThat(bench.state(request)).isInstanceOf(RunState.Done.class);
  }

  @Test
  @DisplayName("are cancelled together, those that wait, too")
  void cancelAll() {
    List<RunRequest> all =
        List.of(bench.request("A", 1), bench.request("B", 1), bench.request("C", 1));
    bench.claimed(all.toArray(RunRequest[]::new));
    bench.analyzer.work =
        progress -> {
          runs.cancel(all);
          progress.checkCancelled();
        };
    bench.run(all.toArray(RunRequest[]::new));
    assertThat(all)
        .allSatisfy(each -> assertThat(bench.state(each)).isEqualTo(new RunState.Cancelled()));
    assertThat(bench.analyzed()).containsExactly("analyze A");
    assertThat(runs.jobs().get()).isEmpty();
  }

  @Test
  @DisplayName("drop a result that comes after the cancellation")
  void stale() {
    RunRequest request = bench.request("A", 1);
    bench.claimed(request);
    bench.analyzer.work = progress -> runs.cancel(List.of(request));
    bench.run(request);
    assertThat(bench.state(request)).isEqualTo(new RunState.Cancelled());
    bench.analyzer.work = progress -> {};
    bench.run(request);
    assertThat(bench.state(request).result()).isPresent();
  }

  @Test
  @DisplayName("cancel what no view is interested in any more")
  void outdated() {
    RunRequest old = bench.request("A", 1);
    RunRequest shared = bench.request("B", 1);
    AnalysisRuns.Claim first = bench.claimed(old, shared);
    bench.claimed(shared);
    runs.start(List.of(old, shared));
    first.show(List.of(bench.request("A", 2)));
    assertThat(runs.jobs().get().stream().map(Job::request)).containsExactly(shared);
  }
}
