package org.loupe.plots.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Dimension;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Plot;
import org.loupe.plots.Statements;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;
import org.loupe.plots.render.Chip;
import org.loupe.plots.render.Panel;

@DisplayName("The panels of compared checkpoints")
class PanelComparerTest {
  private static final List<String> NAMES = List.of("early", "middle", "late");

  private final PanelComparer comparer = new PanelComparer();

  private static Panel panel(int place, double... values) {
    return panel(
        place,
        new BarChart(
            IndexAxis.counting("channel", Dimension.CHANNEL, values.length),
            ValueAxis.of("drop"),
            List.of(Trace.of("", values)),
            true,
            List.of()));
  }

  private static Panel panel(int place, Plot plot) {
    return Panel.of(Chip.of(place), NAMES.get(place), new Figure("top", "Drops", "Caption.", plot));
  }

  private static double[] values(Panel panel) {
    return ((BarChart) panel.figure().plot()).traces().get(0).values();
  }

  @Test
  @DisplayName("show what each has more than the baseline, whichever that is")
  void difference() {
    ComparedPanels compared =
        comparer.arrange(
            List.of(panel(0, 1, 2), panel(1, 5, 5), panel(2, 7, 9)), 1, Arrangement.DIFFERENCE);
    assertThat(compared.panels()).extracting(Panel::label).containsExactly("early", "late");
    assertThat(values(compared.panels().get(0))).containsExactly(-4, -3);
    assertThat(values(compared.panels().get(1))).containsExactly(2, 4);
    assertThat(compared.panels().get(0).figure().title())
        .isEqualTo("Difference to B middle: Drops");
    assertThat(compared.remark()).contains("baseline B middle");
  }

  @Test
  @DisplayName("keep their place while the others, or the baseline, are still computed")
  void waiting() {
    Panel busy = Panel.computing(Chip.of(1), "middle", "computing", 0.4);
    List<Panel> panels =
        comparer
            .arrange(List.of(panel(0, 1, 2), busy, panel(2, 7, 9)), 0, Arrangement.DIFFERENCE)
            .panels();
    assertThat(panels.get(0)).isEqualTo(busy);
    assertThat(values(panels.get(1))).containsExactly(6, 7);
    panels = comparer.arrange(List.of(panel(0, 1, 2), busy), 1, Arrangement.DIFFERENCE).panels();
    assertThat(panels).hasSize(1);
    assertThat(panels.get(0).note()).isEqualTo("B middle: computing 40 %");
    panels =
        comparer
            .arrange(List.of(panel(0, 1, 2), busy, panel(2, 7, 9)), 0, Arrangement.OVERLAY)
            .panels();
    assertThat(panels).hasSize(2);
    assertThat(((BarChart) panels.get(0).figure().plot()).traces())
        .extracting(Trace::name)
        .containsExactly("A early", "C late");
    assertThat(panels.get(1)).isEqualTo(busy);
  }

  @Test
  @DisplayName("say so where their plots cannot be arranged otherwise, and stay as they are")
  void impossible() {
    Plot statements = new Statements(List.of());
    List<Panel> panels = List.of(panel(0, statements), panel(1, statements));
    for (Arrangement arrangement : List.of(Arrangement.OVERLAY, Arrangement.DIFFERENCE)) {
      ComparedPanels compared = comparer.arrange(panels, 0, arrangement);
      assertThat(compared.panels()).isEqualTo(panels);
      assertThat(compared.remark()).startsWith("Shown side by side");
    }
    assertThat(comparer.arrange(panels, 0, Arrangement.SIDE_BY_SIDE).remark()).isEmpty();
    assertThat(comparer.arrange(panels.subList(0, 1), 0, Arrangement.DIFFERENCE).panels())
        .hasSize(1);
  }

  @Test
  @DisplayName("say whose numbers are outdated")
  void outdated() {
    Panel old = panel(0, 1, 2).withNote("outdated", Double.NaN);
    assertThat(
            comparer
                .arrange(List.of(old, panel(1, 3, 4)), 0, Arrangement.DIFFERENCE)
                .panels()
                .get(0)
                .note())
        .isEqualTo("outdated");
    assertThat(
            comparer
                .arrange(List.of(old, panel(1, 3, 4)), 0, Arrangement.OVERLAY)
                .panels()
                .get(0)
                .note())
        .isEqualTo("outdated");
  }

  @Test
  @DisplayName("are made once for the same figures, whatever is said beside them")
  void once() {
    List<Panel> panels = List.of(panel(0, 1, 2), panel(1, 3, 4));
    List<Panel> noted =
        panels.stream().map(panel -> panel.withNote("outdated", Double.NaN)).toList();
    for (Arrangement arrangement : List.of(Arrangement.OVERLAY, Arrangement.DIFFERENCE)) {
      Panel before = comparer.arrange(panels, 0, arrangement).panels().get(0);
      comparer.arrange(panels, 0, Arrangement.SIDE_BY_SIDE);
      Panel after = comparer.arrange(noted, 0, arrangement).panels().get(0);
      assertThat(after.figure()).isSameAs(before.figure());
      assertThat(after.note()).isEqualTo("outdated");
    }
  }

  @Test
  @DisplayName("are made anew of other figures, and against another baseline")
  void anew() {
    List<Panel> panels = List.of(panel(0, 1, 2), panel(1, 3, 4));
    comparer.arrange(panels, 0, Arrangement.DIFFERENCE);
    List<Panel> turned = comparer.arrange(panels, 1, Arrangement.DIFFERENCE).panels();
    assertThat(values(turned.get(0))).containsExactly(-2, -2);
    List<Panel> others = List.of(panels.get(0), panel(1, 9, 9));
    assertThat(values(comparer.arrange(others, 0, Arrangement.DIFFERENCE).panels().get(0)))
        .containsExactly(8, 7);
  }
}
