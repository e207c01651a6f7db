package org.loupe.workbench.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.ComparisonMethod;
import org.loupe.analysis.Method;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Result;
import org.loupe.model.BadInputException;
import org.loupe.model.ModelException;

@DisplayName("The analysis runs")
class AnalysisRunsTest {
  private final Bench bench = new Bench();
  private final AnalysisRuns runs = bench.runs;

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
    rehearsing.claimed(request);
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
    bench.run(bench.request("A", 1));
    bench.run(bench.request("A", 1), bench.request("A", 2));
    assertThat(bench.analyzed()).containsExactly("analyze A", "analyze A");
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
    assertThat(bench.analyzed())
        .containsExactly("analyze B", "analyze C", "analyze D", "analyze A");
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
    bench.run(request);
    assertThat(bench.events).contains("counting 0.3");
  }

  @Test
  @DisplayName("are open until computed, again when cancelled, and not when the input is wrong")
  void open() {
    RunRequest done = bench.request("A", 1);
    RunRequest cancelled = bench.request("B", 1);
    RunRequest wrong = bench.request("C", 1);
    RunRequest broken = bench.request("D", 1);
    List<RunRequest> all = List.of(done, cancelled, wrong, broken);
    bench.claimed(all.toArray(RunRequest[]::new));
    assertThat(runs.open(all)).isEqualTo(all);
    bench.run(done);
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
    bench.run(wrong, broken);
    assertThat(runs.open(all)).containsExactly(cancelled, broken);
  }

  @Test
  @DisplayName("contain what goes wrong and go on with the next")
  void contained() {
    RunRequest wrong = bench.request("A", 1);
    RunRequest broken = bench.request("B", 1);
    RunRequest right = bench.request("C", 1);
    bench.claimed(wrong, broken, right);
    bench.analyzer.work =
        progress -> {
          bench.analyzer.work =
              second -> {
                bench.analyzer.work = third -> {};
                throw new NoClassDefFoundError("org/example/Gone");
              };
          throw new BadInputException("The window is too short.");
        };
    bench.run(wrong, broken, right);
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
    bench.claimed(request);
    bench.run(request);
    assertThat(((RunState.Failed) bench.state(request)).sentence()).contains("at least 1");
  }

  @Test
  @DisplayName("keep the sessions used last open, and close the others and all at the end")
  void sessions() {
    bench.run(bench.request("A", 1), bench.request("B", 1), bench.request("C", 1));
    bench.run(bench.request("A", 2), bench.request("D", 1));
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
    bench.run(bench.request("A", 1));
    assertThat(bench.events).containsExactly("open A", "analyze A", "close A");
  }

  @Test
  @DisplayName("are cancelled and forgotten when their method goes away")
  void methodGone() {
    RunRequest done = bench.request("A", 1);
    RunRequest waiting = bench.request("B", 1);
    bench.claimed(done, waiting);
    bench.run(done);
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
  @DisplayName("compute anew what is made of other results, when there is one more")
  void madeOfResults() {
    bench.methods.installed.add(new Method<>(new Collector(), null, "bundle.collector"));
    RunRequest one = bench.request("A", 1);
    RunRequest of =
        new RunRequest("collect", one.checkpoint(), one.windows(), Map.of(), 42, one.device());
    RunRequest other = bench.request("B", 1);
    bench.claimed(one, of, other);
    bench.run(one);
    bench.run(of);
    assertThat(collected(of)).isEqualTo(1);
    bench.run(other);
    assertThat(collected(of)).as("another checkpoint says nothing new").isEqualTo(1);
    bench.run(bench.request("A", 1, 2));
    assertThat(bench.state(of)).isEqualTo(new RunState.Missing());
    bench.run(of);
    assertThat(collected(of)).isEqualTo(2);
  }

  private int collected(RunRequest request) {
    return bench.state(request).result().orElseThrow().provenance().microBatch();
  }
}
