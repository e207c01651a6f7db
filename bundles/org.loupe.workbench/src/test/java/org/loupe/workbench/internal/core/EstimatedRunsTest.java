package org.loupe.workbench.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Method;
import org.loupe.model.BadInputException;

@DisplayName("The analysis runs, for their estimates,")
class EstimatedRunsTest {
  private final Bench bench = new Bench();
  private final AnalysisRuns runs = bench.runs;

  @Test
  @DisplayName("know how long a request will take once one like it was measured")
  void estimate() {
    assertThat(runs.estimate(bench.request("A", 1))).isEmpty();
    bench.takes(Duration.ofSeconds(3));
    bench.run(bench.request("A", 1, 2));
    assertThat(runs.estimate(bench.request("B", 3, 4))).as("the engine warmed up").isEmpty();
    bench.run(bench.request("A", 3, 4));
    assertThat(runs.estimate(bench.request("B", 3, 4)).orElseThrow().time()).hasSeconds(3);
    assertThat(runs.estimate(bench.request("B", 1, 2, 3, 4)).orElseThrow().time()).hasSeconds(6);
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
    rehearsing.run(good, wrong);
    assertThat(rehearsing.runs.estimate(rehearsing.request("A", 1, 2, 3, 4))).isPresent();
  }

  @Test
  @DisplayName("time every method that ran, not the last one only")
  void rehearseAll() {
    Bench rehearsing = new Bench(4);
    rehearsing.methods.installed.add(new Method<>(new Collector(), null, "bundle.collector"));
    RunRequest test = rehearsing.request("A", 1);
    RunRequest last =
        new RunRequest("collect", test.checkpoint(), test.windows(), Map.of(), 42, test.device());
    rehearsing.run(test, last);
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
    rehearsing.run(rehearsing.request("A", 1));
    assertThat(rehearsing.events.stream().filter("analyze A"::equals)).hasSize(2);
    assertThat(rehearsing.events).endsWith("close A");
  }
}
