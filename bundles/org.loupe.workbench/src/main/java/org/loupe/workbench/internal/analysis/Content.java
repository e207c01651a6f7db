package org.loupe.workbench.internal.analysis;

import java.util.List;
import java.util.Map;
import org.loupe.analysis.DisplayOption;

/**
 * What a view shows.
 *
 * @param columns the compared checkpoints with their figures
 * @param options the display choices that change something, of at least one column or of what
 *     follows from all
 * @param rows by figure id, in the order shown: the figures of each checkpoint, then those that
 *     follow from all of them
 */
record Content(
    List<PanelMaker.Column> columns,
    List<DisplayOption> options,
    Map<String, PanelMaker.Row> rows) {
  /** Nothing. */
  static final Content NONE = new Content(List.of(), List.of(), Map.of());
}
