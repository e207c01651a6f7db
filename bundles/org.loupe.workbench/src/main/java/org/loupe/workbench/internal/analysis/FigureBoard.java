package org.loupe.workbench.internal.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.loupe.model.Dimension;
import org.loupe.plots.render.Panel;
import org.loupe.plots.render.Theme;
import org.loupe.plots.swt.FigureCanvas;
import org.loupe.plots.swt.Letters;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Reveal;
import org.loupe.workbench.internal.widgets.Scrolled;

/**
 * All figures of a view: two beside each other for one checkpoint, one below the other for several,
 * or one alone that fills the view. Scrolls when they would become too low to read.
 */
final class FigureBoard {
  private static final int LEAST_WIDTH = 340;

  /** How much higher than beside others a figure is that is alone, if it does not fill the view. */
  private static final double ENLARGED = 1.5;

  private static final int MARGINS = 8;

  private final ScrolledComposite scroll;
  private final Composite board;
  private final ViewMemory memory;
  private final BiConsumer<String, FigureCanvas> onNew;
  private final Consumer<String> onUnpin;
  private final Map<String, FigurePane> panes = new LinkedHashMap<>();
  private Map<String, PanelMaker.Row> rows = Map.of();
  private Theme theme;

  /**
   * An empty board.
   *
   * @param onNew is given every new canvas, to listen to it
   * @param onUnpin is given a pinned figure that may change again
   */
  FigureBoard(
      Composite parent,
      Theme theme,
      ViewMemory memory,
      BiConsumer<String, FigureCanvas> onNew,
      Consumer<String> onUnpin) {
    this.theme = theme;
    this.memory = memory;
    this.onNew = onNew;
    this.onUnpin = onUnpin;
    scroll = new ScrolledComposite(parent, SWT.V_SCROLL | SWT.H_SCROLL);
    scroll.setExpandHorizontal(true);
    scroll.setExpandVertical(true);
    Reveal.onTab(scroll);
    Ids.mark(scroll, "analysis.board");
    board = new Composite(scroll, SWT.NONE);
    GridLayout layout = new GridLayout();
    layout.marginWidth = 4;
    layout.marginHeight = 4;
    layout.verticalSpacing = 16;
    layout.horizontalSpacing = 16;
    board.setLayout(layout);
    scroll.setContent(board);
    scroll.addListener(SWT.Resize, event -> arrange());
  }

  ScrolledComposite control() {
    return scroll;
  }

  List<FigureCanvas> canvases() {
    return panes.values().stream().map(FigurePane::canvas).toList();
  }

  /** What a figure shows of all checkpoints; empty if it is not there any more. */
  Optional<PanelMaker.Row> row(String id) {
    return Optional.ofNullable(rows.get(id));
  }

  /** Marks what is selected in each figure. */
  void highlight(Function<String, Map<Dimension, Set<Integer>>> selected) {
    panes.forEach((id, pane) -> pane.canvas().setHighlight(selected.apply(id)));
  }

  /** Shows one plot of a figure's grid alone. */
  void enlarge(String id, Thumbnail thumbnail) {
    FigurePane pane = panes.get(id);
    if (pane != null) {
      pane.show(thumbnail, () -> again(id));
    }
  }

  /** Shows a figure that has another height now, from its title on. */
  private void again(String id) {
    show(rows);
    FigurePane pane = panes.get(id);
    if (pane != null && pane.getLocation().y < scroll.getOrigin().y) {
      scroll.setOrigin(0, pane.getLocation().y);
    }
  }

  /** What a figure's canvas shows; nothing if the figure is not there any more. */
  List<Panel> panels(String id) {
    PanelMaker.Row row = rows.get(id);
    return row == null ? List.of() : row.panels();
  }

  void setTheme(Theme newTheme) {
    theme = newTheme;
    canvases().forEach(canvas -> canvas.setTheme(newTheme));
  }

  /**
   * Shows these figures; canvases of figures that stay are kept.
   *
   * @param fileName what the file of the figure of an id is called
   */
  void show(Map<String, PanelMaker.Row> newRows, UnaryOperator<String> fileName) {
    show(newRows);
    panes.forEach((id, pane) -> pane.canvas().setFileName(fileName.apply(id)));
  }

  private void show(Map<String, PanelMaker.Row> newRows) {
    boolean changed = !List.copyOf(newRows.keySet()).equals(List.copyOf(panes.keySet()));
    boolean wide = columns(rows) != columns(newRows);
    rows = newRows;
    if (changed) {
      panes.keySet().stream()
          .filter(id -> !rows.containsKey(id))
          .toList()
          .forEach(id -> panes.remove(id).dispose());
      Map<String, FigurePane> kept = new LinkedHashMap<>(panes);
      panes.clear();
      for (String id : rows.keySet()) {
        panes.put(id, kept.containsKey(id) ? kept.get(id) : pane(id));
        panes.get(id).moveBelow(null);
      }
    }
    boolean captions = false;
    for (var entry : panes.entrySet()) {
      String id = entry.getKey();
      captions |= entry.getValue().show(rows.get(id), id.equals(enlarged()));
    }
    if (changed || wide || captions) {
      arrange();
    }
  }

  /** Scrolls to a figure and gives it the focus; shows all if another one fills the view. */
  void reveal(String id) {
    FigurePane pane = panes.get(id);
    if (pane == null) {
      return;
    }
    if (!enlarged().isEmpty() && !enlarged().equals(id)) {
      toggle(enlarged());
    }
    scroll.setOrigin(0, pane.getLocation().y);
    pane.canvas().setFocus();
  }

  private FigurePane pane(String id) {
    FigurePane pane = new FigurePane(board, id, theme, this::toggle, onUnpin, () -> again(id));
    pane.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
    pane.canvas().setZoom(memory.zoom(id));
    pane.canvas().onZoom(zoom -> memory.saveZoom(id, zoom));
    onNew.accept(id, pane.canvas());
    return pane;
  }

  private String enlarged() {
    return rows.containsKey(memory.enlarged()) ? memory.enlarged() : "";
  }

  private void toggle(String id) {
    memory.saveEnlarged(id.equals(enlarged()) ? "" : id);
    show(rows);
    arrange();
  }

  private static int columns(Map<String, PanelMaker.Row> rows) {
    boolean single = rows.values().stream().allMatch(row -> row.panels().size() == 1);
    return single && rows.size() > 1 ? 2 : 1;
  }

  private void arrange() {
    String alone = enlarged();
    Rectangle area = scroll.getClientArea();
    int least = Letters.room(scroll, LEAST_WIDTH);
    int columns = alone.isEmpty() && area.width >= 2 * least ? columns(rows) : 1;
    ((GridLayout) board.getLayout()).numColumns = columns;
    ((GridLayout) board.getLayout()).makeColumnsEqualWidth = true;
    for (var entry : panes.entrySet()) {
      boolean visible = alone.isEmpty() || alone.equals(entry.getKey());
      GridData data = (GridData) entry.getValue().getLayoutData();
      data.exclude = !visible;
      data.heightHint = SWT.DEFAULT;
      if (alone.equals(entry.getKey())) {
        int usual = entry.getValue().computeSize(area.width, SWT.DEFAULT).y;
        data.heightHint = Math.max(area.height - MARGINS, (int) (usual * ENLARGED));
      }
      entry.getValue().setVisible(visible);
    }
    // Measuring wrapped text is slow: it is done once, all that follows uses the sizes found here.
    int height = board.computeSize(Math.max(least, area.width), SWT.DEFAULT, true).y;
    Scrolled.setLeast(scroll, least, height);
    board.layout(false);
  }
}
