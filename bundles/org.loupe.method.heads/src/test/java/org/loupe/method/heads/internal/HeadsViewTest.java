package org.loupe.method.heads.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.model.Dimension;
import org.loupe.model.LoupeException;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.Matrix;
import org.loupe.plots.ReliabilityDiagram;
import org.loupe.plots.Scatter;
import org.loupe.plots.SmallMultiples;

@DisplayName("The view of prediction heads")
class HeadsViewTest {
  private final HeadsView view = new HeadsView();

  private static Figure find(List<Figure> figures, String id) {
    return figures.stream().filter(figure -> figure.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  @DisplayName("shows accuracy, confidence, errors, reliability, confusion and values")
  void figures() throws LoupeException {
    List<Figure> figures = view.figures(new Example().result(), ViewState.DEFAULT, Selection.NONE);
    assertThat(figures)
        .extracting(Figure::id)
        .containsExactly(
            "accuracy",
            "confidence_distribution",
            "confidence_accuracy",
            "error_correlation",
            "reliability",
            "confusion",
            "regression",
            "residuals");
    assertThat(figures)
        .allSatisfy(figure -> assertThat(figure.title()).contains("40 windows, 8 recordings"));
    BarChart bars = (BarChart) find(figures, "accuracy").plot();
    assertThat(bars.traces()).extracting(t -> t.name()).startsWith("model", "majority", "previous");
    assertThat(bars.traces().get(0).hasIntervals()).isTrue();
    assertThat(((Matrix) find(figures, "error_correlation").plot()).words()).contains("n/a");
    SmallMultiples grid = (SmallMultiples) find(figures, "reliability").plot();
    assertThat(grid.plots()).hasSize(3).allMatch(plot -> plot instanceof ReliabilityDiagram);
    assertThat(((Scatter) find(figures, "confidence_accuracy").plot()).xs()).hasSize(3);
  }

  @Test
  @DisplayName("shows the confusion of the chosen head, counts as words")
  void confusion() throws LoupeException {
    HeadsResult result = new Example().result();
    DisplayOption option = view.options(result).get(0);
    assertThat(option.choices()).containsExactly("type", "other", "kind");
    ViewState state = ViewState.DEFAULT.with(option, "other");
    Figure figure = find(view.figures(result, state, Selection.NONE), "confusion");
    assertThat(figure.title()).startsWith("Confusion of other");
    Matrix matrix = (Matrix) figure.plot();
    assertThat(matrix.cells().x().names()).containsExactly("left", "right");
    assertThat(matrix.words().stream().mapToInt(Integer::parseInt).sum()).isEqualTo(160);
  }

  @Test
  @DisplayName("is of the selected windows alone")
  void selection() throws LoupeException {
    Selection selection = Selection.NONE.with(Dimension.WINDOW, Set.of(3, 4, 9));
    List<Figure> figures = view.figures(new Example().result(), ViewState.DEFAULT, selection);
    assertThat(find(figures, "accuracy").title()).contains("3 windows, 2 recordings");
    Matrix matrix = (Matrix) find(figures, "confusion").plot();
    assertThat(matrix.words().stream().filter(w -> !w.isEmpty()).mapToInt(Integer::parseInt).sum())
        .isEqualTo(12);
  }
}
