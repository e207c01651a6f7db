package org.loupe.method.tokens.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Finding;
import org.loupe.analysis.ParameterSchema;
import org.loupe.analysis.Selection;
import org.loupe.analysis.Table;
import org.loupe.analysis.ViewState;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.model.Windows;
import org.loupe.plots.Figure;
import org.loupe.plots.Matrix;
import org.loupe.testkit.CancelAfter;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;
import org.loupe.testkit.FakeModelSession;
import org.loupe.testkit.FakeSubject;

@DisplayName("Tokens")
class TokensAnalyzerTest {
  private final Example example = new Example();

  private static List<Object> row(TokensResult result, String token) {
    Table table = result.tables().get(0);
    return table.rows().stream().filter(row -> row.get(0).equals(token)).findFirst().orElseThrow();
  }

  private long count(IntStream positions) {
    return positions.filter(i -> example.tokens[i] > 0).count();
  }

  private IntStream positions(int type) {
    return IntStream.range(0, example.tokens.length).filter(i -> example.type[i] == type);
  }

  @Test
  @DisplayName("are right when every head that their true type requires is right")
  void accuracy() throws LoupeException {
    TokensResult result = example.result(By.GROUP);
    assertThat(result.tables().get(0).rows())
        .extracting(row -> row.get(0))
        .containsExactlyInAnyOrder("go", "stop", "NUM_A");
    List<Object> numbers = row(result, "NUM_A");
    long all = count(positions(1));
    assertThat(numbers.get(1)).isEqualTo(all);
    double right = count(positions(1).filter(i -> i % 5 != 0));
    assertThat((double) numbers.get(2)).isEqualTo(right / all, within(1e-9));
    // Softmax of logits 2 and 0, of two heads.
    double sure = 1 / (1 + Math.exp(-2));
    assertThat((double) numbers.get(5)).isEqualTo(sure * sure, within(1e-6));
    List<Object> go = row(result, "go");
    IntStream rightGo = positions(0).filter(i -> example.word[i] == 0 && i % 5 != 0 && i % 7 != 0);
    assertThat((double) go.get(2) * (long) go.get(1)).isEqualTo(count(rightGo), within(1e-6));
    assertThat((double) go.get(6)).isEqualTo(1 - (double) go.get(2), within(1e-12));
    assertThat((double) go.get(7)).as("the type alone").isGreaterThan((double) go.get(2));
  }

  @Test
  @DisplayName("can be told one by one")
  void byToken() throws LoupeException {
    assertThat(example.result(By.TOKEN).tables().get(0).rows())
        .extracting(row -> row.get(0))
        .containsExactlyInAnyOrder("go", "stop", "NUM_A_1", "NUM_A_2");
  }

  @Test
  @DisplayName("are read from what the heads say together")
  void confusion() throws LoupeException {
    TokenSummary summary = example.result(By.GROUP).summary();
    int go = summary.material().names().indexOf("go");
    int stop = summary.material().names().indexOf("stop");
    int number = summary.material().names().indexOf("NUM_A");
    assertThat(summary.confused(go, number))
        .isEqualTo(count(positions(0).filter(i -> example.word[i] == 0 && i % 5 == 0)));
    assertThat(summary.confused(go, stop))
        .isEqualTo(
            count(positions(0).filter(i -> example.word[i] == 0 && i % 5 != 0 && i % 7 == 0)));
  }

  @Test
  @DisplayName("that the heads do not tell apart stand under their type's name")
  void sharedReading() throws LoupeException {
    Example vague =
        new Example(Map.of("WORD", List.of("type"), "NUMBER", List.of("type", "number")));
    TokenSummary summary = vague.result(By.GROUP).summary();
    assertThat(summary.material().names()).contains("WORD");
    int go = summary.material().names().indexOf("go");
    int word = summary.material().names().indexOf("WORD");
    assertThat(summary.confused(go, word)).isPositive();
    assertThat(summary.confused(go, go)).isZero();
  }

