package org.loupe.workbench.internal.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loupe.model.Dimension;
import org.loupe.plots.render.Panel;

/** Figures that keep what they show, and what is selected in them, while the others change. */
final class Pins {
  private final Map<String, Pin> pins = new HashMap<>();

  private record Pin(
      PanelMaker.Row row,
      List<PanelMaker.Column> columns,
      Map<Dimension, Set<Integer>> highlight) {}

  /** Whether a figure is pinned. */
  boolean has(String figure) {
    return pins.containsKey(figure);
  }

  /**
   * Pins a figure.
   *
   * @param row what it shows
   * @param columns where that comes from
   * @param highlight what is selected
   */
  void add(
      String figure,
      PanelMaker.Row row,
      List<PanelMaker.Column> columns,
      Map<Dimension, Set<Integer>> highlight) {
    // Notes tell of what comes next, which is nothing.
    List<Panel> still = new ArrayList<>();
    row.panels()
        .forEach(
            panel -> still.add(panel.figure() == null ? panel : panel.withNote("", Double.NaN)));
    PanelMaker.Row kept = new PanelMaker.Row(row.caption(), still, true);
    pins.put(figure, new Pin(kept, columns, highlight));
  }

  /** Lets a figure change again. */
  void remove(String figure) {
    pins.remove(figure);
  }

  /** The rows, with those that are pinned in their places, also where there is no such row now. */
  Map<String, PanelMaker.Row> over(Map<String, PanelMaker.Row> rows) {
    Map<String, PanelMaker.Row> shown = new LinkedHashMap<>();
    rows.forEach((figure, row) -> shown.put(figure, has(figure) ? pins.get(figure).row() : row));
    pins.forEach((figure, pin) -> shown.putIfAbsent(figure, pin.row()));
    return shown;
  }

  /** Where what a figure shows comes from. */
  List<PanelMaker.Column> columns(String figure, List<PanelMaker.Column> now) {
    Pin pin = pins.get(figure);
    return pin == null ? now : pin.columns();
  }

  /** What is selected in a figure. */
  Map<Dimension, Set<Integer>> highlight(String figure, Map<Dimension, Set<Integer>> now) {
    Pin pin = pins.get(figure);
    return pin == null ? now : pin.highlight();
  }
}
