package org.loupe.workbench.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.ComparisonMethod;
import org.loupe.analysis.Info;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Method;
import org.loupe.analysis.PartialResultException;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Result;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;
import org.loupe.model.ModelException;
import org.loupe.model.Progress;

@DisplayName("The analysis runs")
class AnalysisRunsTest {
  private final Bench bench = new Bench();
  private final AnalysisRuns runs = bench.runs;

  private void run(RunRequest... requests) {
    runs.start(List.of(requests));
    bench.worker.drain();
  }

  private AnalysisRuns.Claim claimed(RunRequest... requests) {
    AnalysisRuns.Claim claim = runs.claim();
    claim.show(List.of(requests));
    return claim;
  }

  private List<String> analyzed() {
    return bench.events.stream().filter(event -> event.startsWith("analyze")).toList();
  }

  @Test
  @DisplayName("go from missing over queued to done")
  void states() {
    RunRequest request = bench.request("A", 1, 2);
    assertThat(bench.state(request)).isEqualTo(new RunState.Missing());
    runs.start(List.of(request));
    assertThat(bench.state(request)).isEqualTo(new RunState.Queued());
    bench.worker.drain();
    assertThat(bench.state(request).result().orElseThrow().provenance().windows())
        .containsExactly(1, 2);
  }

  @Test
  @DisplayName("compare several checkpoints at once, and rehearse no comparison")
  void comparison() {
    Bench rehearsing = new Bench(4);
    rehearsing.methods.comparisons.add(
        new ComparisonMethod<>(rehearsing.new TestComparison(), null, "org.example.versus"));
    RunRequest one = rehearsing.request("A", 1, 2);
    RunRequest request =
        new RunRequest(
            "versus",
            one.checkpoint(),
            List.of(Bench.checkpoint("B"), Bench.checkpoint("C")),
            one.windows(),
            Map.of(),
            42,
            Optional.empty());
    AnalysisRuns.Claim claim = rehearsing.runs.claim();
    claim.show(List.of(request));
    rehearsing.runs.start(List.of(request));
    assertThat(rehearsing.runs.jobs().get().get(0).name()).isEqualTo("Versus, A-vs-B-vs-C");
    rehearsing.worker.drain();
    Result result = rehearsing.state(request).result().orElseThrow();
    assertThat(result.provenance().compared())
        .extracting(Provenance.Compared::checkpoint)
        .containsExactly("B", "C");
    assertThat(result.provenance().parameters()).containsEntry("steps", "3");
    assertThat(rehearsing.events).containsExactly("compare [A, B, C]");
    rehearsing.methods.comparisons.clear();
    rehearsing.methods.listeners.forEach(Runnable::run);
    assertThat(rehearsing.state(request)).isEqualTo(new RunState.Missing());
  }

  @Test
  @DisplayName("compute an equal request once")
  void once() {
    run(bench.request("A", 1));
    run(bench.request("A", 1), bench.request("A", 2));
    assertThat(analyzed()).containsExactly("analyze A", "analyze A");
  }

  @Test
  @DisplayName("take the newest requests first, those of one call in their order")
  void newestFirst() {
    runs.start(List.of(bench.request("A", 1), bench.request("B", 1)));
    runs.start(List.of(bench.request("C", 1), bench.request("D", 1)));
    runs.start(List.of(bench.request("B", 1)));
    assertThat(runs.jobs().get().stream().map(Job::name))
        .containsExactly("Test, B", "Test, C", "Test, D", "Test, A");
    bench.worker.drain();
    assertThat(analyzed()).containsExactly("analyze B", "analyze C", "analyze D", "analyze A");
    assertThat(runs.jobs().get()).isEmpty();
  }

  @Test
  @DisplayName("say what is being done while they run")
  void progress() {
    RunRequest request = bench.request("A", 1);
    bench.analyzer.work =
        progress -> {
          progress.report("counting", 3, 10);
          RunState.Running running = (RunState.Running) bench.state(request);
          bench.events.add(running.message() + " " + running.share());
          assertThat(runs.jobs().get()).hasSize(1);
        };
    run(request);
    assertThat(bench.events).contains("counting 0.3");
  }

