package org.loupe.workbench.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.analysis.FiniteSubject;
import org.loupe.analysis.Method;
import org.loupe.analysis.ParameterSchema;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.TargetParameters;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.EngineInfo;
import org.loupe.model.Progress;
import org.loupe.model.Windows;
import org.loupe.project.Results;
import org.loupe.project.internal.result.ResultFolder;
import org.loupe.testkit.FakeDataset;
import org.loupe.testkit.FakeModelSession;
import org.loupe.testkit.FakeSubject;

@DisplayName("The results of the open project")
class ProjectResultsTest {
  private static final int[] ALL = IntStream.range(0, 10).toArray();

  private final Bench bench = new Bench();
  private final Results service = new ResultFolder();
  private final ManualExecutor writer = new ManualExecutor();
  private final List<String> told = new ArrayList<>();
  private final Method<?, ?> method = new Method<>(bench.analyzer, null, "org.example.method");
  private Optional<String> readOnly = Optional.empty();

  @TempDir Path folder;

  private ProjectResults results() {
    return new ProjectResults(
        () -> Optional.of(new OpenProject(FakeProject.of(folder, List.of()), List.of(), readOnly)),
        () -> Optional.of(service),
        () -> Optional.of(new Bench.TestSubjects()),
        writer,
        told::add,
        () -> told.add("written"));
  }

  private static Bench.TestResult result(RunRequest request, Duration took) {
    Bench.TestParameters parameters =
        new Bench.TestParameters(
            Integer.parseInt(request.parameters().getOrDefault("steps", "5")),
            TargetParameters.defaults(Bench.CARD));
    return new Bench.TestResult(
        new Provenance(
            "test",
            "1",
            ParameterSchema.toMap(parameters),
            request.seed(),
            request.checkpoint().name(),
            request.checkpoint().sha256(),
            request.windows().dataset().name(),
            request.windows().dataset().sha256(),
            request.windows().numbers(),
            "cpu",
            new EngineInfo("fake", "1", "none"),
            1,
            took));
  }

  private void keep(RunRequest request, Duration took) {
    results().keep(request, method, result(request, took));
    writer.drain();
  }

  private Optional<RunState.Done> found(RunRequest request) {
    ProjectResults results = results();
    assertThat(results.mayHold(request)).isTrue();
    Optional<RunState.Done> found = results.find(request, method);
    assertThat(results.mayHold(request)).isEqualTo(found.isPresent());
    return found;
  }

  @Test
  @DisplayName("are found again as they were, with the time at which they were written")
  void foundAgain() {
    RunRequest request = bench.request("late", ALL);
    assertThat(found(request)).isEmpty();
    keep(request, Duration.ofMillis(20));

    RunState.Done found = found(request).orElseThrow();
    assertThat(((Bench.TestResult) found.content()).provenance().windows()).isEqualTo(ALL);
    assertThat(found.written()).isPresent();
    assertThat(told).containsExactly("written");
    assertThat(folder.resolve("results/test/late/result.json")).exists();
  }

  @Test
  @DisplayName("are found by all windows that were asked for although some have gaps")
  void gaps() throws BadInputException {
    float[] values = new float[60];
    values[3 * 6] = Float.NaN;
    Dataset data = new FakeDataset("test").with("x", new int[] {10, 3, 2}, values);
    Windows all = Windows.all(data);
    Checkpoint late = Bench.checkpoint("late");
    RunRequest request = new RunRequest("test", late, all, Map.of(), 42, Optional.empty());
    Windows finite =
        FiniteSubject.of(
                new FakeSubject(new FakeModelSession(late, Map.of()), all, 42), Progress.none())
            .windows();
    RunRequest computed = new RunRequest("test", late, finite, Map.of(), 42, Optional.empty());
    assertThat(finite.size()).isEqualTo(9);
    results().keep(request, method, result(computed, Duration.ofSeconds(1)));
    writer.drain();

    RunState.Done found = found(request).orElseThrow();
    assertThat(((Bench.TestResult) found.content()).provenance().windows())
        .isEqualTo(finite.numbers());
    assertThat(found(computed)).isEmpty();
  }

  private RunRequest steps(RunRequest request, String steps) {
    return new RunRequest(
        request.method(),
        request.checkpoint(),
        request.windows(),
        Map.of("steps", steps),
        request.seed(),
        Optional.empty());
  }

  @Test
  @DisplayName("answer nothing but what was asked, of files that are the same")
  void others() {
    RunRequest request = bench.request("late", ALL);
    keep(request, Duration.ZERO);

    assertThat(found(bench.request("early", ALL))).isEmpty();
    assertThat(found(bench.request("late", 1, 2))).isEmpty();
    assertThat(found(steps(request, "6"))).isEmpty();
    assertThat(found(steps(request, "5"))).isPresent();
    Checkpoint changed = new Checkpoint("late", Path.of("late"), null, "another sha", Bench.CARD);
    assertThat(
            found(
                new RunRequest("test", changed, request.windows(), Map.of(), 42, Optional.empty())))
        .isEmpty();
  }

  @Test
  @DisplayName("are what took a second, or what the window opens with")
  void worthIt() {
    RunRequest one = bench.request("late", 3);
    RunRequest changed = steps(bench.request("late", ALL), "6");
    keep(one, Duration.ofMillis(999));
    keep(changed, Duration.ofMillis(999));
    assertThat(folder).isEmptyDirectory();

    keep(one, Duration.ofSeconds(1));
    keep(changed, Duration.ofSeconds(1));
    assertThat(found(one)).isPresent();
    assertThat(found(changed)).isPresent();
  }

  @Test
  @DisplayName("are not kept where people do not want it, and not in a project that is read only")
  void notKept() {
    ProjectResults results = results();
    results.keeps().set(false);
    RunRequest request = bench.request("late", ALL);
    results.keep(request, method, result(request, Duration.ZERO));
    readOnly = Optional.of("it is being written by another window");
    results().keep(request, method, result(request, Duration.ZERO));
    writer.drain();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  @DisplayName("are kept in memory where the folder cannot be written, which is said once")
  void unwritable() throws IOException {
    Files.writeString(folder.resolve("results"), "a file");
    ProjectResults results = results();
    RunRequest request = bench.request("late", ALL);
    for (int i = 0; i < 2; i++) {
      results.keep(request, method, result(request, Duration.ZERO));
      writer.drain();
    }
    assertThat(told)
        .containsExactly("Results are not kept in the project: its folder cannot be written.");
    assertThat(folder.resolve("results")).hasContent("a file");
  }

  @Test
  @DisplayName("that are damaged are computed again")
  void damaged() throws IOException {
    RunRequest request = bench.request("late", ALL);
    keep(request, Duration.ZERO);
    Files.writeString(folder.resolve("results/test/late/record.json"), "{");
    assertThat(found(request)).isEmpty();
    keep(request, Duration.ZERO);
    assertThat(found(request)).isPresent();
  }
}
