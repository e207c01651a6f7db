package org.loupe.plots.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Dimension;
import org.loupe.plots.BarChart;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.LineChart;
import org.loupe.plots.SmallMultiples;
import org.loupe.plots.Statements;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;
import org.loupe.plots.XYGraph;
import org.loupe.plots.XYTrace;

@DisplayName("Traces named after checkpoints")
class MemberColorsTest {
  private static final Map<String, Integer> COLORS = Map.of("middle", 1, "late", 2);
  private static final IndexAxis HEADS = IndexAxis.counting("head", Dimension.PREDICTION_HEAD, 1);
  private static final ValueAxis SHARE = ValueAxis.of("share");
  private static final double[] ONE = {1};
  private static final List<Trace> TRACES = List.of(Trace.of("late", ONE), Trace.of("gained", ONE));

  @Test
  @DisplayName("have their colours in every kind of plot, all others keep theirs")
  void colors() {
    BarChart bars =
        (BarChart)
            MemberColors.of(new BarChart(HEADS, SHARE, TRACES, true, List.of()).stacked(), COLORS);
    assertThat(bars.traces()).extracting(Trace::color).containsExactly(2, Trace.BY_PLACE);
    assertThat(bars.arrangement()).isEqualTo(BarChart.Arrangement.STACKED);
    LineChart lines = new LineChart(HEADS, SHARE, TRACES, LineChart.Form.LINE, List.of());
    SmallMultiples grid =
        (SmallMultiples) MemberColors.of(new SmallMultiples(HEADS, HEADS, List.of(lines)), COLORS);
    assertThat(((LineChart) grid.at(0, 0)).traces())
        .extracting(Trace::color)
        .containsExactly(2, Trace.BY_PLACE);
    XYGraph graph =
        (XYGraph)
            MemberColors.of(
                new XYGraph(SHARE, SHARE, List.of(XYTrace.of("middle", ONE, ONE)), List.of()),
                COLORS);
    assertThat(graph.traces().get(0).color()).isEqualTo(1);
    Statements words = new Statements(List.of());
    assertThat(MemberColors.of(words, COLORS)).isSameAs(words);
  }
}
