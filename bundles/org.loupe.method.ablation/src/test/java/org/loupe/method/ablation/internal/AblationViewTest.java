package org.loupe.method.ablation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.model.Dimension;
import org.loupe.model.LoupeException;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.Matrix;
import org.loupe.plots.Scatter;

@DisplayName("The ablation view")
class AblationViewTest {
  private final Example example = new Example();
  private final AblationView view = new AblationView();

  private List<Figure> figures(Over over) throws LoupeException {
    return view.figures(example.result(over), ViewState.DEFAULT, Selection.NONE);
  }

  @Test
  @DisplayName(
      "shows attention heads as a matrix, ranked, by prediction head and against the gradient")
  void ids() throws LoupeException {
    assertThat(figures(Over.ATTENTION_HEADS))
        .extracting(Figure::id)
        .containsExactly("matrix", "ranked", "outputs", "gradient");
    assertThat(figures(Over.CHANNEL_GROUPS))
        .extracting(Figure::id)
        .containsExactly("ranked", "outputs", "gradient");
    assertThat(
            view.figures(
                example.result(Example.parameters(Over.ATTENTION_HEADS, "zero", true)),
                ViewState.DEFAULT,
                Selection.NONE))
        .extracting(Figure::id)
        .containsExactly("matrix", "ranked", "outputs", "gradient", "pairs");
    assertThat(figures(Over.MODULES))
        .allSatisfy(figure -> assertThat(figure.title()).endsWith("40 windows, 8 recordings"));
  }

  @Test
  @DisplayName("has layers as rows and attention heads as columns")
  void matrix() throws LoupeException {
    AblationResult result = example.result(Over.ATTENTION_HEADS);
    Figure figure = view.figures(result, ViewState.DEFAULT, Selection.NONE).get(0);
    Matrix matrix = (Matrix) figure.plot();
    assertThat(matrix.cells().y().names()).containsExactly("mix");
    assertThat(matrix.cells().x().dimension()).isEqualTo(Dimension.ATTENTION_HEAD);
    assertThat((double) matrix.cells().at(0, 0))
        .isCloseTo(result.summaries().get(1).mean(0), within(1e-6));
    assertThat(matrix.words().get(1)).isEqualTo("0");
    assertThat(figure.caption()).contains("log-probability intact minus changed of the true class");
  }

  @Test
  @DisplayName("ranks by magnitude, with intervals, and tells apart what the test tells apart")
  void ranked() throws LoupeException {
    BarChart bars = (BarChart) figures(Over.CHANNEL_GROUPS).get(0).plot();
    assertThat(bars.categories().name(0)).isEqualTo("a first");
    assertThat(bars.traces().get(0).name()).isEqualTo("differs from 0 (p ≤ 0.05)");
    assertThat(bars.traces().get(0).values()[0]).isPositive();
    assertThat(bars.traces().get(0).low()[0]).isLessThan(bars.traces().get(0).values()[0]);
    assertThat(bars.traces().get(1).values()[2]).isZero();
    assertThat(figures(Over.CHANNEL_GROUPS).get(0).caption())
        .contains("sign-flip test over recordings, adjusted for the number of channel groups");
  }

  @Test
  @DisplayName("shows the chosen metric, and of the selected windows alone")
  void chosen() throws LoupeException {
    AblationResult result = example.result(Over.ATTENTION_HEADS);
    Figure accuracy =
        view.figures(
                result, ViewState.DEFAULT.with(AblationView.METRIC, "accuracy"), Selection.NONE)
            .get(1);
    assertThat(accuracy.title()).contains("drop of accuracy");
    Figure output =
        view.figures(result, ViewState.DEFAULT.with(AblationView.METRIC, "output"), Selection.NONE)
            .get(1);
    assertThat(output.caption()).contains("A change is never negative");
    List<Figure> window =
        view.figures(result, ViewState.DEFAULT, Selection.NONE.with(Dimension.WINDOW, Set.of(12)));
    assertThat(window).allSatisfy(figure -> assertThat(figure.title()).endsWith("window 12"));
    assertThat(((Matrix) window.get(0).plot()).cells().at(0, 0))
        .isEqualTo(result.effect().at(0, 1, 12));
    assertThat(window.get(1).caption()).contains("One window has no interval.");
  }

  @Test
  @DisplayName("sets ablation against gradient importance, each attention head by its name")
  void gradient() throws LoupeException {
    Scatter scatter = (Scatter) figures(Over.ATTENTION_HEADS).get(3).plot();
    assertThat(scatter.xs()).containsExactly(1, 0);
    assertThat(scatter.points().names()).containsExactly("mix · 0", "mix · 1");
    assertThat(figures(Over.ATTENTION_HEADS).get(3).caption())
        .contains("L the negative log-probability of the class predicted intact");
  }
}
