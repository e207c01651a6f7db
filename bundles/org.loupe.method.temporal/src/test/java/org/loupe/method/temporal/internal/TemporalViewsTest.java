package org.loupe.method.temporal.internal;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.loupe.plots.HeatMap;
import org.loupe.plots.LineChart;
import org.loupe.plots.ValueAxis;
import org.loupe.plots.XYGraph;

@DisplayName("The views of time")
class TemporalViewsTest {
  private static final Selection WINDOW =
      new Selection(Map.of(Dimension.WINDOW, Set.of(7), Dimension.CHANNEL, Set.of(2)));

  private final Example example = new Example();

  private List<Figure> importance(ViewState state, Selection selection) throws LoupeException {
    return new TemporalImportanceView()
        .figures(example.importanceOf(example.subject()), state, selection);
  }

  private List<Figure> sensitivity(Selection selection) throws LoupeException {
    return new TimeSensitivityView()
        .figures(example.sensitivityOf(example.subject()), ViewState.DEFAULT, selection);
  }

  @Test
  @DisplayName("have figures of importance that say of what they are")
  void importance() throws LoupeException {
    List<Figure> figures = importance(ViewState.DEFAULT, Selection.NONE);
    assertThat(figures)
        .extracting(Figure::id)
        .containsExactly("heatmap", "temporal_profile", "features", "timespans", "occlusion");
    assertThat(figures)
        .allSatisfy(figure -> assertThat(figure.title()).endsWith("— 20 windows, 10 recordings"));
    HeatMap map = (HeatMap) figures.get(0).plot();
    assertThat(map.y().names()).containsExactly("a", "b", "c", "d", "e", "still");
    ImportanceResult result = example.importanceOf(example.subject());
    assertThat(map.at(2, 5)).isEqualTo(result.importance().at(5, 2));
    LineChart profile = (LineChart) figures.get(1).plot();
    assertThat(profile.traces().get(0).hasIntervals()).isTrue();
    BarChart features = (BarChart) figures.get(2).plot();
    assertThat(features.categories().name(0)).isEqualTo("c");
    assertThat(figures.get(2).caption()).contains("1000 bootstrap resamples of 10 recordings");
  }

  @Test
  @DisplayName("write the time that has passed beside the steps, unless steps alone are wanted")
  void elapsed() throws LoupeException {
    HeatMap map = (HeatMap) importance(ViewState.DEFAULT, Selection.NONE).get(0).plot();
    assertThat(map.x().title()).isEqualTo("time step · mean time passed in s");
    assertThat(map.x().name(11)).matches("11 · \\d\\.\\d\\d");
    HeatMap plain =
        (HeatMap)
            importance(ViewState.DEFAULT.with(StepAxis.OPTION, "step"), Selection.NONE)
                .get(0)
                .plot();
    assertThat(plain.x().names()).isEmpty();
  }

  @Test
  @DisplayName("sort the heat map by importance")
  void sorted() throws LoupeException {
    HeatMap map =
        (HeatMap)
            importance(
                    ViewState.DEFAULT.with(TemporalImportanceView.SORT, "importance"),
                    Selection.NONE)
                .get(0)
                .plot();
    assertThat(map.y().name(0)).isEqualTo("c");
    assertThat(map.y().positions()[0]).isEqualTo(2);
  }

  @Test
  @DisplayName("follow selected windows where these are kept, and say where they are not")
  void selected() throws LoupeException {
    List<Figure> figures = importance(ViewState.DEFAULT, WINDOW);
    assertThat(figures.get(0).caption()).contains("this figure stays that of all");
    assertThat(figures.get(1).title()).endsWith("— window 7");
    assertThat(figures.get(2).caption()).contains("One window has no interval.");
    ImportanceResult result = example.importanceOf(example.subject());
    assertThat(((LineChart) figures.get(1).plot()).traces().get(0).values()[3])
        .isEqualTo(result.byStep().at(7, 3));
    List<Figure> times = sensitivity(WINDOW);
    assertThat(times.get(0).title()).endsWith("— window 7");
    assertThat(times.get(1).title()).endsWith("— 20 windows, 10 recordings");
  }

  @Test
  @DisplayName("give selected channels a line of their own")
  void channel() throws LoupeException {
    Selection channel = new Selection(Map.of(Dimension.CHANNEL, Set.of(2)));
    LineChart profile = (LineChart) importance(ViewState.DEFAULT, channel).get(1).plot();
    assertThat(profile.traces()).extracting(trace -> trace.name()).contains("c");
  }

  @Test
  @DisplayName("have figures of sensitivity: a curve with intervals over a logarithmic scale first")
  void sensitivity() throws LoupeException {
    List<Figure> figures = sensitivity(Selection.NONE);
    assertThat(figures)
        .extracting(Figure::id)
        .containsExactly("sensitivity", "by_step", "gradient", "values", "errors");
    XYGraph curve = (XYGraph) figures.get(0).plot();
    assertThat(curve.x().form()).isEqualTo(ValueAxis.Form.LOG);
    assertThat(curve.traces().get(0).x()).hasSize(20).startsWith(0.1).endsWith(10.0);
    assertThat(curve.traces().get(0).hasIntervals()).isTrue();
    HeatMap byStep = (HeatMap) figures.get(1).plot();
    assertThat(byStep.y().name(0)).as("the longest spans above").isEqualTo("×10");
    assertThat(byStep.y().names()).doesNotContain("×1");
    BarChart values = (BarChart) figures.get(3).plot();
    assertThat(values.traces())
        .extracting(trace -> trace.name())
        .containsExactly("×0.5", "×2", "×5");
    BarChart errors = (BarChart) figures.get(4).plot();
    assertThat(errors.categories().name(1)).startsWith("all spans at their mean");
    assertThat(errors.traces().get(0).low()[1]).as("it is right with its own").isPositive();
    assertThat(figures.get(4).caption()).contains("rises above 0.00, that with the true");
  }
}