  @Test
  @DisplayName("that cannot be compared are left out, and that is said")
  void leftOut() throws LoupeException {
    example.x[0] = Float.NaN;
    TokensResult result = example.result(By.GROUP);
    assertThat(result.findings()).extracting(Finding::id).contains("left_out");
    assertThat(result.summary().total()).isEqualTo(Example.WINDOWS * 5 - 1);
  }

  @Test
  @DisplayName("are refused where the card, the vocabulary or true values do not suffice")
  void refused() {
    TokensParameters parameters = new TokensParameters(By.GROUP, Decoding.TEACHER_FORCED);
    ModelCard plain = new CardBuilder("plain").input("x", "a").categoricalHead("type", "A").build();
    FakeSubject without =
        new FakeSubject(
            new FakeModelSession(plain, Map.of("type", new float[][] {{1}})),
            Windows.all(new FakeDataset("test").with("x", new int[] {1, 1, 1}, 0f)));
    assertThatThrownBy(() -> new TokensAnalyzer().analyze(without, parameters, Progress.none()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("says nothing under 'tokens'");
    Example wrong = new Example(Map.of("VERB", List.of("type")));
    assertThatThrownBy(() -> wrong.result(By.GROUP))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("VERB");
    Example unknown = new Example(Map.of("WORD", List.of("type", "verb")));
    assertThatThrownBy(() -> unknown.result(By.GROUP))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'verb'");
    FakeDataset untrue =
        new FakeDataset("test")
            .with("x", new int[] {Example.WINDOWS, Example.STEPS, 6}, example.x)
            .with("recording", new int[] {Example.WINDOWS}, example.recording)
            .with("tokens", new int[] {Example.WINDOWS, Example.STEPS}, example.tokens);
    FakeSubject subject = new FakeSubject(example.session, Windows.all(untrue));
    assertThatThrownBy(() -> new TokensAnalyzer().analyze(subject, parameters, Progress.none()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no true values");
    Arrays.fill(example.tokens, 0);
    assertThatThrownBy(() -> example.result(By.GROUP))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("padding");
  }

  @Test
  @DisplayName("say only what their rules allow, the same every time")
  void findings() throws LoupeException {
    TokensResult result = example.result(By.GROUP);
    assertThat(result.findings()).extracting(Finding::id).contains("accuracy", "ends");
    assertThat(result.findings())
        .extracting(Finding::id)
        .doesNotContain("never_right", "frequency", "left_out");
    assertThat(example.result(By.GROUP).findings()).isEqualTo(result.findings());
    assertThat(example.result(By.GROUP).tables()).isEqualTo(result.tables());
  }

  @Test
  @DisplayName("are shown in six figures, of the selected windows alone")
  void view() throws LoupeException {
    TokensResult result = example.result(By.GROUP);
    TokensView view = new TokensView();
    List<Figure> all = view.figures(result, ViewState.DEFAULT, Selection.NONE);
    assertThat(all)
        .extracting(Figure::id)
        .containsExactly(
            "accuracy",
            "confidence_accuracy",
            "counts",
            "error_frequency",
            "easiest_hardest",
            "confusion");
    List<Figure> some =
        view.figures(result, ViewState.DEFAULT, Selection.NONE.with(Dimension.WINDOW, Set.of(2)));
    assertThat(some.get(0).title()).contains("window 2");
    Matrix matrix = (Matrix) some.get(5).plot();
    assertThat(matrix.words().stream().filter(w -> !w.isEmpty()).mapToInt(Integer::parseInt).sum())
        .isEqualTo(5);
  }

  @Test
  @DisplayName("report windows done, stop when cancelled and have their parameters")
  void cancelled() {
    CancelAfter progress = new CancelAfter(2);
    assertThatThrownBy(
            () ->
                new TokensAnalyzer()
                    .analyze(
                        example.subject(),
                        new TokensParameters(By.GROUP, Decoding.TEACHER_FORCED),
                        progress))
        .isInstanceOf(CancellationException.class);
    assertThat(progress.seen()).containsExactly("tokens 0/30", "tokens 16/30");
    assertThat(ParameterSchema.toMap(new TokensAnalyzer().defaults(example.subject())))
        .containsExactly(Map.entry("by", "group"), Map.entry("decoding", "teacher_forced"));
  }
}
