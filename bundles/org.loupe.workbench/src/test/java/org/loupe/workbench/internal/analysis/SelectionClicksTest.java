package org.loupe.workbench.internal.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Dimension;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;
import org.loupe.plots.render.Bounds;
import org.loupe.plots.render.Hit;
import org.loupe.plots.swt.SelectionMode;
import org.loupe.workbench.internal.core.SharedSelection;

@DisplayName("A click into a figure")
class SelectionClicksTest {
  private final SharedSelection selection = new SharedSelection();
  private final SelectionClicks clicks = new SelectionClicks(selection);
  private final IndexAxis axis =
      new IndexAxis("channel", Dimension.CHANNEL, new int[] {9, 2, 5, 0}, List.of());
  private final Figure figure =
      new Figure(
          "top",
          "",
          "",
          new BarChart(
              axis,
              ValueAxis.of("mean"),
              List.of(Trace.of("", new double[] {4, 3, 2, 1})),
              true,
              List.of()));

  private static Hit hit(int channel) {
    Bounds nowhere = new Bounds(0, 0, 1, 1);
    return new Hit(
        0,
        "top",
        List.of(
            new Hit.Coordinate(Dimension.TIME, 3, "time", "3"),
            new Hit.Coordinate(Dimension.CHANNEL, channel, "channel", "c")),
        0,
        0,
        "1",
        nowhere,
        nowhere);
  }

  private Set<Integer> channels() {
    return selection.selection().get().of(Dimension.CHANNEL);
  }

  @Test
  @DisplayName("selects the channel alone, and with Ctrl one more or less")
  void toggles() {
    clicks.click(hit(9), SelectionMode.REPLACE, figure);
    clicks.click(hit(2), SelectionMode.TOGGLE, figure);
    assertThat(channels()).containsExactly(2, 9);
    clicks.click(hit(9), SelectionMode.TOGGLE, figure);
    assertThat(channels()).containsExactly(2);
    assertThat(selection.selection().get().of(Dimension.TIME)).isEmpty();
    selection.clear();
    assertThat(channels()).isEmpty();
  }

  @Test
  @DisplayName("selects with Shift everything between as the figure shows it")
  void extend() {
    clicks.click(hit(9), SelectionMode.REPLACE, figure);
    clicks.click(hit(5), SelectionMode.EXTEND, figure);
    assertThat(channels()).containsExactly(2, 5, 9);
  }
}
