package org.loupe.workbench.internal.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.loupe.plots.render.Csv;
import org.loupe.plots.render.Panel;
import org.loupe.workbench.internal.widgets.Follow;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Styles;

/** A figure's data as a table, in a window of its own; they stay as they were when it opened. */
final class DataWindow {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 560;
  private static final int MOST_ROWS = 200_000;
  private static final int MOST_COLUMNS = 250;
  private static final int NARROWEST = 70;
  private static final int WIDEST = 260;
  private static final int PADDING = 20;
  private static final int MEASURED = 60;

  private final Shell shell;
  private final Label subject;
  private final Table table;
  private List<String[]> rows = List.of();

  /** As much of the data as a table takes, and how much there is. */
  private record Data(String[] titles, List<String[]> rows, long allRows, int allColumns) {
    static Data of(List<Panel> panels) {
      List<String[]> kept = new ArrayList<>();
      long[] all = {0};
      int[] columns = {0};
      Csv.rows(
          panels,
          cells -> {
            columns[0] = Math.max(columns[0], cells.size());
            if (all[0]++ <= MOST_ROWS) {
              kept.add(
                  cells.subList(0, Math.min(MOST_COLUMNS, cells.size())).toArray(String[]::new));
            }
          });
      return kept.isEmpty()
          ? new Data(new String[0], List.of(), 0, 0)
          : new Data(kept.get(0), kept.subList(1, kept.size()), all[0] - 1, columns[0]);
    }

    String text() {
      boolean cut = allRows > rows.size() || allColumns > titles.length;
      String some = count(rows.size()) + " rows and " + count(titles.length) + " columns";
      return count(allRows)
          + " rows, "
          + count(allColumns)
          + " columns"
          + (cut ? "; the first " + some + " are shown, Copy Data as CSV has all" : "");
    }

    private static String count(long count) {
      return String.format(Locale.ROOT, "%,d", count).replace(',', '\u202F');
    }
  }

  private DataWindow(Shell parent, String title) {
    shell = new Shell(parent, SWT.SHELL_TRIM);
    shell.setText("Data: " + title);
    Ids.mark(shell, "data");
    GridLayout layout = new GridLayout();
    layout.marginWidth = 0;
    layout.marginHeight = 6;
    shell.setLayout(layout);
    subject = Styles.style(new Label(shell, SWT.NONE), Styles.QUIET);
    GridData subjectData = new GridData(SWT.FILL, SWT.CENTER, true, false);
    subjectData.horizontalIndent = 10;
    subject.setLayoutData(subjectData);
    subject.setText("Reading …");
    Ids.mark(subject, "data.subject");
    table = new Table(shell, SWT.VIRTUAL | SWT.MULTI | SWT.FULL_SELECTION);
    table.setHeaderVisible(true);
    table.setLinesVisible(true);
    table.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
    table.addListener(
        SWT.SetData,
        event -> ((TableItem) event.item).setText(rows.get(table.indexOf((TableItem) event.item))));
    Ids.mark(table, "data.table");
    shell.addListener(
        SWT.Traverse,
        event -> {
          if (event.detail == SWT.TRAVERSE_ESCAPE) {
            shell.close();
          }
        });
  }

  /**
   * Opens a window.
   *
   * @param title of the figure
   * @param panels what it shows
   * @param worker where the data are gathered
   */
  static void open(Shell parent, String title, List<Panel> panels, Executor worker) {
    DataWindow window = new DataWindow(parent, title);
    window.shell.setSize(WIDTH, HEIGHT);
    window.shell.open();
    CompletableFuture.supplyAsync(() -> Data.of(panels), worker)
        .thenAccept(data -> Follow.later(window.shell, () -> window.show(data)));
  }

  private void show(Data data) {
    rows = data.rows();
    subject.setText(data.titles().length == 0 ? "There are no data." : data.text());
    table.setRedraw(false);
    for (int i = 0; i < data.titles().length; i++) {
      boolean number = !rows.isEmpty() && rows.get(0).length > i && isNumber(rows.get(0)[i]);
      TableColumn column = new TableColumn(table, number ? SWT.RIGHT : SWT.LEFT);
      column.setText(Styles.plain(data.titles()[i]));
    }
    table.setItemCount(rows.size());
    fitColumns();
    // Takes the room that is left, which GTK would give to the last column.
    new TableColumn(table, SWT.LEFT);
    table.setRedraw(true);
    table.setFocus();
  }

  /** As wide as titles and cells: a table that is filled by need cannot know. */
  private void fitColumns() {
    GC gc = new GC(table);
    TableColumn[] columns = table.getColumns();
    for (int i = 0; i < columns.length; i++) {
      int width = gc.textExtent(columns[i].getText()).x;
      for (String[] row : rows.subList(0, Math.min(MEASURED, rows.size()))) {
        width = Math.max(width, i < row.length ? gc.textExtent(row[i]).x : 0);
      }
      columns[i].setWidth(Math.max(NARROWEST, Math.min(WIDEST, width + PADDING)));
    }
    gc.dispose();
  }

  private static boolean isNumber(String cell) {
    return cell.matches("-?[0-9.]+(E-?[0-9]+)?");
  }
}
