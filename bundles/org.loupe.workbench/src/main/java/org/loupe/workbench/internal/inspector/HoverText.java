package org.loupe.workbench.internal.inspector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loupe.plots.render.Hit;
import org.loupe.workbench.internal.core.ActiveView.Hover;

/** What the pointer is on, a line per name. */
final class HoverText {
  private HoverText() {}

  static String of(Optional<Hover> hover) {
    if (hover.isEmpty()) {
      return "Point at a figure to read its values. Ctrl with the wheel, + and − zoom, dragging moves,"
          + " a double click shows everything again.";
    }
    List<String> lines = new ArrayList<>();
    if (!hover.get().checkpoint().isEmpty()) {
      lines.add(hover.get().checkpoint());
    }
    for (Hit.Coordinate coordinate : hover.get().hit().coordinates()) {
      lines.add((coordinate.axis() + " " + coordinate.name()).strip());
    }
    lines.add(hover.get().hit().value());
    return String.join("\n", lines);
  }
}