  @Test
  @DisplayName("stop when cancelled, at once for the viewer and soon for the analyzer")
  void cancel() {
    RunRequest request = bench.request("A", 1);
    claimed(request);
    bench.analyzer.work =
        progress -> {
          runs.cancel(List.of(request));
          assertThat(bench.state(request)).isEqualTo(new RunState.Cancelled());
          progress.checkCancelled();
        };
    run(request);
    assertThat(bench.state(request)).isEqualTo(new RunState.Cancelled());
  }

  @Test
  @DisplayName("that were cancelled and do not end are left to themselves; others go on")
  void stuck() {
    RunRequest request = bench.request("A", 1);
    RunRequest other = bench.request("B", 1);
    AnalysisRuns.Claim claim = claimed(request, other);
    bench.analyzer.work =
        progress -> {
          bench.analyzer.work = later -> {};
          Job job = runs.jobs().get().get(0);
          runs.cancel(List.of(request));
          assertThat(bench.events).doesNotContain("thread left");
          runs.leave(new Object());
          runs.start(List.of(other));
          runs.leave(job);
          assertThat(bench.events).contains("thread left");
          bench.worker.drain();
          assertThat(bench.state(other)).isInstanceOf(RunState.Done.class);
        };
    run(request);
    assertThat(bench.state(request)).isEqualTo(new RunState.Cancelled());
    assertThat(runs.jobs().get()).isEmpty();
    claim.close();
  }

  @Test
  @DisplayName("keep what was done until then, where the method says it is a result")
  void partial() {
    RunRequest request = bench.request("A", 1, 2, 3);
    claimed(request);
    run(bench.request("B", 1));
    Result some = bench.state(bench.request("B", 1)).result().orElseThrow();
    bench.analyzer.work =
        progress -> {
          runs.cancel(List.of(request));
          throw new PartialResultException("One of 3 windows is done.", () -> some);
        };
    run(request);
    assertThat(bench.state(request))
        .isEqualTo(new RunState.Cancelled("One of 3 windows is done.", Optional.of(some)));
    assertThat(runs.open(List.of(request))).containsExactly(request);
    bench.analyzer.work = progress -> {};
    run(request);
    assertThat(bench.state(request)).isInstanceOf(RunState.Done.class);
  }

  @Test
  @DisplayName("are cancelled together, those that wait, too")
  void cancelAll() {
    List<RunRequest> all =
        List.of(bench.request("A", 1), bench.request("B", 1), bench.request("C", 1));
    claimed(all.toArray(RunRequest[]::new));
    bench.analyzer.work =
        progress -> {
          runs.cancel(all);
          progress.checkCancelled();
        };
    run(all.toArray(RunRequest[]::new));
    assertThat(all)
        .allSatisfy(each -> assertThat(bench.state(each)).isEqualTo(new RunState.Cancelled()));
    assertThat(analyzed()).containsExactly("analyze A");
    assertThat(runs.jobs().get()).isEmpty();
  }

  @Test
  @DisplayName("are open until computed, again when cancelled, and not when the input is wrong")
  void open() {
    RunRequest done = bench.request("A", 1);
    RunRequest cancelled = bench.request("B", 1);
    RunRequest wrong = bench.request("C", 1);
    RunRequest broken = bench.request("D", 1);
    List<RunRequest> all = List.of(done, cancelled, wrong, broken);
    claimed(all.toArray(RunRequest[]::new));
    assertThat(runs.open(all)).isEqualTo(all);
    run(done);
    runs.start(List.of(cancelled));
    assertThat(runs.open(all)).containsExactly(wrong, broken);
    runs.cancel(List.of(cancelled));
    bench.analyzer.work =
        progress -> {
          bench.analyzer.work =
              second -> {
                throw new ModelException("Out of memory.");
              };
          throw new BadInputException("The window is too short.");
        };
    run(wrong, broken);
    assertThat(runs.open(all)).containsExactly(cancelled, broken);
  }

  @Test
  @DisplayName("drop a result that comes after the cancellation")
  void stale() {
    RunRequest request = bench.request("A", 1);
    claimed(request);
    bench.analyzer.work = progress -> runs.cancel(List.of(request));
    run(request);
    assertThat(bench.state(request)).isEqualTo(new RunState.Cancelled());
    bench.analyzer.work = progress -> {};
    run(request);
    assertThat(bench.state(request).result()).isPresent();
  }

