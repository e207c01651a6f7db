package org.loupe.method.occlusion.internal;

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

@DisplayName("The occlusion view")
class OcclusionViewTest {
  private final Example example = new Example();
  private final OcclusionView view = new OcclusionView();

  private List<Figure> figures(OcclusionResult result) {
    return view.figures(result, ViewState.DEFAULT, Selection.NONE);
  }

  @Test
  @DisplayName("has three figures that say of what they are and how overlap is handled")
  void figures() throws LoupeException {
    List<Figure> figures =
        figures(example.result(Map.of("sliding_window_shapes", "2,1", "strides", "1,1")));
    assertThat(figures)
        .extracting(Figure::id)
        .containsExactly("heatmap", "top", "temporal_profile");
    assertThat(figures)
        .allSatisfy(
            figure -> assertThat(figure.title()).endsWith("type — 12 windows, 6 recordings"));
    assertThat(figures.get(0).caption())
        .startsWith(
            "Drop of the log-probability of the predicted class of type, summed over all steps when 2 steps of one group are replaced by zero, mean over 12 windows of 6 recordings.")
        .contains("Windows overlap (strides of 1,1)");
    assertThat(figures(example.result(Map.of("strides", "8,1"))).get(0).caption())
        .contains("No windows overlap");
  }

  @Test
  @DisplayName("draws time × groups, with the groups' own numbers behind the rows")
  void heatmap() throws LoupeException {
    OcclusionResult result =
        example.result(Map.of("sliding_window_shapes", "1,1", "strides", "1,1"));
    HeatMap map = (HeatMap) figures(result).get(0).plot();
    assertThat(map.x().size()).isEqualTo(8);
    assertThat(map.y().dimension()).isEqualTo(Dimension.CHANNEL_GROUP);
    assertThat(map.y().names()).containsExactlyInAnyOrder("cause", "noise");
    int cause = map.y().names().indexOf("cause");
    assertThat(map.at(cause, 2)).isGreaterThan(map.at(cause, 0));
    HeatMap ranked =
        (HeatMap)
            view.figures(result, ViewState.DEFAULT.with(OcclusionView.SORT, "drop"), Selection.NONE)
                .get(0)
                .plot();
    assertThat(ranked.y().names()).containsExactly("cause", "noise");
    assertThat(ranked.y().positions()[0]).isEqualTo(cause);
    assertThat(ranked.at(0, 2)).isEqualTo(map.at(cause, 2));
  }

  @Test
  @DisplayName("ranks channels, with intervals")
  void top() throws LoupeException {
    BarChart chart = (BarChart) figures(example.result(Map.of("over", "channels"))).get(1).plot();
    assertThat(chart.categories().positions()[0]).isEqualTo(Example.CAUSE);
    assertThat(chart.traces().get(0).hasIntervals()).isTrue();
  }

  @Test
  @DisplayName("shows selected windows alone")
  void selected() throws LoupeException {
    OcclusionResult result =
        example.result(Map.of("sliding_window_shapes", "1,1", "strides", "1,1"));
    Selection one = Selection.NONE.with(Dimension.WINDOW, Set.of(5));
    List<Figure> figures = view.figures(result, ViewState.DEFAULT, one);
    assertThat(figures.get(0).title()).endsWith("window 5");
    HeatMap map = (HeatMap) figures.get(0).plot();
    int cause = map.y().names().indexOf("cause");
    assertThat(map.at(cause, 3)).isEqualTo(result.attribution().at(5, 3, cause));
    LineChart profile = (LineChart) figures.get(2).plot();
    assertThat(profile.traces().get(0).hasIntervals()).isFalse();
  }
}
