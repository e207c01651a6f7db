package org.loupe.workbench.internal.windows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.loupe.workbench.internal.core.WindowFacts;
import org.loupe.workbench.internal.widgets.Ids;

/** A table that makes only the rows one sees. */
final class WindowGrid {
  private static final int NUMBER_WIDTH = 90;
  private static final int COLUMN_WIDTH = 140;

  private final Table table;
  private final Selected onSelect;
  private List<WindowFacts.Column> columns = List.of();
  private int[] rows = {};

  /** Hears of what people select. */
  @FunctionalInterface
  interface Selected {
    /**
     * Takes the selection.
     *
     * @param current the window clicked last
     * @param windows all selected ones, at least one
     */
    void take(int current, int[] windows);
  }

  WindowGrid(Composite parent, Selected onSelect, Runnable onOpen) {
    this.onSelect = onSelect;
    table = new Table(parent, SWT.VIRTUAL | SWT.MULTI | SWT.FULL_SELECTION);
    table.setHeaderVisible(true);
    Ids.mark(table, "windows.table", "Windows");
    column("window", NUMBER_WIDTH);
    table.addListener(SWT.SetData, event -> fill((TableItem) event.item, event.index));
    // A double-click, and Enter.
    table.addListener(SWT.DefaultSelection, event -> onOpen.run());
    table.addListener(SWT.Selection, event -> selected((TableItem) event.item));
  }

  Table control() {
    return table;
  }

  void setColumns(List<WindowFacts.Column> newColumns) {
    columns = newColumns;
    while (table.getColumnCount() > 1) {
      table.getColumn(table.getColumnCount() - 1).dispose();
    }
    columns.forEach(column -> column(column.title(), COLUMN_WIDTH));
    table.clearAll();
  }

  void setRows(int[] newRows) {
    if (Arrays.equals(rows, newRows) && table.getItemCount() == rows.length) {
      return;
    }
    rows = newRows;
    table.deselectAll();
    table.setItemCount(rows.length);
    table.clearAll();
  }

  /** Selects these windows as far as they are in the table; the listener is not told. */
  void select(int[] windows) {
    int[] wanted = windows.clone();
    Arrays.sort(wanted);
    int[] places =
        Arrays.stream(wanted)
            .map(window -> Arrays.binarySearch(rows, window))
            .filter(i -> i >= 0)
            .toArray();
    int[] selected = table.getSelectionIndices();
    Arrays.sort(selected);
    if (!Arrays.equals(selected, places)) {
      table.deselectAll();
      table.select(places);
    }
  }

  /** The windows in the table, ascending. */
  int[] rows() {
    return rows.clone();
  }

  /** Scrolls to a window. */
  void mark(int window) {
    int place = Arrays.binarySearch(rows, window);
    if (place >= 0) {
      table.showItem(table.getItem(place));
    }
  }

  private void column(String title, int width) {
    TableColumn column = new TableColumn(table, SWT.LEFT);
    column.setText(title);
    column.setWidth(width);
  }

  private void fill(TableItem item, int row) {
    // GTK asks for items that it is throwing away, too; those have no row.
    if (row >= 0 && row < rows.length) {
      int window = rows[row];
      item.setText(
          IntStream.rangeClosed(0, columns.size())
              .mapToObj(
                  i -> i == 0 ? Integer.toString(window) : columns.get(i - 1).text().apply(window))
              .toArray(String[]::new));
    }
  }

  private void selected(TableItem item) {
    int[] windows = Arrays.stream(table.getSelectionIndices()).map(i -> rows[i]).toArray();
    if (windows.length > 0) {
      int place = table.indexOf(item);
      onSelect.take(place < 0 ? windows[0] : rows[place], windows);
    }
  }
}
