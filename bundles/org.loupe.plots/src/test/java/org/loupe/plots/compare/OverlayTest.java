package org.loupe.plots.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Dimension;
import org.loupe.plots.Annotation;
import org.loupe.plots.BarChart;
import org.loupe.plots.HeatMap;
import org.loupe.plots.Histogram;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.LineChart;
import org.loupe.plots.Plot;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;
import org.loupe.plots.XYGraph;

@DisplayName("Plots over each other")
class OverlayTest {
  private static final ValueAxis VALUE = ValueAxis.of("accuracy");
  private static final IndexAxis HEADS =
      IndexAxis.named("prediction head", Dimension.PREDICTION_HEAD, List.of("type", "command"));

  private static Plot overlay(Plot a, Plot b) {
    return Overlay.of(List.of(new Member("early", 0, a), new Member("late", 4, b))).orElseThrow();
  }

  private static LineChart lines(Annotation line, Trace... traces) {
    return new LineChart(
        HEADS,
        VALUE,
        List.of(traces),
        LineChart.Form.LINE,
        List.of(line, new Annotation("chance", 0.5)));
  }

  @Test
  @DisplayName("are lines in the colours of their checkpoints, with the reference lines of all")
  void lines() {
    LineChart both =
        (LineChart)
            overlay(
                lines(new Annotation("mean 1", 1), Trace.of("", new double[] {1, 2})),
                lines(
                    new Annotation("mean 2", 2),
                    Trace.of("", new double[] {3, 4}).within(new double[2], new double[2])));
    assertThat(both.traces()).extracting(Trace::name).containsExactly("early", "late");
    assertThat(both.traces()).extracting(Trace::color).containsExactly(0, 4);
    assertThat(both.traces().get(1).hasIntervals()).isTrue();
    assertThat(both.annotations()).extracting(Annotation::label).containsExactly("chance");
  }

  @Test
  @DisplayName("keep the colours of several lines of a checkpoint, and name whose they are")
  void several() {
    Annotation line = new Annotation("mean", 1);
    LineChart plot =
        lines(line, Trace.of("a", new double[] {1, 2}), Trace.of("b", new double[] {1, 2}));
    LineChart both = (LineChart) overlay(plot, plot);
    assertThat(both.traces())
        .extracting(Trace::name)
        .containsExactly("early a", "early b", "late a", "late b");
    assertThat(both.traces()).extracting(Trace::color).containsOnly(Trace.BY_PLACE);
    LineChart many =
        lines(line, Collections.nCopies(7, plot.traces().get(0)).toArray(new Trace[0]));
    assertThat(Overlay.of(List.of(new Member("early", 0, many), new Member("late", 1, many))))
        .isEmpty();
  }

  @Test
  @DisplayName("put bars beside each other that are coloured by groups and sorted differently")
  void bars() {
    BarChart first =
        new BarChart(
                HEADS,
                VALUE,
                List.of(
                    Trace.of("spindle", new double[] {1, Double.NaN}),
                    Trace.of("axis", new double[] {Double.NaN, 2})),
                true,
                List.of())
            .stacked();
    IndexAxis turned =
        new IndexAxis(
            "prediction head",
            Dimension.PREDICTION_HEAD,
            new int[] {1, 0},
            List.of("command", "type"));
    BarChart second =
        new BarChart(turned, VALUE, List.of(Trace.of("", new double[] {4, 3})), true, List.of());
    BarChart both = (BarChart) overlay(first, second);
    assertThat(both.arrangement()).isEqualTo(BarChart.Arrangement.GROUPED);
    assertThat(both.traces().get(0).values()).containsExactly(1, 2);
    assertThat(both.traces().get(1).values()).containsExactly(3, 4);
  }

  @Test
  @DisplayName("are distributions as steps where their bins differ")
  void histograms() {
    Histogram a =
        new Histogram(
            VALUE,
            VALUE,
            new double[] {0, 1, 2},
            List.of(Trace.of("", new double[] {0.5, 0.5})),
            List.of());
    Histogram b =
        new Histogram(
            VALUE,
            VALUE,
            new double[] {0, 2},
            List.of(Trace.of("", new double[] {0.5})),
            List.of());
    assertThat(overlay(a, a)).isInstanceOf(Histogram.class);
    XYGraph steps = (XYGraph) overlay(a, b);
    assertThat(steps.traces().get(0).x()).containsExactly(0.5, 1.5);
    assertThat(steps.traces().get(1).color()).isEqualTo(4);
  }

  @Test
  @DisplayName("do not exist of heat maps, of parts of a stack, or of other values")
  void none() {
    HeatMap map = new HeatMap(HEADS, HEADS, new float[4], VALUE, HeatMap.Aggregation.MEAN);
    BarChart stack =
        new BarChart(
                HEADS,
                VALUE,
                List.of(Trace.of("a", new double[] {1, 2}), Trace.of("b", new double[] {1, 2})),
                true,
                List.of())
            .stacked();
    BarChart other =
        new BarChart(
            HEADS,
            ValueAxis.of("error"),
            List.of(Trace.of("", new double[] {1, 2})),
            true,
            List.of());
    BarChart bars =
        new BarChart(HEADS, VALUE, List.of(Trace.of("", new double[] {1, 2})), true, List.of());
    assertThat(Overlay.of(List.of(new Member("a", 0, map), new Member("b", 1, map)))).isEmpty();
    assertThat(Overlay.of(List.of(new Member("a", 0, stack), new Member("b", 1, stack)))).isEmpty();
    assertThat(Overlay.of(List.of(new Member("a", 0, bars), new Member("b", 1, other)))).isEmpty();
    assertThat(Overlay.of(List.of())).isEmpty();
  }
}
