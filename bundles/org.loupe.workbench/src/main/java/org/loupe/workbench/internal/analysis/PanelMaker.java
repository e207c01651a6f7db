package org.loupe.workbench.internal.analysis;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.plots.Figure;
import org.loupe.plots.compare.Arrangement;
import org.loupe.plots.compare.ComparedPanels;
import org.loupe.plots.compare.Exhibit;
import org.loupe.plots.compare.FigureGroup;
import org.loupe.plots.compare.PanelComparer;
import org.loupe.plots.render.Chip;
import org.loupe.plots.render.Panel;
import org.loupe.workbench.internal.core.CompareList;
import org.loupe.workbench.internal.core.Presentation.Slot;
import org.loupe.workbench.internal.core.RunState;

/** Joins figures of the same id of all compared checkpoints. Used by one thread at a time. */
final class PanelMaker {
  private final Map<String, PanelComparer> comparers = new HashMap<>();

  /**
   * One figure of all checkpoints.
   *
   * @param caption of the first figure that is there
   * @param panels one per checkpoint
   * @param pinned whether it stays as it is
   */
  record Row(String caption, List<Panel> panels, boolean pinned) {}

  /**
   * A compared checkpoint with its figures.
   *
   * @param entry the checkpoint
   * @param slot where its result stands
   * @param made its figures
   */
  record Column(CompareList.Entry entry, Slot slot, FigureMaker.Made made) {
    /** Whether there is a figure of that id. */
    boolean has(String figure) {
      return made.figures().stream().anyMatch(one -> one.id().equals(figure));
    }
  }

  /**
   * Rows by figure id, in the view's order; one without figures while there are none.
   *
   * @param baseline name of the checkpoint that the others are compared with
   */
  Map<String, Row> rows(List<Column> columns, String baseline, Arrangement arrangement) {
    int place = 0;
    for (int i = 0; i < columns.size(); i++) {
      place = columns.get(i).entry().name().equals(baseline) ? i : place;
    }
    int base = place;
    Map<String, Row> rows = sideBySide(columns);
    comparers.keySet().retainAll(rows.keySet());
    rows.replaceAll(
        (id, row) ->
            arranged(
                row,
                comparers
                    .computeIfAbsent(id, figure -> new PanelComparer())
                    .arrange(row.panels(), base, arrangement)));
    return rows;
  }

  private static Row arranged(Row row, ComparedPanels compared) {
    return new Row(
        (compared.remark() + " " + row.caption()).strip(), compared.panels(), row.pinned());
  }

  private static Map<String, Row> sideBySide(List<Column> columns) {
    boolean compared = columns.size() > 1;
    List<Shown> shown = columns.stream().map(column -> new Shown(column, compared)).toList();
    Map<String, Row> rows = new LinkedHashMap<>();
    for (FigureGroup group : FigureGroup.of(shown)) {
      rows.put(group.id(), new Row(group.caption(), group.panels(), false));
    }
    if (rows.isEmpty() && !columns.isEmpty()) {
      rows.put("", new Row("", shown.stream().map(each -> each.panel(null)).toList(), false));
    }
    return rows;
  }

  /** A column beside others, or by itself. */
  private record Shown(Column column, boolean compared) implements Exhibit {
    @Override
    public List<Figure> figures() {
      return column.made().figures();
    }

    @Override
    public Panel panel(@Nullable Figure figure) {
      Chip chip = compared ? column.entry().chip() : null;
      return PanelMaker.panel(column, chip, compared ? column.entry().name() : "", figure);
    }
  }

  private static Panel panel(
      Column column, @Nullable Chip chip, String label, @Nullable Figure figure) {
    RunState state = column.slot().state();
    double share = SlotText.share(state);
    if (figure == null) {
      return state.isBusy()
          ? Panel.computing(chip, label, busy(state), share)
          : Panel.message(chip, label, reason(column));
    }
    Panel panel = Panel.of(chip, label, figure);
    String note = SlotText.note(column.slot());
    // A figure by itself has its note above all figures: a line for it here would move it.
    return chip == null || note.isEmpty() ? panel : panel.withNote(note, share);
  }

  private static String busy(RunState state) {
    return state instanceof RunState.Running running ? running.message() : "waiting";
  }

  private static String reason(Column column) {
    RunState state = column.slot().state();
    if (state instanceof RunState.Failed) {
      // The line above the figures says why.
      return "failed";
    } else if (state instanceof RunState.Cancelled) {
      return "cancelled";
    } else if (state instanceof RunState.Done) {
      return column.made().problem().isEmpty() ? "drawing" : "failed";
    }
    return column.slot().request().others().isEmpty()
        ? "not computed for " + column.entry().name()
        : "not computed";
  }
}
