package org.loupe.plots.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Dimension;
import org.loupe.plots.BarChart;
import org.loupe.plots.HeatMap;
import org.loupe.plots.Histogram;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.LineChart;
import org.loupe.plots.Matrix;
import org.loupe.plots.Plot;
import org.loupe.plots.SmallMultiples;
import org.loupe.plots.Table;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;
import org.loupe.plots.XYGraph;
import org.loupe.plots.XYTrace;

@DisplayName("The difference of two plots")
class DifferenceTest {
  private static final ValueAxis VALUE = ValueAxis.of("drop").between(0, 1);

  private static IndexAxis channels(int... positions) {
    String[] names = {"load", "speed", "power"};
    return new IndexAxis(
        "channel",
        Dimension.CHANNEL,
        positions,
        java.util.Arrays.stream(positions).mapToObj(i -> names[i]).toList());
  }

  private static BarChart bars(IndexAxis channels, double... values) {
    return new BarChart(channels, VALUE, List.of(Trace.of("", values)), true, List.of());
  }

  @Test
  @DisplayName("of bars that are sorted differently is taken channel by channel")
  void sorted() {
    Plot plot =
        Difference.of(bars(channels(2, 0, 1), 9, 5, 1), bars(channels(1, 2, 0), 8, 7, 6))
            .orElseThrow();
    assertThat(plot)
        .isInstanceOfSatisfying(
            BarChart.class,
            bars -> {
              assertThat(bars.categories().names()).containsExactly("power", "load", "speed");
              assertThat(bars.traces().get(0).values()).containsExactly(-2, 1, 7);
              assertThat(bars.value().signed()).isTrue();
              assertThat(bars.value().isFixed()).isFalse();
              assertThat(bars.value().title()).isEqualTo("difference of drop");
            });
  }

  @Test
  @DisplayName("is missing where one of them has no such place, and none where they share none")
  void missing() {
    BarChart difference =
        (BarChart)
            Difference.of(bars(channels(0, 1), 5, 1), bars(channels(1, 2), 8, 7)).orElseThrow();
    assertThat(difference.traces().get(0).values()).containsExactly(Double.NaN, 7);
    assertThat(Difference.of(bars(channels(0), 5), bars(channels(1), 8))).isEmpty();
  }

  @Test
  @DisplayName("goes by the name where models count their classes differently")
  void classes() {
    IndexAxis a = IndexAxis.named("class", Dimension.CLASS, List.of("stop", "go"));
    IndexAxis b = IndexAxis.named("class", Dimension.CLASS, List.of("go", "wait", "stop"));
    BarChart difference = (BarChart) Difference.of(bars(a, 1, 2), bars(b, 5, 6, 7)).orElseThrow();
    assertThat(difference.traces().get(0).values()).containsExactly(6, 3);
  }

  @Test
  @DisplayName("of a plot with itself is zero everywhere, whatever its kind")
  void same() {
    IndexAxis steps = IndexAxis.counting("step", Dimension.TIME, 2);
    HeatMap map =
        new HeatMap(
            steps, channels(0, 1), new float[] {1, 2, 3, 4}, VALUE, HeatMap.Aggregation.MEAN);
    Trace trace = Trace.of("", new double[] {3, 4}).within(new double[2], new double[] {5, 5});
    LineChart lines = new LineChart(steps, VALUE, List.of(trace), LineChart.Form.LINE, List.of());
    Histogram histogram =
        new Histogram(VALUE, VALUE, new double[] {0, 1, 2}, List.of(trace), List.of());
    XYGraph graph =
        new XYGraph(
            VALUE,
            VALUE,
            List.of(XYTrace.of("", new double[] {1, 2}, new double[] {3, 4})),
            List.of());
    assertThat(((HeatMap) Difference.of(map, map).orElseThrow()).values())
        .containsExactly(0, 0, 0, 0);
    Matrix matrix = new Matrix(map, List.of("a", "b", "c", "d"));
    Matrix none = (Matrix) Difference.of(matrix, matrix).orElseThrow();
    assertThat(none.cells().values()).containsExactly(0, 0, 0, 0);
    assertThat(none.words()).isEmpty();
    Trace flat = ((LineChart) Difference.of(lines, lines).orElseThrow()).traces().get(0);
    assertThat(flat.values()).containsExactly(0, 0);
    assertThat(flat.hasIntervals()).isFalse();
    assertThat(
            ((Histogram) Difference.of(histogram, histogram).orElseThrow())
                .traces()
                .get(0)
                .values())
        .containsExactly(0, 0);
    assertThat(((XYGraph) Difference.of(graph, graph).orElseThrow()).traces().get(0).y())
        .containsExactly(0, 0);
    SmallMultiples grid =
        new SmallMultiples(
            IndexAxis.counting("head", Dimension.ATTENTION_HEAD, 1),
            IndexAxis.counting("layer", Dimension.LAYER, 1),
            List.of(lines));
    SmallMultiples grids = (SmallMultiples) Difference.of(grid, grid).orElseThrow();
    assertThat(((LineChart) grids.at(0, 0)).traces().get(0).values()).containsExactly(0, 0);
  }

  @Test
  @DisplayName("does not exist between other kinds, other values, or tables")
  void none() {
    BarChart bars = bars(channels(0), 5);
    BarChart other =
        new BarChart(
            channels(0),
            ValueAxis.of("accuracy"),
            List.of(Trace.of("", new double[] {1})),
            true,
            List.of());
    assertThat(Difference.of(bars, other)).isEmpty();
    LineChart lines =
        new LineChart(
            channels(0),
            VALUE,
            List.of(Trace.of("", new double[] {1})),
            LineChart.Form.LINE,
            List.of());
    assertThat(Difference.of(bars, lines)).isEmpty();
    Table table = new Table(IndexAxis.counting("row", Dimension.VALUE, 0), List.of());
    assertThat(Difference.of(table, table)).isEmpty();
  }
}
