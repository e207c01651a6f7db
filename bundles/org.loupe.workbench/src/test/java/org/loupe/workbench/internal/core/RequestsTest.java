package org.loupe.workbench.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.ComparisonMethod;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Info;
import org.loupe.analysis.Method;
import org.loupe.analysis.Subject;
import org.loupe.model.Checkpoint;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.model.Windows;
import org.loupe.testkit.CardBuilder;

@DisplayName("Requests")
class RequestsTest {
  private final Bench bench = new Bench();
  private final Workspace workspace = Bench.emptyWorkspace();
  private final CompareList compare = new CompareList();
  private final MethodEdits edits = new MethodEdits();
  private final Requests requests = new Requests(workspace, compare, edits, bench.methodsService);

  private void begin(ModelCard card) {
    bench.methods.installed.add(new Method<>(new Local("local", 1), null, "org.example.local"));
    bench.methods.installed.add(new Method<>(new Local("several", 3), null, "org.example.local"));
    workspace.windows().set(Optional.of(new WindowChoice("all", Windows.all(bench.dataset))));
    workspace.currentWindow().set(4);
    compare.begin(List.of(new Checkpoint("a", Path.of("a"), null, "sha", card)));
  }

  @Test
  @DisplayName("of a comparison are one for all, the baseline first, and none for a single one")
  void comparison() {
    begin(Bench.CARD);
    bench.methods.comparisons.add(
        new ComparisonMethod<>(bench.new TestComparison(), null, "org.example.versus"));
    assertThat(requests.chosen("versus")).isEmpty();
    compare.add(Bench.checkpoint("b"));
    compare.add(Bench.checkpoint("c"));
    compare.baseline("b");
    assertThat(requests.chosen("versus")).hasSize(1);
    RunRequest request = requests.chosen("versus").get(0);
    assertThat(request.checkpoints()).extracting(Checkpoint::name).containsExactly("b", "a", "c");
    assertThat(request.windows().size()).isEqualTo(10);
    assertThat(requests.current("versus")).isEmpty();
    compare.move("c", 0);
    assertThat(requests.chosen("versus").get(0)).isNotEqualTo(request);
  }

  private static ModelCard generating() {
    return new CardBuilder("g")
        .input("x", "a", "b")
        .tokens("tokens")
        .categoricalHead("type", "p", "q")
        .build();
  }

  @Test
  @DisplayName("leave the tokens out for all methods that can, once that is chosen")
  void freeRunning() {
    begin(generating());
    edits.changes("test").set(Map.of("decoding", "free_running", "steps", "7"));
    assertThat(requests.chosen("test").get(0).parameters()).isEqualTo(Map.of("steps", "7"));
    workspace.decoding().set(Decoding.FREE_RUNNING);
    assertThat(requests.chosen("test").get(0).parameters())
        .isEqualTo(Map.of("steps", "7", "decoding", "free_running"));
    assertThat(requests.chosen("local").get(0).parameters()).isEmpty();
  }

  @Test
  @DisplayName("say nothing of decoding where outputs do not depend on earlier ones")
  void notGenerating() {
    begin(Bench.CARD);
    workspace.decoding().set(Decoding.FREE_RUNNING);
    assertThat(requests.chosen("test").get(0).parameters()).isEmpty();
  }

  @Test
  @DisplayName("are of the current window where a method looks at a single one")
  void oneWindow() {
    begin(Bench.CARD);
    assertThat(requests.chosen("local").get(0).windows().numbers()).containsExactly(4);
    assertThat(requests.chosen("test").get(0).windows().size()).isEqualTo(10);
  }

  @Test
  @DisplayName("are of no single window where a method says nothing of one")
  void several() {
    begin(Bench.CARD);
    assertThat(requests.current("several")).isEmpty();
    assertThat(requests.current("test")).hasSize(1);
    assertThat(requests.chosen("several").get(0).windows().size()).isEqualTo(10);
  }

  @Test
  @DisplayName("of all windows are so whichever are chosen")
  void allWindows() {
    begin(Bench.CARD);
    workspace
        .windows()
        .set(Optional.of(new WindowChoice("3", new Windows(bench.dataset, new int[] {3}))));
    assertThat(requests.chosen("test").get(0).windows().numbers()).containsExactly(3);
    assertThat(requests.all("test").get(0).windows().size()).isEqualTo(10);
  }

  private record NoParameters() {}

  private record Local(String id, int leastWindows)
      implements Analyzer<NoParameters, Bench.TestResult> {
    @Override
    public Info info() {
      return new Info(id, "Local", "", "", "", "1", List.of());
    }

    @Override
    public Class<NoParameters> parameterType() {
      return NoParameters.class;
    }

    @Override
    public Class<Bench.TestResult> resultType() {
      return Bench.TestResult.class;
    }

    @Override
    public boolean isOfOneWindow() {
      return leastWindows == 1;
    }

    @Override
    public NoParameters defaults(Subject subject) {
      return new NoParameters();
    }

    @Override
    public Bench.TestResult analyze(Subject subject, NoParameters parameters, Progress progress) {
      throw new AssertionError("not used");
    }
  }
}