  @Test
  @DisplayName("cancel what no view is interested in any more")
  void outdated() {
    RunRequest old = bench.request("A", 1);
    RunRequest shared = bench.request("B", 1);
    AnalysisRuns.Claim first = claimed(old, shared);
    claimed(shared);
    runs.start(List.of(old, shared));
    first.show(List.of(bench.request("A", 2)));
    assertThat(runs.jobs().get().stream().map(Job::request)).containsExactly(shared);
  }

  @Test
  @DisplayName("contain what goes wrong and go on with the next")
  void contained() {
    RunRequest wrong = bench.request("A", 1);
    RunRequest broken = bench.request("B", 1);
    RunRequest right = bench.request("C", 1);
    claimed(wrong, broken, right);
    bench.analyzer.work =
        progress -> {
          bench.analyzer.work =
              second -> {
                bench.analyzer.work = third -> {};
                throw new NoClassDefFoundError("org/example/Gone");
              };
          throw new BadInputException("The window is too short.");
        };
    run(wrong, broken, right);
    assertThat(bench.state(wrong))
        .isEqualTo(
            new RunState.Failed("The window is too short.", "org.example.method", true, false));
    assertThat(((RunState.Failed) bench.state(broken)).sentence())
        .contains("org.example.method", "NoClassDefFoundError", "org/example/Gone");
    assertThat(bench.state(right).result()).isPresent();
  }

  @Test
  @DisplayName("refuse wrong parameters with the sentence of the form")
  void parameters() {
    RunRequest good = bench.request("A", 1);
    RunRequest request =
        new RunRequest(
            "test", good.checkpoint(), good.windows(), Map.of("steps", "0"), 42, Optional.empty());
    claimed(request);
    run(request);
    assertThat(((RunState.Failed) bench.state(request)).sentence()).contains("at least 1");
  }

  @Test
  @DisplayName("keep the sessions used last open, and close the others and all at the end")
  void sessions() {
    run(bench.request("A", 1), bench.request("B", 1), bench.request("C", 1));
    run(bench.request("A", 2), bench.request("D", 1));
    runs.clear();
    bench.worker.drain();
    assertThat(bench.events.stream().filter(event -> !event.startsWith("analyze")))
        .containsExactly(
            "open A", "open B", "open C", "close B", "open D", "close C", "close A", "close D");
  }

  @Test
  @DisplayName("close the sessions when the engine failed")
  void engineFailed() {
    bench.analyzer.work =
        progress -> {
          throw new ModelException("Out of memory.");
        };
    run(bench.request("A", 1));
    assertThat(bench.events).containsExactly("open A", "analyze A", "close A");
  }

  @Test
  @DisplayName("are cancelled and forgotten when their method goes away")
  void methodGone() {
    RunRequest done = bench.request("A", 1);
    RunRequest waiting = bench.request("B", 1);
    claimed(done, waiting);
    run(done);
    runs.start(List.of(waiting));
    bench.methods.installed.clear();
    bench.methods.listeners.forEach(Runnable::run);
    assertThat(bench.state(done)).isEqualTo(new RunState.Missing());
    assertThat(bench.state(waiting)).isEqualTo(new RunState.Missing());
    assertThat(runs.jobs().get()).isEmpty();
    runs.start(List.of(done));
    assertThat(((RunState.Failed) bench.state(done)).sentence()).contains("'test'");
  }

  @Test
  @DisplayName("know how long a request will take once one like it was measured")
  void estimate() {
    assertThat(runs.estimate(bench.request("A", 1))).isEmpty();
    bench.takes(Duration.ofSeconds(3));
    run(bench.request("A", 1, 2));
    assertThat(runs.estimate(bench.request("B", 3, 4))).as("the engine warmed up").isEmpty();
    run(bench.request("A", 3, 4));
    assertThat(runs.estimate(bench.request("B", 3, 4)).orElseThrow().time()).hasSeconds(3);
    assertThat(runs.estimate(bench.request("B", 1, 2, 3, 4)).orElseThrow().time()).hasSeconds(6);
  }

