package org.loupe.workbench.internal.toolbar;

import org.eclipse.e4.ui.css.swt.dom.WidgetElement;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Tips;

/** An entry above the parts that shows a choice and opens a menu to change it. */
abstract class Chooser {
  private final ToolBar bar;
  private final ToolItem item;

  Chooser(Composite parent, String id, String name) {
    this.bar = new ToolBar(parent, SWT.FLAT | SWT.RIGHT);
    WidgetElement.setCSSClass(bar, "frame");
    Ids.mark(bar, id + ".bar", name);
    this.item = new ToolItem(bar, SWT.PUSH);
    Ids.mark(item, id);
    item.addListener(SWT.Selection, event -> open());
  }

  /** Adds what can be chosen at this moment. */
  abstract void fill(Menu menu);

  /** The control on which listeners live. */
  final ToolBar bar() {
    return bar;
  }

  /** Shows the choice. */
  final void show(String text, String tooltip, boolean enabled) {
    item.setText(text.replace("&", "&&") + " \u25be");
    item.setToolTipText(Tips.wrap(tooltip));
    item.setEnabled(enabled);
    bar.requestLayout();
  }

  /** Adds an entry of which one is chosen. */
  static void radio(Menu menu, String text, boolean chosen, Runnable action) {
    MenuItem entry = new MenuItem(menu, SWT.RADIO);
    entry.setText(text.replace("&", "&&"));
    entry.setSelection(chosen);
    entry.addListener(
        SWT.Selection,
        event -> {
          // The entry that was left is told too.
          if (entry.getSelection()) {
            action.run();
          }
        });
  }

  /** Adds an entry that does something. */
  static void push(Menu menu, String text, Runnable action) {
    MenuItem entry = new MenuItem(menu, SWT.PUSH);
    entry.setText(text.replace("&", "&&"));
    entry.addListener(SWT.Selection, event -> action.run());
  }

  /** Adds a line that only says something. */
  static void note(Menu menu, String text) {
    MenuItem entry = new MenuItem(menu, SWT.PUSH);
    entry.setText(text.replace("&", "&&"));
    entry.setEnabled(false);
  }

  private void open() {
    Menu menu = new Menu(bar.getShell(), SWT.POP_UP);
    fill(menu);
    // Its selection is told after it was hidden.
    menu.addListener(SWT.Hide, event -> bar.getDisplay().asyncExec(menu::dispose));
    Rectangle bounds = item.getBounds();
    Point place = bar.toDisplay(bounds.x, bounds.y + bounds.height);
    menu.setLocation(place);
    menu.setVisible(true);
  }
}
