package org.loupe.workbench.internal.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Finding;
import org.loupe.plots.render.Chip;

/** What the results of all compared checkpoints say in words. */
final class Findings {
  private Findings() {}

  /**
   * A finding of a checkpoint.
   *
   * @param chip the checkpoint's mark, or null where nothing is compared
   * @param checkpoint its name
   * @param finding what is said
   * @param figure whether the figure that shows it is there
   * @param outdated whether it was found for an older request
   */
  record Row(
      @Nullable Chip chip, String checkpoint, Finding finding, boolean figure, boolean outdated) {
    /** As people read it. */
    String text() {
      return finding.sentence() + (outdated ? " (outdated)" : "");
    }

    /** By which rule it is said. */
    String rule() {
      String rule = finding.rule();
      return rule.isEmpty() ? "" : Character.toUpperCase(rule.charAt(0)) + rule.substring(1) + ".";
    }
  }

  /** The same finding of one checkpoint after the other, so that they can be compared. */
  static List<Row> rows(List<PanelMaker.Column> columns) {
    Map<String, List<Row>> byId = new LinkedHashMap<>();
    for (PanelMaker.Column column : columns) {
      for (Finding finding : column.made().findings()) {
        boolean figure = finding.figure() != null && column.has(finding.figure());
        byId.computeIfAbsent(finding.id(), id -> new ArrayList<>())
            .add(
                new Row(
                    columns.size() > 1 ? column.entry().chip() : null,
                    column.entry().name(),
                    finding,
                    figure,
                    column.slot().outdated()));
      }
    }
    return byId.values().stream().flatMap(List::stream).toList();
  }
}
