package org.loupe.method.activations.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.method.activations.internal.Example.Change;
import org.loupe.model.Dimension;
import org.loupe.model.LoupeException;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.HeatMap;
import org.loupe.plots.Histogram;
import org.loupe.plots.SmallMultiples;
import org.loupe.plots.Table;

@DisplayName("The activations view")
class ActivationsViewTest {
  private final Example example = new Example();
  private final ActivationsView view = new ActivationsView();

  private List<Figure> figures(ActivationsResult result) {
    return view.figures(result, ViewState.DEFAULT, Selection.NONE);
  }

  @Test
  @DisplayName("shows bars, distributions, units and what is silent, and says of what")
  void ids() throws LoupeException {
    List<Figure> figures = figures(example.result(Change.NONE));
    assertThat(figures)
        .extracting(Figure::id)
        .containsExactly("mean", "sparsity", "distributions", "units", "silent");
    assertThat(figures)
        .allSatisfy(figure -> assertThat(figure.title()).endsWith("24 windows, 6 recordings"));
  }

  @Test
  @DisplayName("has whiskers of one standard deviation, and intervals where they are meant")
  void bars() throws LoupeException {
    ActivationsResult result = example.result(Change.NONE);
    LayerSummary state = result.layers().get(1).summary();
    BarChart means = (BarChart) figures(result).get(0).plot();
    assertThat(means.traces().get(0).values()[1]).isEqualTo(state.mean());
    assertThat(means.traces().get(0).high()[1] - state.mean())
        .isCloseTo(state.std(), within(1e-12));
    assertThat(figures(result).get(1).caption()).contains("6 recordings");
  }

  @Test
  @DisplayName("has bars of the selected windows alone")
  void selected() throws LoupeException {
    List<Figure> figures =
        view.figures(
            example.result(Change.NONE),
            ViewState.DEFAULT,
            Selection.NONE.with(Dimension.WINDOW, Set.of(12)));
    assertThat(figures.get(0).title()).endsWith("window 12");
    double sum = 0;
    for (int t = 0; t < Example.STEPS; t++) {
      sum += 3.0 * example.x[12 * Example.STEPS + t];
    }
    assertThat(((BarChart) figures.get(0).plot()).traces().get(0).values()[0])
        .isCloseTo(sum / (3 * Example.STEPS), within(1e-6));
    assertThat(figures.get(1).caption()).contains("One window has no interval.");
    assertThat(figures.get(3).title()).endsWith("24 windows, 6 recordings");
  }

  @Test
  @DisplayName("draws layers of one scale as they are, others standardised")
  void distributions() throws LoupeException {
    assertThat(axis(example.result(Change.NONE))).isEqualTo("activation");
    assertThat(axis(example.result(Change.each("drive", (value, unit) -> 1000 * value))))
        .isEqualTo("(activation − mean) / std");
  }

  private String axis(ActivationsResult result) {
    SmallMultiples multiples = (SmallMultiples) figures(result).get(2).plot();
    assertThat(multiples.rows().names()).containsExactly("drive", "state");
    return ((Histogram) multiples.at(0, 0)).x().title();
  }

  @Test
  @DisplayName("has a unit in each column, coloured by what is chosen")
  void units() throws LoupeException {
    ActivationsResult result = example.result(Change.NONE);
    HeatMap sparsity =
        (HeatMap)
            view.figures(
                    result,
                    ViewState.DEFAULT.with(ActivationsView.UNITS, "sparsity"),
                    Selection.NONE)
                .get(3)
                .plot();
    assertThat(sparsity.at(0, 1)).isEqualTo(1);
    assertThat(sparsity.at(1, 2)).isZero();
    HeatMap relative =
        (HeatMap)
            view.figures(
                    result,
                    ViewState.DEFAULT.with(ActivationsView.UNITS, "relative"),
                    Selection.NONE)
                .get(3)
                .plot();
    assertThat((double) relative.at(0, 2)).isCloseTo(2, within(1e-6));
    Table silent = (Table) figures(result).get(4).plot();
    assertThat(silent.columns().get(5).words()).containsExactly("dead 1", "dead 1");
  }
}
