package org.loupe.workbench.internal.preferences;

import java.util.List;
import java.util.Optional;
import org.eclipse.jface.bindings.keys.KeySequence;
import org.eclipse.jface.bindings.keys.KeySequenceText;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.loupe.workbench.internal.keys.KeyBindings;
import org.loupe.workbench.internal.keys.KeyBindings.Bound;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.TableColumns;

/** The keys of every command. Changes count at once. */
final class KeysPage extends PreferencePage {
  private static final int HEIGHT = 260;
  private static final int[] WIDTHS = {240, 200};

  private final KeyBindings bindings;
  private Optional<Widgets> widgets = Optional.empty();
  private List<Bound> shown = List.of();

  private record Widgets(Table table, Text field, KeySequenceText keys) {}

  KeysPage(KeyBindings bindings) {
    super("Keys");
    this.bindings = bindings;
    noDefaultAndApplyButton();
  }

  @Override
  protected Control createContents(Composite parent) {
    Composite page = new Composite(parent, SWT.NONE);
    page.setLayout(new GridLayout(2, false));
    Table table = new Table(page, SWT.SINGLE | SWT.FULL_SELECTION | SWT.BORDER);
    GridData data = new GridData(SWT.FILL, SWT.FILL, true, true, 2, 1);
    data.heightHint = HEIGHT;
    table.setLayoutData(data);
    table.setHeaderVisible(true);
    Ids.mark(table, "preferences.keys", "Commands and their keys");
    TableColumns.add(table, "Command", WIDTHS[0]);
    TableColumns.add(table, "Keys", WIDTHS[1]);
    new Label(page, SWT.NONE).setText("New keys: press them here");
    Text field = new Text(page, SWT.BORDER | SWT.SINGLE);
    field.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
    Ids.mark(field, "preferences.keys.new", "New keys");
    KeySequenceText keys = new KeySequenceText(field);
    keys.setKeyStrokeLimit(1);
    widgets = Optional.of(new Widgets(table, field, keys));
    Composite buttons = new Composite(page, SWT.NONE);
    buttons.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false, 2, 1));
    RowLayout row = new RowLayout();
    row.marginLeft = 0;
    row.spacing = 8;
    buttons.setLayout(row);
    button(buttons, "set", "Set", () -> set(keys.getKeySequence()));
    button(buttons, "none", "No keys", () -> chosen().ifPresent(this::clear));
    button(buttons, "reset", "Reset", () -> chosen().ifPresent(this::reset));
    button(buttons, "resetAll", "Reset all", this::resetAll);
    table.addListener(SWT.Selection, event -> keys.clear());
    fill();
    return page;
  }

  private static void button(Composite parent, String id, String text, Runnable action) {
    Button button = new Button(parent, SWT.PUSH);
    button.setText(text);
    button.addListener(SWT.Selection, event -> action.run());
    Ids.mark(button, "preferences.keys." + id);
  }

  private Optional<Bound> chosen() {
    int row = widgets.map(all -> all.table().getSelectionIndex()).orElse(-1);
    return row < 0 || row >= shown.size() ? Optional.empty() : Optional.of(shown.get(row));
  }

  private void set(KeySequence keys) {
    Optional<Bound> command = chosen();
    if (command.isEmpty() || keys.isEmpty() || !keys.isComplete()) {
      setErrorMessage("Choose a command and press the keys that it should have.");
      return;
    }
    Optional<Bound> conflict = bindings.conflict(command.get().command(), keys.toString());
    if (conflict.isPresent()) {
      setErrorMessage(
          keys.format()
              + " belongs to '"
              + conflict.get().name()
              + "'. Give that other keys first.");
      return;
    }
    bindings.set(command.get().command(), keys.toString());
    done();
  }

  private void clear(Bound command) {
    bindings.set(command.command(), "");
    done();
  }

  private void reset(Bound command) {
    bindings.reset(command.command());
    done();
  }

  private void resetAll() {
    bindings.resetAll();
    done();
  }

  private void done() {
    setErrorMessage(null);
    widgets.ifPresent(all -> all.keys().clear());
    fill();
  }

  private void fill() {
    if (widgets.isEmpty()) {
      return;
    }
    Table table = widgets.get().table();
    int selected = Math.max(0, table.getSelectionIndex());
    shown = bindings.all();
    table.removeAll();
    for (Bound bound : shown) {
      new TableItem(table, SWT.NONE)
          .setText(
              new String[] {bound.name(), bound.text() + (bound.changed() ? "  (yours)" : "")});
    }
    table.setSelection(selected);
  }
}
