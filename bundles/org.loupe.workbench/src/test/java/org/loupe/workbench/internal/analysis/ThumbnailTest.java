package org.loupe.workbench.internal.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Dimension;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.LineChart;
import org.loupe.plots.Plot;
import org.loupe.plots.SmallMultiples;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;
import org.loupe.plots.render.Bounds;
import org.loupe.plots.render.Hit;
import org.loupe.plots.render.Panel;

@DisplayName("A thumbnail")
class ThumbnailTest {
  private final Figure grid = new Figure("grid", "Attention", "", multiples(3, 2));

  private static SmallMultiples multiples(int columns, int rows) {
    List<Plot> plots = new ArrayList<>();
    for (int i = 0; i < columns * rows; i++) {
      plots.add(
          new LineChart(
              IndexAxis.counting("time step", Dimension.TIME, 4),
              ValueAxis.of("v"),
              List.of(Trace.of("", new double[] {i, i, i, i})),
              LineChart.Form.LINE,
              List.of()));
    }
    return new SmallMultiples(
        IndexAxis.counting("attention head", Dimension.ATTENTION_HEAD, columns),
        IndexAxis.counting("layer", Dimension.LAYER, rows),
        plots);
  }

  private static Hit hit(int column, int row) {
    Bounds nowhere = new Bounds(0, 0, 1, 1);
    return new Hit(
        0,
        "grid",
        List.of(
            new Hit.Coordinate(Dimension.ATTENTION_HEAD, column, "attention head", "" + column),
            new Hit.Coordinate(Dimension.LAYER, row, "layer", "" + row),
            new Hit.Coordinate(Dimension.TIME, 3, "time step", "3")),
        0,
        0,
        "1",
        nowhere,
        nowhere);
  }

  @Test
  @DisplayName("stands alone for every checkpoint, and says which it is")
  void alone() {
    Thumbnail thumbnail = Thumbnail.of(hit(2, 1), grid).orElseThrow();
    Panel waiting = Panel.message(null, "late", "not computed");

    List<Panel> alone = thumbnail.alone(List.of(Panel.of(grid), waiting)).orElseThrow();

    Figure shown = alone.get(0).figure();
    assertThat(shown.title()).isEqualTo("layer 1, attention head 2 — Attention");
    assertThat(((LineChart) shown.plot()).traces().get(0).values()).containsOnly(5);
    assertThat(alone.get(1)).isEqualTo(waiting);
  }

  @Test
  @DisplayName("is none in a figure that is no grid, or a grid of one")
  void none() {
    Figure single = new Figure("grid", "", "", multiples(1, 1));
    assertThat(Thumbnail.of(hit(0, 0), single)).isEmpty();
    assertThat(Thumbnail.of(hit(0, 0), new Figure("grid", "", "", multiples(1, 1).at(0, 0))))
        .isEmpty();
  }

  @Test
  @DisplayName("that is not there any more leaves the grid")
  void gone() {
    assertThat(new Thumbnail(7, 0).alone(List.of(Panel.of(grid)))).isEmpty();
  }
}
