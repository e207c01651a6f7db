package org.loupe.workbench.internal.windows;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.loupe.plots.swt.Letters;
import org.loupe.workbench.internal.core.WindowFacts;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Tips;

/** A table that makes only the rows one sees, of one page of them where they are very many. */
public final class WindowGrid {
  private static final int NUMBER_WIDTH = 90;
  private static final int COLUMN_WIDTH = 140;
  private static final int SEQUENCE_WIDTH = 260;
  private static final int LETTER_WIDTH = 8;
  private static final int HEADER_MARGIN = 40;

  private final Table table;
  private final Selected onSelect;
  private final Consumer<String> onHeader;
  private List<WindowFacts.Column> columns = List.of();
  private RowPages pages = new RowPages(new int[0], 0, RowPages.ROWS);
  private Runnable onTurn = () -> {};

  /** What the tooltip says where a cell has nothing to add; empty for nothing. */
  private String remark = "";

  /** Hears of what people select. */
  @FunctionalInterface
  public interface Selected {
    /**
     * Takes the selection.
     *
     * @param current the window clicked last
     * @param windows all selected ones, at least one
     */
    void take(int current, int[] windows);
  }

  /**
   * Makes an empty table.
   *
   * @param onOpen is run when a row is double-clicked, or Enter pressed
   * @param onHeader takes the title of the column whose header is clicked
   */
  public WindowGrid(
      Composite parent, Selected onSelect, Runnable onOpen, Consumer<String> onHeader) {
    this.onSelect = onSelect;
    this.onHeader = onHeader;
    table = new Table(parent, SWT.VIRTUAL | SWT.MULTI | SWT.FULL_SELECTION);
    table.setHeaderVisible(true);
    Ids.mark(table, "windows.table", "Windows");
    column(WindowFilter.WINDOW, NUMBER_WIDTH);
    table.addListener(SWT.SetData, event -> fill((TableItem) event.item, event.index));
    // A double-click, and Enter.
    table.addListener(SWT.DefaultSelection, event -> onOpen.run());
    table.addListener(SWT.Selection, event -> selected((TableItem) event.item));
    table.addListener(SWT.MouseMove, event -> tip(details(new Point(event.x, event.y))));
  }

  /** Says something wherever the pointer is not on a cell with a tooltip of its own. */
  void setRemark(String sentence) {
    remark = sentence;
    tip("");
  }

  private void tip(String details) {
    String text = Tips.wrap(details.isEmpty() ? remark : details);
    String before = table.getToolTipText();
    if (!text.equals(before == null ? "" : before)) {
      table.setToolTipText(text.isEmpty() ? null : text);
    }
  }

  /** The whole of what the cell under the pointer has no room for. */
  private String details(Point pointer) {
    TableItem item = table.getItem(pointer);
    int window = item == null ? -1 : pages.window(table.indexOf(item));
    for (int i = 0; window >= 0 && i < columns.size(); i++) {
      WindowFacts.Sequence sequence = columns.get(i).sequence();
      if (sequence != null && item.getBounds(i + 1).contains(pointer)) {
        return sequence.details(window);
      }
    }
    return "";
  }

  /** The widget. */
  public Table control() {
    return table;
  }

  /** Shows other columns, or other values in these. */
  public void setColumns(List<WindowFacts.Column> newColumns) {
    List<String> titles = titles(newColumns);
    List<String> before = titles(columns);
    columns = newColumns;
    int kept = 0;
    while (kept < Math.min(titles.size(), before.size())
        && titles.get(kept).equals(before.get(kept))) {
      kept++;
    }
    while (table.getColumnCount() > kept + 1) {
      table.getColumn(table.getColumnCount() - 1).dispose();
    }
    for (WindowFacts.Column column : columns.subList(kept, columns.size())) {
      column(
          column.title(),
          Math.max(
              column.sequence() == null ? COLUMN_WIDTH : SEQUENCE_WIDTH,
              HEADER_MARGIN + LETTER_WIDTH * column.title().length()));
    }
    table.clearAll();
  }

  private static List<String> titles(List<WindowFacts.Column> columns) {
    return columns.stream().map(WindowFacts.Column::title).toList();
  }

  /**
   * Shows these windows.
   *
   * @param newRows in the order of rows
   * @param size number of windows of the dataset
   * @return whether these are other ones, or in another order
   */
  public boolean setRows(int[] newRows, int size) {
    if (pages.isOf(newRows) && table.getItemCount() == pages.count()) {
      return false;
    }
    pages = new RowPages(newRows, size, RowPages.ROWS);
    turned();
    return true;
  }

  /** Hears of it when another page is shown. */
  void onTurn(Runnable listener) {
    onTurn = listener;
  }

  /** The pages of rows, which {@link #turn} turns. */
  RowPages pages() {
    return pages;
  }

  /** Shows other rows, where there are more than the table shows; negative for earlier ones. */
  void turn(int by) {
    if (pages.turn(by)) {
      turned();
      table.setTopIndex(0);
    }
  }

  private void turned() {
    table.deselectAll();
    table.setItemCount(pages.count());
    table.clearAll();
    onTurn.run();
  }

  /** Marks the column that the rows are sorted by. */
  public void setOrder(WindowOrder order) {
    TableColumn sorted = null;
    for (TableColumn column : table.getColumns()) {
      if (column.getText().equals(order.column())) {
        sorted = column;
      }
    }
    table.setSortColumn(sorted);
    table.setSortDirection(sorted == null ? SWT.NONE : order.descending() ? SWT.DOWN : SWT.UP);
  }

  /** Selects these windows as far as they are on the page; the listener is not told. */
  void select(int[] windows) {
    int[] wanted = pages.rows(windows);
    int[] selected = table.getSelectionIndices();
    Arrays.sort(selected);
    if (!Arrays.equals(selected, wanted)) {
      table.deselectAll();
      table.select(wanted);
    }
  }

  /** The windows in the table, in the order of rows. */
  int[] rows() {
    return pages.all();
  }

  /** Scrolls to a window, on whichever page it is. */
  void mark(int window) {
    if (pages.turnTo(window)) {
      turned();
    }
    int row = pages.row(window);
    if (row >= 0) {
      table.showItem(table.getItem(row));
    }
  }

  private void column(String title, int width) {
    TableColumn column = new TableColumn(table, SWT.LEFT);
    column.setText(title);
    column.setWidth(Letters.room(table, width));
    column.setToolTipText(
        "Click to sort by it, again for the other direction, again for the dataset's order");
    column.addListener(SWT.Selection, event -> onHeader.accept(column.getText()));
  }

  private void fill(TableItem item, int row) {
    // GTK asks for items that it is throwing away, too; those have no row.
    int window = pages.window(row);
    if (window >= 0) {
      item.setText(
          IntStream.rangeClosed(0, columns.size())
              .mapToObj(i -> i == 0 ? Integer.toString(window) : columns.get(i - 1).cell(window))
              .toArray(String[]::new));
    }
  }

  private void selected(TableItem item) {
    int[] windows = Arrays.stream(table.getSelectionIndices()).map(pages::window).toArray();
    if (windows.length > 0) {
      int current = pages.window(table.indexOf(item));
      onSelect.take(current < 0 ? windows[0] : current, windows);
    }
  }
}