  @Test
  @DisplayName("time every method that ran, not the last one only")
  void rehearseAll() {
    Bench rehearsing = new Bench(4);
    rehearsing.methods.installed.add(new Method<>(new Collector(), null, "bundle.collector"));
    RunRequest test = rehearsing.request("A", 1);
    RunRequest last =
        new RunRequest("collect", test.checkpoint(), test.windows(), Map.of(), 42, test.device());
    rehearsing.runs.start(List.of(test, last));
    rehearsing.worker.drain();
    assertThat(rehearsing.runs.estimate(rehearsing.request("A", 1, 2, 3, 4))).isPresent();
  }

  @Test
  @DisplayName("time nothing any more once all is cleared")
  void rehearseNothing() {
    Bench rehearsing = new Bench(4);
    rehearsing.analyzer.work =
        progress -> {
          if (rehearsing.events.stream().filter("analyze A"::equals).count() == 2) {
            rehearsing.runs.clear();
            progress.checkCancelled();
          }
        };
    rehearsing.runs.start(List.of(rehearsing.request("A", 1)));
    rehearsing.worker.drain();
    assertThat(rehearsing.events.stream().filter("analyze A"::equals)).hasSize(2);
    assertThat(rehearsing.events).endsWith("close A");
  }

  @Test
  @DisplayName("measure how long windows take when nothing else is to do, also after a failure")
  void rehearse() {
    Bench rehearsing = new Bench(4);
    RunRequest good = rehearsing.request("A", 1);
    RunRequest wrong = rehearsing.request("B", 1);
    rehearsing.analyzer.work =
        progress -> {
          if (rehearsing.events.contains("analyze B") && !rehearsing.events.contains("failed")) {
            rehearsing.events.add("failed");
            throw new BadInputException("The window is too short.");
          }
        };
    rehearsing.runs.start(List.of(good, wrong));
    rehearsing.worker.drain();
    assertThat(rehearsing.runs.estimate(rehearsing.request("A", 1, 2, 3, 4))).isPresent();
  }

  @Test
  @DisplayName("compute anew what is made of other results, when there is one more")
  void madeOfResults() {
    bench.methods.installed.add(new Method<>(new Collector(), null, "bundle.collector"));
    RunRequest one = bench.request("A", 1);
    RunRequest of =
        new RunRequest("collect", one.checkpoint(), one.windows(), Map.of(), 42, one.device());
    RunRequest other = bench.request("B", 1);
    claimed(one, of, other);
    run(one);
    run(of);
    assertThat(collected(of)).isEqualTo(1);
    run(other);
    assertThat(collected(of)).as("another checkpoint says nothing new").isEqualTo(1);
    run(bench.request("A", 1, 2));
    assertThat(bench.state(of)).isEqualTo(new RunState.Missing());
    run(of);
    assertThat(collected(of)).isEqualTo(2);
  }

  private int collected(RunRequest request) {
    return bench.state(request).result().orElseThrow().provenance().microBatch();
  }

  /** Nothing to choose. */
  record Nothing() {}

  /** Results that were computed before. */
  private static final class Before implements KeptResults {
    private final Map<RunRequest, RunState.Done> held = new HashMap<>();
    private final List<String> events = new ArrayList<>();
    private @Nullable Error failure;

    @Override
    public boolean mayHold(RunRequest request) {
      return true;
    }

    @Override
    public Optional<RunState.Done> find(RunRequest request, InstalledMethod<?, ?> method) {
      events.add("find " + request.checkpoint().name());
      if (failure != null) {
        throw failure;
      }
      return Optional.ofNullable(held.get(request));
    }

    @Override
    public void keep(RunRequest request, InstalledMethod<?, ?> method, Result result) {
      events.add("keep " + request.checkpoint().name());
      held.put(request, new RunState.Done(result, Optional.of(Instant.EPOCH)));
    }
  }

  @Test
  @DisplayName("do not wait for ever for a search that fails")
  void searchFails() {
    Before failing = new Before();
    failing.failure = new OutOfMemoryError("on purpose");
    Bench searching = new Bench(failing);
    RunRequest request = searching.request("A", 1);
    AnalysisRuns.Claim claim = searching.runs.claim();
    claim.show(List.of(request));
    searching.runs.seek(List.of(request));
    assertThatThrownBy(searching.worker::drain).isSameAs(failing.failure);
    assertThat(searching.state(request)).isEqualTo(new RunState.Missing());
    assertThat(searching.runs.open(List.of(request))).containsExactly(request);
  }

