package org.loupe.workbench.internal.log;

import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.eclipse.e4.ui.css.swt.dom.WidgetElement;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.loupe.plots.swt.Letters;
import org.loupe.workbench.internal.widgets.Follow;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.LastFocus;
import org.loupe.workbench.internal.widgets.TableColumns;
import org.osgi.framework.FrameworkUtil;

/** Shows what was logged since the start, the newest first, and the whole of what is selected. */
public final class LogPart {
  private static final int[] WIDTHS = {96, 80, 640, 280};
  private static final String[] TITLES = {"Time", "Level", "Message", "Bundle"};

  private static final List<Level> LEVELS = List.of(Level.ALL, Level.WARNING, Level.SEVERE);

  private final LogRecords records;
  private final Table table;
  private final LastFocus lastFocus;
  private final Text detail;
  private final Blame blame =
      Blame.among(
          () ->
              Objects.requireNonNull(FrameworkUtil.getBundle(LogPart.class))
                  .getBundleContext()
                  .getBundles());
  private List<LogRecord> shown = List.of();
  private LogFilter filter = LogFilter.ALL;

  /** Made by e4. */
  @Inject
  public LogPart(Composite parent, LogRecords records, @Named(LogRecords.FILES) String files) {
    this.records = records;
    Composite body = new Composite(parent, SWT.NONE);
    lastFocus = new LastFocus(body);
    GridLayout layout = new GridLayout();
    layout.marginWidth = 0;
    layout.marginHeight = 0;
    layout.verticalSpacing = 0;
    body.setLayout(layout);
    tools(body, files);
    SashForm sash = new SashForm(body, SWT.HORIZONTAL | SWT.SMOOTH);
    sash.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
    table = new Table(sash, SWT.VIRTUAL | SWT.MULTI | SWT.FULL_SELECTION);
    detail = new Text(sash, SWT.MULTI | SWT.READ_ONLY | SWT.H_SCROLL | SWT.V_SCROLL);
    sash.setWeights(3, 1);
  }

  @PostConstruct
  void start() {
    Ids.mark(table, "log.table", "Log");
    Ids.mark(detail, "log.detail", "The selected entry");
    table.setHeaderVisible(true);
    for (int i = 0; i < TITLES.length; i++) {
      TableColumns.add(table, TITLES[i], WIDTHS[i]);
    }
    table.addListener(SWT.SetData, event -> fill((TableItem) event.item, event.index));
    table.addListener(SWT.KeyDown, this::key);
    table.addListener(SWT.Selection, event -> detail.setText(selected()));
    Runnable end = records.onChange(Follow.coalesced(table, this::update));
    table.addDisposeListener(event -> end.run());
    update();
  }

  @Focus
  void focus() {
    lastFocus.restore(table);
  }

  private void tools(Composite body, String files) {
    Composite bar = new Composite(body, SWT.NONE);
    bar.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
    GridLayout layout = new GridLayout(4, false);
    layout.marginHeight = 0;
    layout.horizontalSpacing = 16;
    bar.setLayout(layout);
    ToolBar tools = new ToolBar(bar, SWT.FLAT | SWT.RIGHT);
    Label place = new Label(bar, SWT.NONE);
    place.setText("Everything is kept in " + files);
    WidgetElement.setCSSClass(place, "quiet");
    Ids.mark(tools, "log.tools", "Log tools");
    tool(
        tools,
        "log.copy",
        "Copy",
        "Copies what is selected, with its stack trace (Ctrl+C)",
        () -> copy(selected()));
    tool(tools, "log.copyAll", "Copy All", "Copies all entries that are shown", this::copyAll);
    new ToolItem(tools, SWT.SEPARATOR);
    tool(
        tools,
        "log.clear",
        "Clear",
        "Forgets all entries; the log file keeps them",
        records::clear);
    filters(bar);
    place.moveBelow(null);
  }

  private void filters(Composite bar) {
    Combo level = new Combo(bar, SWT.READ_ONLY);
    level.setItems("All levels", "Warnings and errors", "Errors");
    level.select(0);
    Ids.mark(level, "log.level", "Levels that are shown");
    Text words = new Text(bar, SWT.SEARCH | SWT.ICON_CANCEL);
    words.setMessage("Filter: a word or a bundle");
    GridData data = new GridData(SWT.BEGINNING, SWT.CENTER, false, false);
    data.widthHint = Letters.room(words, 220);
    words.setLayoutData(data);
    Ids.mark(words, "log.words", "Filter entries");
    Listener listener =
        event -> {
          filter = new LogFilter(LEVELS.get(level.getSelectionIndex()), words.getText());
          update();
        };
    level.addListener(SWT.Selection, listener);
    words.addListener(SWT.Modify, listener);
  }

  private static void tool(ToolBar tools, String id, String text, String tip, Runnable action) {
    ToolItem item = new ToolItem(tools, SWT.PUSH);
    item.setText(text);
    item.setToolTipText(tip);
    item.addListener(SWT.Selection, event -> action.run());
    Ids.mark(item, id);
  }

  private void key(Event event) {
    if (event.stateMask == SWT.MOD1 && event.keyCode == 'c') {
      copy(selected());
    }
  }

  private void update() {
    shown = records.latest().stream().filter(each -> filter.shows(each, blame.of(each))).toList();
    table.setItemCount(shown.size());
    table.clearAll();
  }

  private LogRecord record(int row) {
    return shown.get(shown.size() - 1 - row);
  }

  private void fill(TableItem item, int row) {
    if (row < shown.size()) {
      LogRecord record = record(row);
      item.setText(
          new String[] {
            LogText.time(record), LogText.level(record), LogText.message(record), blame.of(record)
          });
    }
  }

  private String selected() {
    StringBuilder text = new StringBuilder();
    for (int row : table.getSelectionIndices()) {
      if (row < shown.size()) {
        LogRecord record = record(row);
        String bundle = blame.of(record);
        text.append(bundle.isEmpty() ? "" : "Bundle " + bundle + "\n");
        text.append(LogText.whole(record));
      }
    }
    return text.toString();
  }

  private void copyAll() {
    StringBuilder text = new StringBuilder();
    shown.forEach(record -> text.append(LogText.whole(record)));
    copy(text.toString());
  }

  private void copy(String text) {
    if (!text.isEmpty()) {
      Clipboard clipboard = new Clipboard(table.getDisplay());
      clipboard.setContents(new Object[] {text}, new Transfer[] {TextTransfer.getInstance()});
      clipboard.dispose();
    }
  }
}
