package org.loupe.workbench.internal.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.loupe.model.Dimension;
import org.loupe.plots.render.Panel;

/**
 * Figures that keep what they show, and what is selected in them, while the others change. They are
 * kept with the part: the view of an extension that is updated opens anew with them.
 */
final class Pins {
  private static final String KEY = "org.loupe.pins";

  private final Map<String, Pin> pins = new HashMap<>();

  private record Pin(PanelMaker.Row row, Origin origin, Map<Dimension, Set<Integer>> highlight) {}

  /**
   * Those of a part.
   *
   * @param kept what the part holds while it is open
   */
  static Pins of(Map<String, Object> kept) {
    return (Pins) kept.computeIfAbsent(KEY, key -> new Pins());
  }

  /** Whether a figure is pinned. */
  boolean has(String figure) {
    return pins.containsKey(figure);
  }

  /**
   * Pins a figure.
   *
   * @param row what it shows
   * @param origin where that comes from
   * @param highlight what is selected
   */
  void add(
      String figure, PanelMaker.Row row, Origin origin, Map<Dimension, Set<Integer>> highlight) {
    // Notes tell of what comes next, which is nothing.
    List<Panel> still = new ArrayList<>();
    row.panels()
        .forEach(
            panel -> still.add(panel.figure() == null ? panel : panel.withNote("", Double.NaN)));
    PanelMaker.Row kept = new PanelMaker.Row(row.caption(), still, true);
    pins.put(figure, new Pin(kept, origin, highlight));
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

  /** Where what a figure shows comes from; empty of one that is not pinned. */
  Optional<Origin> origin(String figure) {
    return Optional.ofNullable(pins.get(figure)).map(Pin::origin);
  }

  /** What is selected in a figure. */
  Map<Dimension, Set<Integer>> highlight(String figure, Map<Dimension, Set<Integer>> now) {
    Pin pin = pins.get(figure);
    return pin == null ? now : pin.highlight();
  }
}