  @Test
  @DisplayName("compute nothing that was computed before, whether it is asked for or only shown")
  void before() {
    Before before = new Before();
    Bench first = new Bench(before);
    RunRequest request = first.request("A", 1);
    first.runs.start(List.of(request));
    first.worker.drain();
    assertThat(before.events).containsExactly("find A", "keep A");

    Bench second = new Bench(before);
    List<Result> told = new ArrayList<>();
    second.runs.onResult(told::add);
    AnalysisRuns.Claim claim = second.runs.claim();
    claim.show(List.of(request));
    second.runs.seek(List.of(request));
    assertThat(second.state(request)).isEqualTo(new RunState.Sought());
    assertThat(second.runs.open(List.of(request))).isEmpty();
    second.worker.drain();
    assertThat(second.state(request).written()).contains(Instant.EPOCH);
    assertThat(told).hasSize(1);

    Bench third = new Bench(before);
    third.runs.start(List.of(request));
    third.worker.drain();
    assertThat(third.state(request).written()).contains(Instant.EPOCH);
    assertThat(second.events).isEmpty();
    assertThat(third.events).isEmpty();
    assertThat(before.events).containsExactly("find A", "keep A", "find A", "find A");
  }

  @Test
  @DisplayName("compute what is asked for while it is still looked for, once")
  void soughtAndStarted() {
    Before before = new Before();
    Bench sought = new Bench(before);
    RunRequest request = sought.request("A", 1);
    AnalysisRuns.Claim claim = sought.runs.claim();
    claim.show(List.of(request));
    sought.runs.seek(List.of(request));
    sought.runs.start(List.of(request));
    assertThat(sought.state(request)).isEqualTo(new RunState.Queued());
    sought.worker.drain();
    assertThat(sought.events).filteredOn(event -> event.startsWith("analyze")).hasSize(1);
    assertThat(sought.state(request).written()).isEmpty();
  }

  @Test
  @DisplayName("offer to compute what is not there, and keep no part of a result")
  void notBefore() {
    Before before = new Before();
    Bench absent = new Bench(before);
    RunRequest request = absent.request("A", 1, 2);
    AnalysisRuns.Claim claim = absent.runs.claim();
    claim.show(List.of(request));
    absent.runs.seek(List.of(request));
    absent.worker.drain();
    assertThat(absent.state(request)).isEqualTo(new RunState.Missing());
    assertThat(absent.runs.open(List.of(request))).containsExactly(request);

    RunRequest other = absent.request("B", 1);
    absent.runs.start(List.of(other));
    absent.worker.drain();
    Result some = absent.state(other).result().orElseThrow();
    absent.analyzer.work =
        progress -> {
          throw new PartialResultException("One of two windows is done.", () -> some);
        };
    absent.runs.start(List.of(request));
    absent.worker.drain();
    assertThat(absent.state(request)).isInstanceOf(RunState.Cancelled.class);
    assertThat(before.events).doesNotContain("keep A");
  }

  /** Tells the number of results it got as the micro-batch. */
  private static final class Collector implements Analyzer<Nothing, Bench.TestResult> {
    @Override
    public Info info() {
      return new Info("collect", "Collect", "", "", "", "1", List.of(Info.Need.RESULTS));
    }

    @Override
    public Class<Nothing> parameterType() {
      return Nothing.class;
    }

    @Override
    public Class<Bench.TestResult> resultType() {
      return Bench.TestResult.class;
    }

    @Override
    public Nothing defaults(Subject subject) {
      return new Nothing();
    }

    @Override
    public Bench.TestResult analyze(Subject subject, Nothing parameters, Progress progress) {
      Provenance first = subject.digests().get(0).provenance();
      return new Bench.TestResult(
          new Provenance(
              "collect",
              "1",
              Map.of(),
              subject.seed(),
              subject.checkpoint().name(),
              subject.checkpoint().sha256(),
              first.dataset(),
              first.datasetSha256(),
              subject.windows().numbers(),
              first.device(),
              first.engine(),
              subject.digests().size(),
              Duration.ZERO));
    }
  }
}
