package org.loupe.workbench.internal.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.Result;
import org.loupe.analysis.Timeline;
import org.loupe.analysis.ViewState;
import org.loupe.plots.Figure;
import org.loupe.plots.render.Panel;

/** A number over the compared checkpoints, after the figures of a view. */
final class TimelineRow {
  private static final String NAME = "timeline";

  private TimelineRow() {}

  /** A choice before the results are known. */
  static DisplayOption none() {
    return new DisplayOption(NAME, "Over checkpoints", List.of("none"));
  }

  /** Which number; empty where there is none, or fewer than three checkpoints have results. */
  static Optional<DisplayOption> option(List<PanelMaker.Column> columns) {
    List<String> names = Timeline.scalars(results(columns));
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(new DisplayOption(NAME, "Over checkpoints", names));
  }

  /** Adds the figure of the chosen number. */
  static void addTo(
      Map<String, PanelMaker.Row> rows, List<PanelMaker.Column> columns, ViewState state) {
    option(columns)
        .ifPresent(
            option -> {
              List<String> names =
                  columns.stream()
                      .filter(column -> column.slot().result() != null)
                      .map(column -> column.entry().chip().letter() + " " + column.entry().name())
                      .toList();
              Figure figure = Timeline.figure(results(columns), names, state.choice(option));
              rows.put(
                  Timeline.FIGURE,
                  new PanelMaker.Row(figure.caption(), List.of(Panel.of(figure)), false));
            });
  }

  /** None while some are of other windows, or computed otherwise, than the rest. */
  private static List<Result> results(List<PanelMaker.Column> columns) {
    List<Result> results = new ArrayList<>();
    for (PanelMaker.Column column : columns) {
      Result result = column.slot().result();
      if (column.slot().outdated()) {
        return List.of();
      }
      if (result != null) {
        results.add(result);
      }
    }
    return results;
  }
}
