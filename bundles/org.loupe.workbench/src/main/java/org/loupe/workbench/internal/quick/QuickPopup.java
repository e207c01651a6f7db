package org.loupe.workbench.internal.quick;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.FontData;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.graphics.TextLayout;
import org.eclipse.swt.graphics.TextStyle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.loupe.plots.swt.Letters;
import org.loupe.workbench.internal.quick.QuickSearch.Hit;
import org.loupe.workbench.internal.widgets.Follow;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Styles;

/**
 * The popup: a field to type in and what was found. Arrows choose while one types, Enter does it,
 * Esc or a click elsewhere closes. The search runs on a worker; an answer that comes late is
 * dropped.
 */
final class QuickPopup {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 460;
  private static final int KIND_WIDTH = 104;
  private static final int TITLE_WIDTH = 230;
  private static final int PAGE = 8;

  private final Shell shell;
  private final Text field;
  private final Table table;
  private final Label nothing;
  private final Font bold;
  private final List<QuickSource> sources;
  private final QuickMemory memory;
  private final Executor worker;
  private volatile int question;
  private List<Hit> hits = List.of();

  /**
   * An invisible popup.
   *
   * @param worker searches
   */
  QuickPopup(Shell parent, List<QuickSource> sources, QuickMemory memory, Executor worker) {
    this.sources = sources;
    this.memory = memory;
    this.worker = worker;
    shell = new Shell(parent, SWT.TOOL | SWT.RESIZE);
    GridLayout layout = new GridLayout();
    layout.marginWidth = 8;
    layout.marginHeight = 8;
    shell.setLayout(layout);
    shell.setText("Search everywhere");
    Ids.mark(shell, "quick", "Search everywhere");
    field = new Text(shell, SWT.SEARCH | SWT.ICON_SEARCH);
    field.setMessage("Search commands, views, checkpoints, channels, windows, help");
    field.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
    Ids.mark(field, "quick.text", "Search everywhere");
    table = new Table(shell, SWT.SINGLE | SWT.FULL_SELECTION | SWT.V_SCROLL);
    table.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
    Ids.mark(table, "quick.table", "Found");
    for (int width : new int[] {KIND_WIDTH, TITLE_WIDTH, WIDTH - KIND_WIDTH - TITLE_WIDTH - 40}) {
      new TableColumn(table, SWT.LEFT).setWidth(Letters.room(table, width));
    }
    nothing = Styles.style(new Label(shell, SWT.NONE), Styles.QUIET);
    nothing.setText("↑ ↓ choose   Enter does it   Esc closes");
    nothing.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
    Ids.mark(nothing, "quick.hint");
    FontData[] usual = table.getFont().getFontData();
    bold = new Font(table.getDisplay(), usual[0].getName(), usual[0].getHeight(), SWT.BOLD);
    shell.addListener(SWT.Dispose, event -> bold.dispose());
    shell.addListener(SWT.Deactivate, event -> close());
    shell.addListener(SWT.Traverse, this::traverse);
    field.addListener(SWT.Modify, event -> search());
    field.addListener(SWT.KeyDown, this::key);
    field.addListener(SWT.DefaultSelection, event -> run());
    table.addListener(SWT.DefaultSelection, event -> run());
    table.addListener(SWT.MouseUp, event -> run());
    table.addListener(SWT.EraseItem, QuickPopup::leaveTitleToPainting);
    table.addListener(SWT.PaintItem, this::paint);
  }

  /** Opens the popup with its upper right corner there. */
  void open(int right, int top) {
    Rectangle screen = shell.getDisplay().getClientArea();
    int width = Math.min(Letters.room(table, WIDTH), screen.width);
    int height = Math.min(Letters.room(table, HEIGHT), screen.height - top);
    shell.setBounds(Math.max(screen.x, right - width), top, width, height);
    shell.open();
    field.setFocus();
    search();
  }

  /** Whether it is open. */
  boolean isOpen() {
    return !shell.isDisposed();
  }

  /** Closes it. */
  void close() {
    if (!shell.isDisposed()) {
      shell.dispose();
    }
  }

  private void traverse(Event event) {
    if (event.detail == SWT.TRAVERSE_ESCAPE) {
      event.doit = false;
      close();
    }
  }

  private void search() {
    int mine = ++question;
    String query = field.getText();
    List<String> recent = memory.recent();
    worker.execute(
        () -> {
          try {
            List<Hit> found = QuickSearch.find(query, sources, recent, () -> mine != question);
            Follow.later(shell, () -> show(mine, found));
          } catch (CancellationException e) {
            // Something newer is asked for.
            return;
          }
        });
  }

  private void show(int mine, List<Hit> found) {
    if (mine != question) {
      return;
    }
    hits = found;
    table.setRedraw(false);
    table.removeAll();
    String before = "";
    for (Hit hit : found) {
      String kind = hit.kind().equals(before) ? "" : hit.kind();
      before = hit.kind();
      QuickEntry entry = hit.entry();
      String key = entry.key().isEmpty() ? "" : entry.key() + "   ";
      new TableItem(table, SWT.NONE)
          .setText(new String[] {kind, entry.title(), key + entry.detail()});
    }
    if (!found.isEmpty()) {
      table.setSelection(0);
    }
    table.setRedraw(true);
    nothing.setText(
        found.isEmpty()
            ? "Nothing has this in its name. A window is found by its number: window 12"
            : "↑ ↓ choose   Enter does it   Esc closes");
  }

  private void key(Event event) {
    int step =
        switch (event.keyCode) {
          case SWT.ARROW_DOWN -> 1;
          case SWT.ARROW_UP -> -1;
          case SWT.PAGE_DOWN -> PAGE;
          case SWT.PAGE_UP -> -PAGE;
          default -> 0;
        };
    if (step != 0 && table.getItemCount() > 0) {
      int last = table.getItemCount() - 1;
      table.setSelection(Math.max(0, Math.min(last, table.getSelectionIndex() + step)));
      table.showSelection();
      event.doit = false;
    }
  }

  private void run() {
    int chosen = table.getSelectionIndex();
    if (chosen >= 0 && chosen < hits.size()) {
      QuickEntry entry = hits.get(chosen).entry();
      memory.used(entry.id());
      close();
      entry.action().run();
    }
  }

  private static void leaveTitleToPainting(Event event) {
    if (event.index == 1) {
      event.detail &= ~SWT.FOREGROUND;
    }
  }

  /** The title, its matched letters bold. */
  private void paint(Event event) {
    int row = table.indexOf((TableItem) event.item);
    if (event.index != 1 || row < 0 || row >= hits.size()) {
      return;
    }
    Hit hit = hits.get(row);
    TextLayout layout = new TextLayout(event.display);
    layout.setText(hit.entry().title());
    layout.setFont(table.getFont());
    TextStyle matched = new TextStyle(bold, null, null);
    for (int letter : hit.letters()) {
      layout.setStyle(matched, letter, letter);
    }
    Rectangle cell = ((TableItem) event.item).getTextBounds(1);
    event.gc.setClipping(cell);
    layout.draw(event.gc, cell.x, cell.y + (cell.height - layout.getBounds().height) / 2);
    event.gc.setClipping((Rectangle) null);
    layout.dispose();
  }
}
