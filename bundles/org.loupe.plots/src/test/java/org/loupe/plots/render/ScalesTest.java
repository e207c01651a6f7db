package org.loupe.plots.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Dimension;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.HeatMap;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.LineChart;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;

@DisplayName("Scales")
class ScalesTest {
  @Test
  @DisplayName("are shared by figures of the same id unless switched off")
  void areShared() {
    List<Panel> panels =
        SampleFigures.compared(
            List.of(SampleFigures.heatMap(0), SampleFigures.heatMap(1), SampleFigures.profile(0)));
    Scales shared = Scales.of(panels, true);
    assertThat(shared.extent(0).values()).isEqualTo(shared.extent(1).values());
    assertThat(shared.extent(2).values()).isNotEqualTo(shared.extent(0).values());
    Scales own = Scales.of(panels, false);
    assertThat(own.extent(0).values()).isNotEqualTo(own.extent(1).values());
    assertThat(shared.extent(0).values())
        .isEqualTo(own.extent(0).values().union(own.extent(1).values()));
  }

  @Test
  @DisplayName("are apart where the values mean something else")
  void areApart() {
    HeatMap map = (HeatMap) SampleFigures.heatMap(1).plot();
    Figure signed =
        new Figure(
            SampleFigures.heatMap(1).id(),
            "",
            "",
            new HeatMap(
                map.x(), map.y(), map.values(), ValueAxis.signed("x · g"), map.aggregation()));
    List<Panel> panels =
        SampleFigures.compared(List.of(SampleFigures.heatMap(0), signed, SampleFigures.heatMap(1)));
    Scales shared = Scales.of(panels, true);
    assertThat(shared.extent(0).values().from()).isZero();
    assertThat(shared.extent(1).values().from()).isNegative();
    assertThat(shared.extent(2).values()).isEqualTo(shared.extent(0).values());
  }

  @Test
  @DisplayName("hold the intervals of stacked bars, each from where its part begins")
  void stackedIntervals() {
    Trace below =
        Trace.of("a", new double[] {1, -1}).within(new double[] {0, -5}, new double[] {2, 0});
    Trace above =
        Trace.of("b", new double[] {2, Double.NaN})
            .within(new double[] {1, Double.NaN}, new double[] {6, Double.NaN});
    BarChart bars =
        new BarChart(
                IndexAxis.counting("item", Dimension.VALUE, 2),
                ValueAxis.signed("effect"),
                List.of(below, above),
                true,
                List.of())
            .stacked();
    Range range =
        Scales.of(List.of(Panel.of(new Figure("bars", "", "", bars))), true).extent(0).values();
    assertThat(range.from()).isLessThanOrEqualTo(-5);
    assertThat(range.to()).isGreaterThanOrEqualTo(7);
  }

  @Test
  @DisplayName("give the same value the same colour in every panel")
  void giveTheSameColour() {
    List<Panel> panels =
        SampleFigures.compared(List.of(SampleFigures.heatMap(0), SampleFigures.heatMap(1)));
    RenderOptions options = RenderOptions.of(Theme.DARK, 1200, 700);
    Scene together = Scene.of(panels, options);
    Range range = Scales.of(panels, true).extent(1).values();
    Hit hit =
        together.hit(together.body(1).x() + 100.5, together.body(1).y() + 100.5).orElseThrow();
    float value = ((HeatMap) SampleFigures.heatMap(1).plot()).at(hit.row(), hit.column());
    int x = (int) together.body(1).x() + 100;
    int y = (int) together.body(1).y() + 100;
    assertThat(together.pixels().at(x, y))
        .isEqualTo(Theme.DARK.sequential().color(value / range.to()));
  }

  @Test
  @DisplayName("begin at zero where values are near it and keep their distance where they are not")
  void includeZero() {
    assertThat(range(1, 4).from()).isZero();
    assertThat(range(100, 104).from()).isBetween(99.0, 100.0);
    assertThat(range(-2, 4).from()).isLessThan(-2);
    assertThat(range(Double.NaN, Double.NaN)).isEqualTo(new Range(0, 1));
    assertThat(range(5, 5).contains(5)).isTrue();
    assertThat(range(1, Double.POSITIVE_INFINITY).contains(1)).isTrue();
  }

  private static Range range(double one, double other) {
    LineChart chart =
        new LineChart(
            IndexAxis.counting("x", Dimension.TIME, 2),
            ValueAxis.of("y"),
            List.of(Trace.of("", new double[] {one, other})),
            LineChart.Form.LINE,
            List.of());
    return Scales.of(List.of(Panel.of(new Figure("f", "", "", chart))), true).extent(0).values();
  }
}
