package org.loupe.workbench.internal.analysis;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.loupe.analysis.Info;
import org.loupe.analysis.Provenance;
import org.loupe.plots.Figure;
import org.loupe.plots.render.Panel;
import org.loupe.plots.swt.FigureCanvas;
import org.loupe.project.Reproduction;
import org.loupe.workbench.internal.core.OpenProject;
import org.loupe.workbench.internal.core.WorkbenchCore;

/** What the menus of a view's figures do. */
final class FigureActions {
  private final WorkbenchCore core;
  private final Info info;
  private final FigureBoard board;
  private final Pins pins;
  private final Supplier<List<PanelMaker.Column>> columns;
  private final Runnable refresh;

  /**
   * Of a view.
   *
   * @param info the view's method
   * @param columns what it shows at the moment
   * @param refresh shows what was pinned or unpinned
   */
  FigureActions(
      WorkbenchCore core,
      Info info,
      FigureBoard board,
      Pins pins,
      Supplier<List<PanelMaker.Column>> columns,
      Runnable refresh) {
    this.core = core;
    this.info = info;
    this.board = board;
    this.pins = pins;
    this.columns = columns;
    this.refresh = refresh;
  }

  /** Those of one figure. */
  FigureMenu.Actions of(String figure, FigureCanvas canvas) {
    return new Actions(figure, canvas);
  }

  private final class Actions implements FigureMenu.Actions {
    private final String figure;
    private final FigureCanvas canvas;

    Actions(String figure, FigureCanvas canvas) {
      this.figure = figure;
      this.canvas = canvas;
    }

    private Origin origin() {
      String caption = board.row(figure).map(PanelMaker.Row::caption).orElse("");
      return pins.origin(figure).orElseGet(() -> Origin.of(info, figure, caption, columns.get()));
    }

    @Override
    public boolean isDrawn() {
      return canvas.panels().stream().anyMatch(panel -> panel.figure() != null);
    }

    @Override
    public Optional<Reproduction> source() {
      List<Provenance> all = origin().results();
      Optional<OpenProject> project = core.workspace().project().get().value();
      return all.isEmpty()
          ? Optional.empty()
          : project.map(open -> new Reproduction(open.project().folder(), all));
    }

    @Override
    public void openData() {
      DataWindow.open(canvas.getShell(), title(), canvas.panels(), core.files());
    }

    @Override
    public void explain() {
      ExplainWindow.open(canvas.getShell(), title(), origin().explanation());
    }

    @Override
    public boolean isPinned() {
      return pins.has(figure);
    }

    @Override
    public void pin(boolean pinned) {
      if (pinned) {
        board
            .row(figure)
            .ifPresent(
                row ->
                    pins.add(
                        figure, row, origin(), core.selection().selection().get().positions()));
      } else {
        pins.remove(figure);
      }
      refresh.run();
    }

    private String title() {
      return canvas.panels().stream()
          .map(Panel::figure)
          .filter(Objects::nonNull)
          .map(Figure::title)
          .findFirst()
          .orElse(info.name());
    }
  }
}
