package org.loupe.plots.compare;

import java.util.List;
import org.loupe.plots.render.Panel;

/**
 * One figure of several checkpoints as it is shown.
 *
 * @param panels beside each other
 * @param remark what must be said about them, in a sentence; empty if nothing
 */
public record ComparedPanels(List<Panel> panels, String remark) {
  /** Copies the list. */
  public ComparedPanels {
    panels = List.copyOf(panels);
  }
}
