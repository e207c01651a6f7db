package ${package};

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Finding;
import org.loupe.analysis.ParameterSchema;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.model.Windows;
import org.loupe.plots.Figure;
import org.loupe.plots.LineChart;
import org.loupe.testkit.CancelAfter;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;
import org.loupe.testkit.FakeModelSession;
import org.loupe.testkit.FakeSubject;

/** A model that adds up all steps, on windows of which only the third step from the end counts. */
@DisplayName("${methodName}")
class ${className}AnalyzerTest {
  private static final int WINDOWS = 8;
  private static final int STEPS = 6;

  private final ${className}Analyzer analyzer = new ${className}Analyzer();
  private final float[] x = new float[WINDOWS * STEPS];
  private final ModelCard card =
      new CardBuilder("example").input("x", "sensor").windowHead("state", "on", "off").build();
  private final FakeModelSession session =
      new FakeModelSession(card, Map.of("state", new float[][] {{1}, {-1}}));

  ${className}AnalyzerTest() {
    for (int n = 0; n < WINDOWS; n++) {
      x[n * STEPS + STEPS - 3] = 1 + n;
    }
  }

  private ${className}Result analyze(Map<String, String> changes, Progress progress)
      throws LoupeException {
    FakeDataset data = new FakeDataset("test").with("x", new int[] {WINDOWS, STEPS, 1}, x);
    FakeSubject subject = new FakeSubject(session, Windows.all(data));
    return analyzer.analyze(
        subject,
        ParameterSchema.fromMap(
            ${className}Parameters.class, changes, analyzer.defaults(subject)),
        progress);
  }

  private ${className}Result analyze(String... changes) throws LoupeException {
    return analyze(
        changes.length == 0 ? Map.of() : Map.of(changes[0], changes[1]), Progress.none());
  }

  @Test
  @DisplayName("finds how many steps are needed")
  void needed() throws LoupeException {
    ${className}Result result = analyze();
    assertThat(result.lengths()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(result.scalars().get(0).value()).isEqualTo(3);
    assertThat(result.findings())
        .extracting(Finding::sentence)
        .containsExactly("The last 3 of 6 steps are all that state needs (8 windows).");
  }

  @Test
  @DisplayName("measures the drop of the log-probability")
  void drop() throws LoupeException {
    ${className}Result result = analyze();
    for (int n = 0; n < WINDOWS; n++) {
      double whole = -Math.log1p(Math.exp(-2.0 * (1 + n)));
      assertThat((double) result.drop().at(n, 1)).isCloseTo(whole - Math.log(0.5), within(1e-6));
      assertThat(result.drop().at(n, 2)).isZero();
    }
  }

  @Test
  @DisplayName("leaves out windows with gaps, and says so")
  void gaps() throws LoupeException {
    x[2 * STEPS] = Float.NaN;
    ${className}Result result = analyze();
    assertThat(result.provenance().windows()).hasSize(WINDOWS - 1).doesNotContain(2);
    assertThat(result.findings().get(0).id()).isEqualTo("left_out");
  }

  @Test
  @DisplayName("refuses what is out of bounds or not there")
  void refused() {
    assertThatThrownBy(() -> analyze("points", "1"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("points");
    assertThatThrownBy(() -> analyze("prediction_head", "speed"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("the card has state");
  }

  @Test
  @DisplayName("stops when cancelled")
  void cancelled() {
    assertThatThrownBy(() -> analyze(Map.of(), new CancelAfter(2)))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  @DisplayName("is drawn over the number of steps, of selected windows where some are")
  void view() throws LoupeException {
    ${className}Result result = analyze();
    ${className}View view = new ${className}View();
    Figure all = view.figures(result, ViewState.DEFAULT, Selection.NONE).get(0);
    assertThat(all.title()).endsWith("8 windows");
    Selection one = Selection.NONE.with(Dimension.WINDOW, new int[] {4});
    Figure figure = view.figures(result, ViewState.DEFAULT, one).get(0);
    assertThat(figure.title()).endsWith("window 4");
    LineChart chart = (LineChart) figure.plot();
    assertThat(chart.x().positions()).containsExactly(result.lengths());
    assertThat(chart.traces().get(0).values()[1]).isEqualTo(result.drop().at(4, 1));
  }
}
