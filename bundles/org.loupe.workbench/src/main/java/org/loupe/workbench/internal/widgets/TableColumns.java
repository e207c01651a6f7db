package org.loupe.workbench.internal.widgets;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.loupe.plots.swt.Letters;

/** Columns of text, wide enough whatever the size of the letters. UI thread. */
public final class TableColumns {
  private TableColumns() {}

  /**
   * Adds a column to the right of those that are there.
   *
   * @param width in pixels, where letters have their usual size
   */
  public static void add(Table table, String title, int width) {
    TableColumn column = new TableColumn(table, SWT.LEFT);
    column.setText(title);
    column.setWidth(Letters.room(table, width));
  }
}
