package org.loupe.method.sensors.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.model.Dimension;
import org.loupe.model.LoupeException;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.LineChart;
import org.loupe.plots.Matrix;

@DisplayName("The sensors view")
class SensorsViewTest {
  private final Example example = new Example();
  private final SensorsView view = new SensorsView();

  private List<Figure> figures(SensorsResult result) {
    return view.figures(result, ViewState.DEFAULT, Selection.NONE);
  }

  @Test
  @DisplayName("has four figures that say of what they are")
  void ids() throws LoupeException {
    List<Figure> figures = figures(example.result(Map.of("score", "accuracy")));
    assertThat(figures)
        .extracting(Figure::id)
        .containsExactly("all_channels", "top_channels", "groups", "cumulative");
    assertThat(figures)
        .allSatisfy(
            figure ->
                assertThat(figure.title())
                    .startsWith("Accuracy of type: ")
                    .endsWith("— 40 windows, 10 recordings"));
    assertThat(figures.get(0).caption())
        .startsWith(
            "Drop of the accuracy of type when a channel is permuted over time, mean over 40 windows of 10 recordings and 5 repeats.")
        .contains("one channel stays the same");
    assertThat(figures.get(1).caption())
        .contains("Intervals are 95 %, from 1000 bootstrap resamples of 10 recordings.");
  }

  @Test
  @DisplayName("shows all channels in the chosen order, with their mean")
  void allChannels() throws LoupeException {
    SensorsResult result = example.result(Map.of("score", "accuracy"));
    BarChart chart = (BarChart) figures(result).get(0).plot();
    assertThat(chart.categories().size()).isEqualTo(12);
    assertThat(chart.annotations().get(0).value())
        .isEqualTo(Arrays.stream(result.ranking().mean()).average().orElseThrow());
    BarChart sorted =
        (BarChart)
            view.figures(
                    result, ViewState.DEFAULT.with(SensorsView.SORT, "importance"), Selection.NONE)
                .get(0)
                .plot();
    assertThat(sorted.categories().positions()[0]).isEqualTo(Example.STRONGEST);
    BarChart grouped =
        (BarChart)
            view.figures(result, ViewState.DEFAULT.with(SensorsView.SORT, "group"), Selection.NONE)
                .get(0)
                .plot();
    assertThat(grouped.categories().positions()).hasSize(12).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("counts the channels for 90 % of the positive drops")
  void cumulative() throws LoupeException {
    SensorsResult result = example.result(Map.of("score", "accuracy"));
    Figure figure = figures(result).get(3);
    LineChart chart = (LineChart) figure.plot();
    double[] shares = chart.traces().get(0).values();
    assertThat(shares).isSorted();
    assertThat(shares[0]).isGreaterThan(0.9);
    assertThat(chart.annotations().get(1).label()).isEqualTo("1 channel for 90 %");
    assertThat(figure.caption()).contains("negative drops count as 0");
  }

  @Test
  @DisplayName("draws no shares of noise")
  void noise() throws LoupeException {
    for (float[] row : example.weights) {
      Arrays.fill(row, 0);
    }
    SensorsResult result = example.result(Map.of("score", "accuracy"));
    Figure figure = figures(result).get(3);
    assertThat(((LineChart) figure.plot()).traces().get(0).values()).containsOnly(Double.NaN);
    assertThat(figure.caption()).startsWith("Nothing is drawn, because no channel stands out");
    assertThat(result.findings().get(0).sentence())
        .startsWith("No channel stands out of the noise");
    assertThat(result.scalars().get(2).value()).isNaN();
  }

  @Test
  @DisplayName("shows selected windows alone, as if only these had been analysed")
  void selected() throws LoupeException {
    SensorsResult all = example.result(Map.of("score", "accuracy"));
    SensorsResult some = example.result(Map.of("score", "accuracy"), 3, 17, 30);
    Selection selection = new Selection(Map.of(Dimension.WINDOW, Set.of(3, 17, 30, 999)));
    BarChart selected = (BarChart) view.figures(all, ViewState.DEFAULT, selection).get(1).plot();
    BarChart alone = (BarChart) figures(some).get(1).plot();
    assertThat(selected.traces().get(0).values()).isEqualTo(alone.traces().get(0).values());
    assertThat(selected.traces().get(0).low()).isEqualTo(alone.traces().get(0).low());
  }

  @Test
  @DisplayName("shows groups and their interactions of a group ablation")
  void groups() throws LoupeException {
    SensorsResult result = example.result(Map.of("kind", "group_ablation"));
    List<Figure> figures = figures(result);
    assertThat(figures).extracting(Figure::id).containsExactly("groups", "interactions");
    BarChart groups = (BarChart) figures.get(0).plot();
    assertThat(groups.categories().dimension()).isEqualTo(Dimension.CHANNEL_GROUP);
    assertThat(groups.categories().name(0)).isEqualTo("odd");
    Matrix matrix = (Matrix) figures.get(1).plot();
    assertThat(matrix.cells().at(0, 1)).isEqualTo(matrix.cells().at(1, 0));
    Selection selection = new Selection(Map.of(Dimension.WINDOW, Set.of(3)));
    assertThat(view.figures(result, ViewState.DEFAULT, selection).get(1).title())
        .endsWith("— window 3");
  }

  @Test
  @DisplayName("of a single window shows whiskers of repeats")
  void oneWindow() throws LoupeException {
    List<Figure> figures = figures(example.result(Map.of(), 7));
    assertThat(figures.get(1).title()).endsWith("— window 7");
    assertThat(figures.get(1).caption())
        .contains("Whiskers are the least and greatest of the repeats.");
    assertThat(((BarChart) figures.get(1).plot()).traces().get(0).hasIntervals()).isTrue();
  }
}
