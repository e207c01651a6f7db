package org.loupe.method.states.internal;

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
import org.loupe.model.Windows;
import org.loupe.plots.Figure;
import org.loupe.plots.HeatMap;
import org.loupe.plots.LineChart;
import org.loupe.plots.NodeLinkGraph;
import org.loupe.plots.Table;
import org.loupe.plots.Trajectories;

@DisplayName("The view of hidden states")
class StatesViewTest {
  private final Example example = new Example();
  private final StatesView view = new StatesView();

  private Figure figure(StatesResult result, String id, Selection selection) {
    return figure(view.figures(result, ViewState.DEFAULT, selection), id);
  }

  private static Figure figure(List<Figure> figures, String id) {
    return figures.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  @DisplayName("shows paths over cumulative time, or over steps by choice")
  void paths() throws LoupeException {
    StatesResult result = example.analyze(Example.parameters(Form.PER_SEQUENCE));
    Figure figure = figure(result, "trajectories", Selection.NONE);
    Trajectories paths = (Trajectories) figure.plot();
    assertThat(paths.time().title()).isEqualTo("cumulative time in s");
    assertThat(paths.paths()).hasSize(Example.WINDOWS);
    float[] time = paths.paths().get(1).time();
    assertThat(time[0]).isEqualTo(example.spans[Example.STEPS]);
    assertThat(time[1] - time[0]).isCloseTo(example.spans[Example.STEPS + 1], within(1e-6f));
    Trajectories steps =
        (Trajectories)
            figure(
                    view.figures(
                        result,
                        ViewState.DEFAULT.with(StatesView.TIME, StatesView.STEPS),
                        Selection.NONE),
                    "trajectories")
                .plot();
    assertThat(steps.paths().get(1).time()[1]).isEqualTo(1);
    assertThat(figure.title()).contains("12 windows");
  }

  @Test
  @DisplayName("shows the input of the selected window at the selected step")
  void input() throws LoupeException {
    StatesResult result = example.analyze(Example.parameters(Form.PER_SEQUENCE));
    Selection selection =
        new Selection(Map.of(Dimension.WINDOW, Set.of(4), Dimension.TIME, Set.of(6)));
    Figure figure = figure(result, "input", selection);
    assertThat(figure.title()).isEqualTo("Input at step 6 — window 4");
    double value = example.x[4 * Example.STEPS + 6];
    double before = example.x[4 * Example.STEPS + 5];
    assertThat(((Table) figure.plot()).columns().get(0))
        .isEqualTo(
            Table.Column.of("value", new double[] {value}, 3).withBars(column(figure, 0).bars()));
    assertThat(column(figure, 0).bars()[0]).isCloseTo(value, within(1e-6));
    assertThat(column(figure, 1).words())
        .isEqualTo(Table.Column.of("change", new double[] {value - before}, 3).words());
    assertThat(figure(result, "input", Selection.NONE).caption())
        .startsWith("The step to which the state moves furthest, time span ");
  }

  private static Table.Column column(Figure figure, int column) {
    return ((Table) figure.plot()).columns().get(column);
  }

  @Test
  @DisplayName("orders neurons as signals pass them, and shows one window or the mean")
  void heatmap() throws LoupeException {
    StatesResult result =
        Example.analyze(
            Example.card().recurrent("motor", "command").build(),
            Example.CELL,
            Windows.all(example.data()),
            Example.parameters(Form.PER_SEQUENCE));
    HeatMap mean = (HeatMap) figure(result, "heatmap", Selection.NONE).plot();
    assertThat(mean.y().names()).containsExactly("command 1", "motor 0");
    double sum = 0;
    for (int n = 0; n < Example.WINDOWS; n++) {
      sum += example.states(n)[3][1];
    }
    assertThat(mean.at(0, 3)).isCloseTo((float) (sum / Example.WINDOWS), within(1e-5f));
    HeatMap one =
        (HeatMap)
            figure(result, "heatmap", Selection.NONE.with(Dimension.WINDOW, Set.of(5))).plot();
    assertThat(one.at(1, 3)).isCloseTo((float) example.states(5)[3][0], within(1e-5f));
  }

  @Test
  @DisplayName("draws the groups without links where the card gives no synapses, with the state")
  void wiring() throws LoupeException {
    StatesResult result = example.analyze(Example.parameters(Form.PER_SEQUENCE));
    Selection selection =
        new Selection(Map.of(Dimension.WINDOW, Set.of(4), Dimension.TIME, Set.of(6)));
    Figure figure = figure(result, "wiring", selection);
    NodeLinkGraph graph = (NodeLinkGraph) figure.plot();
    assertThat(figure.caption()).contains("gives no synapses");
    assertThat(graph.layers()).containsExactly("command", "motor");
    assertThat(graph.links()).isEmpty();
    assertThat(graph.activity().values()[1])
        .isCloseTo((float) example.states(4)[6][1], within(1e-5f));
    StatesResult plain =
        Example.analyze(
            Example.card().recurrent().build(),
            Example.CELL,
            Windows.all(example.data()),
            Example.parameters(Form.PER_SEQUENCE));
    assertThat(view.figures(plain, ViewState.DEFAULT, Selection.NONE))
        .extracting(Figure::id)
        .doesNotContain("wiring", "fixed_points");
  }

  @Test
  @DisplayName("shows movements with their intervals, beside those of selected windows")
  void magnitude() throws LoupeException {
    StatesResult result = example.analyze(Example.parameters(Form.PER_SEQUENCE));
    LineChart chart =
        (LineChart)
            figure(result, "magnitude", Selection.NONE.with(Dimension.WINDOW, Set.of(2))).plot();
    assertThat(chart.x().positions()).startsWith(1, 2).endsWith(Example.STEPS - 1);
    assertThat(chart.traces()).hasSize(2);
    assertThat(chart.traces().get(0).low()[0]).isLessThan(chart.traces().get(0).values()[0]);
    double[][] states = example.states(2);
    assertThat(chart.traces().get(1).values()[0])
        .isCloseTo(
            Math.hypot(states[1][0] - states[0][0], states[1][1] - states[0][1]), within(1e-5));
  }

  @Test
  @DisplayName("sets fixed points into the same plane")
  void fixedPoints() throws LoupeException {
    StatesResult result = example.analyze(Example.fixed("2:4", 0.5));
    Trajectories paths = (Trajectories) figure(result, "trajectories", Selection.NONE).plot();
    assertThat(paths.landmarks()).hasSize(1);
    Trajectories.Landmark landmark = paths.landmarks().get(0);
    assertThat(landmark.kind()).isEqualTo("stable fixed point");
    double[] state = result.fixedPoints().points().get(0).state();
    assertThat(landmark.x()).isCloseTo((float) result.plane().along(0, state), within(1e-6f));
    assertThat(figure(result, "fixed_points", Selection.NONE).caption())
        .contains("16 of 16 starts");
  }
}
