package org.loupe.plots.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.plots.Figure;
import org.loupe.plots.render.Panel;

/**
 * The figures of one id of all compared checkpoints.
 *
 * @param id of the figure
 * @param caption of the first that is there
 * @param panels one per checkpoint, in their order
 */
public record FigureGroup(String id, String caption, List<Panel> panels) {
  /** Copies the list. */
  public FigureGroup {
    panels = List.copyOf(panels);
  }

  /** Joins figures of the same id, in the order in which their ids come first. */
  public static List<FigureGroup> of(List<? extends Exhibit> exhibits) {
    Map<String, FigureGroup> groups = new LinkedHashMap<>();
    for (Exhibit exhibit : exhibits) {
      for (Figure figure : exhibit.figures()) {
        groups.computeIfAbsent(
            figure.id(), id -> new FigureGroup(id, figure.caption(), panels(exhibits, id)));
      }
    }
    return List.copyOf(groups.values());
  }

  private static List<Panel> panels(List<? extends Exhibit> exhibits, String id) {
    return exhibits.stream()
        .map(exhibit -> exhibit.panel(exhibit.figure(id).orElse(null)))
        .toList();
  }
}
