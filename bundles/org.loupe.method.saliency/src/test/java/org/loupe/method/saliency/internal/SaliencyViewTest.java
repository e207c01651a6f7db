package org.loupe.method.saliency.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.model.Dimension;
import org.loupe.model.LoupeException;
import org.loupe.model.Progress;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.HeatMap;
import org.loupe.plots.Histogram;
import org.loupe.plots.LineChart;
import org.loupe.plots.Trace;

@DisplayName("The saliency view")
class SaliencyViewTest {
  private final Example example = new Example();
  private final SaliencyView view = new SaliencyView();

  private List<Figure> figures(SaliencyResult result, ViewState state, Selection selection) {
    return view.figures(result, state, selection);
  }

  private List<Figure> figures(Variant variant) throws LoupeException {
    return figures(example.result(variant), ViewState.DEFAULT, Selection.NONE);
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  @Test
  @DisplayName("has four figures that say of what they are")
  void ids() throws LoupeException {
    List<Figure> figures = figures(Variant.SALIENCY);
    assertThat(figures)
        .extracting(Figure::id)
        .containsExactly("heatmap", "top_channels", "temporal_profile", "distribution");
    assertThat(figures.get(0).title())
        .isEqualTo(
            "Saliency of type (log-probability of the predicted class, all steps) — 40 windows, 8 recordings");
    assertThat(figures).allSatisfy(figure -> assertThat(figure.title()).contains("40 windows"));
    assertThat(figures.get(0).caption())
        .contains("F is the log-probability of the predicted class, summed over all steps.");
    assertThat(figures.get(1).caption())
        .contains("Intervals are 95 %, from 1000 bootstrap resamples of 8 recordings.");
  }

  @Test
  @DisplayName("shows channels as rows, time as columns, averaged over windows")
  void heatMap() throws LoupeException {
    SaliencyResult result = example.result(Variant.SALIENCY);
    HeatMap map = (HeatMap) figures(result, ViewState.DEFAULT, Selection.NONE).get(0).plot();
    assertThat(map.x().dimension()).isEqualTo(Dimension.TIME);
    assertThat(map.y().name(5)).isEqualTo("sensor 5");
    assertThat(map.aggregation()).isEqualTo(HeatMap.Aggregation.MAX_ABS);
    double sum = 0;
    for (int n = 0; n < Example.WINDOWS; n++) {
      sum += result.attribution().at(n, 3, 5);
    }
    assertThat((double) map.at(5, 3)).isCloseTo(sum / Example.WINDOWS, within(1e-6));
  }

  @Test
  @DisplayName("sorts channels by importance and by group")
  void sorted() throws LoupeException {
    SaliencyResult result = example.result(Variant.SALIENCY);
    ViewState importance = ViewState.DEFAULT.with(SaliencyView.SORT, "importance");
    ViewState group = ViewState.DEFAULT.with(SaliencyView.SORT, "group");
    HeatMap byImportance = (HeatMap) figures(result, importance, Selection.NONE).get(0).plot();
    HeatMap byGroup = (HeatMap) figures(result, group, Selection.NONE).get(0).plot();
    HeatMap byCard = (HeatMap) figures(result, ViewState.DEFAULT, Selection.NONE).get(0).plot();
    assertThat(byImportance.y().positions()[0]).isEqualTo(5);
    assertThat(byImportance.at(0, 2)).isEqualTo(byCard.at(5, 2));
    assertThat(byGroup.y().positions()).startsWith(1, 3, 5).endsWith(20, 22);
  }

  @Test
  @DisplayName("shows those of the selected windows that are kept, and says how many are not")
  void kept() throws LoupeException {
    int map = 4 * Example.STEPS * Example.CHANNELS;
    SaliencyResult few =
        new SaliencyAnalyzer(new Room(39L * map, 8L * map, 1L << 20))
            .analyze(example.subject(), Example.parameters(Variant.SALIENCY), Progress.none());
    SaliencyResult whole = example.result(Variant.SALIENCY);
    Figure some = heatMap(few, 5, 6, 10);
    assertThat(values(some)).isEqualTo(values(heatMap(whole, 5, 10)));
    assertThat(some.title()).endsWith("2 windows, 2 recordings");
    assertThat(some.caption()).startsWith("One selected window is not shown");
    Figure none = heatMap(few, 6, 7);
    assertThat(values(none)).isEqualTo(values(heatMap(whole)));
    assertThat(none.caption()).startsWith("2 selected windows are not shown");
    assertThat(heatMap(few).caption()).doesNotContain("not shown");
  }

  private static float[] values(Figure heatMap) {
    return ((HeatMap) heatMap.plot()).values();
  }

  private Figure heatMap(SaliencyResult result, Integer... windows) {
    Selection selection = Selection.NONE.with(Dimension.WINDOW, Set.of(windows));
    return figures(result, ViewState.DEFAULT, selection).get(0);
  }

  @Test
  @DisplayName("normalises the heat map by the 98th percentile of the cumulative sum")
  void normalised() throws LoupeException {
    HeatMap map =
        (HeatMap)
            figures(
                    example.result(Variant.INPUT_X_GRADIENT),
                    ViewState.DEFAULT.with(SaliencyView.NORMALIZATION, "98th percentile"),
                    Selection.NONE)
                .get(0)
                .plot();
    assertThat(map.values()).contains(1f).doesNotContain(2f);
    for (float value : map.values()) {
      assertThat(value).isBetween(-1f, 1f);
    }
    assertThat(Normalization.threshold(new float[] {1, -1, 1, 97})).isEqualTo(97);
    assertThat(Normalization.threshold(new float[] {-49, 49, 1, 1})).isEqualTo(49);
    assertThat(Normalization.apply(new float[3])).containsOnly(0f);
  }

  @Test
  @DisplayName("shows the sign of input × gradient unless magnitudes are asked for")
  void sign() throws LoupeException {
    SaliencyResult result = example.result(Variant.INPUT_X_GRADIENT);
    HeatMap signed = (HeatMap) figures(result, ViewState.DEFAULT, Selection.NONE).get(0).plot();
    HeatMap absolute =
        (HeatMap)
            figures(result, ViewState.DEFAULT.with(SaliencyView.SIGN, "absolute"), Selection.NONE)
                .get(0)
                .plot();
    assertThat(signed.value().signed()).isTrue();
    assertThat(absolute.value().signed()).isFalse();
    assertThat(mean(absolute.values())).isGreaterThan(mean(signed.values()));
    for (float value : absolute.values()) {
      assertThat(value).isNotNegative();
    }
    HeatMap saliency = (HeatMap) figures(Variant.SALIENCY).get(0).plot();
    assertThat(saliency.value().signed()).isFalse();
  }

  @Test
  @DisplayName("ranks twenty channels with intervals")
  void topChannels() throws LoupeException {
    BarChart chart = (BarChart) figures(Variant.SALIENCY).get(1).plot();
    assertThat(chart.horizontal()).isTrue();
    assertThat(chart.categories().size()).isEqualTo(20);
    assertThat(chart.categories().name(0)).isEqualTo("sensor 5");
    Trace bars = chart.traces().get(0);
    assertThat(bars.hasIntervals()).isTrue();
    assertThat(bars.values()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(bars.low()[0]).isLessThan(bars.values()[0]);
  }

  @Test
  @DisplayName("has a distribution of area one with its mean")
  void distribution() throws LoupeException {
    SaliencyResult result = example.result(Variant.SALIENCY);
    Histogram histogram =
        (Histogram) figures(result, ViewState.DEFAULT, Selection.NONE).get(3).plot();
    double area = 0;
    for (int i = 0; i < 50; i++) {
      area +=
          histogram.traces().get(0).values()[i] * (histogram.edges()[i + 1] - histogram.edges()[i]);
    }
    assertThat(area + result.magnitudes().distribution().beyond()).isCloseTo(1, within(1e-9));
    assertThat(histogram.annotations().get(0).value())
        .isCloseTo(mean(result.attribution().values()), within(1e-6));
  }

  @Test
  @DisplayName("shows selected windows alone, as if only these had been analysed")
  void selectedWindows() throws LoupeException {
    SaliencyResult all = example.result(Variant.INPUT_X_GRADIENT);
    SaliencyResult some = example.result(Variant.INPUT_X_GRADIENT, 3, 17, 30);
    Selection selection = new Selection(Map.of(Dimension.WINDOW, Set.of(3, 17, 30, 999)));
    List<Figure> selected = figures(all, ViewState.DEFAULT, selection);
    List<Figure> alone = figures(some, ViewState.DEFAULT, Selection.NONE);
    assertThat(selected.get(0).title()).isEqualTo(alone.get(0).title()).contains("3 windows");
    assertThat(((HeatMap) selected.get(0).plot()).values())
        .isEqualTo(((HeatMap) alone.get(0).plot()).values());
    assertThat(((BarChart) selected.get(1).plot()).traces().get(0).low())
        .isEqualTo(((BarChart) alone.get(1).plot()).traces().get(0).low());
    assertThat(((Histogram) selected.get(3).plot()).edges())
        .isEqualTo(((Histogram) alone.get(3).plot()).edges());
  }

  @Test
  @DisplayName("shows all windows when none of the selected ones is in the result")
  void selectedElsewhere() throws LoupeException {
    Selection selection = new Selection(Map.of(Dimension.WINDOW, Set.of(1)));
    List<Figure> figures =
        figures(example.result(Variant.SALIENCY, 6, 7), ViewState.DEFAULT, selection);
    assertThat(figures.get(0).title()).endsWith("2 windows, one recording");
  }

  @Test
  @DisplayName("adds the profile of selected channels")
  void selectedChannels() throws LoupeException {
    SaliencyResult result = example.result(Variant.SALIENCY);
    Selection selection = new Selection(Map.of(Dimension.CHANNEL, Set.of(5)));
    List<Figure> figures = figures(result, ViewState.DEFAULT, selection);
    LineChart profile = (LineChart) figures.get(2).plot();
    assertThat(profile.traces())
        .extracting(Trace::name)
        .containsExactly("all channels", "sensor 5");
    HeatMap map = (HeatMap) figures.get(0).plot();
    assertThat(profile.traces().get(1).values()[1]).isEqualTo(map.at(5, 1));
  }

  @Test
  @DisplayName("of a single window says which and draws no intervals")
  void oneWindow() throws LoupeException {
    List<Figure> figures =
        figures(example.result(Variant.SALIENCY, 7), ViewState.DEFAULT, Selection.NONE);
    assertThat(figures.get(0).title()).endsWith("— window 7");
    assertThat(figures.get(1).caption()).contains("One window has no interval.");
    assertThat(((LineChart) figures.get(2).plot()).traces().get(0).hasIntervals()).isFalse();
  }
}
