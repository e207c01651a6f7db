package org.loupe.tests.ui.driver;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Widget;

/** Pointer and keyboard, as the display gets them. */
final class Hand {
  private final Widgets widgets;

  Hand(Widgets widgets) {
    this.widgets = widgets;
  }

  /** Clicks at parts of a control's width and height: {@code 0.5 0.25}. */
  String clickAt(String id, String parts) throws Exception {
    String[] numbers = parts.split(" ");
    return widgets.onUi(
        () -> {
          Control control = (Control) find(id);
          Point size = control.getSize();
          Event event = new Event();
          event.button = 1;
          event.x = (int) (size.x * Double.parseDouble(numbers[0]));
          event.y = (int) (size.y * Double.parseDouble(numbers[1]));
          for (int type : new int[] {SWT.MouseMove, SWT.MouseDown, SWT.MouseUp}) {
            control.notifyListeners(type, event);
          }
          return event.x + " " + event.y;
        });
  }

  /** Chooses an entry of the menu that an entry of a tool bar opens; its text begins so. */
  String popup(String id, String text) throws Exception {
    return widgets.onUi(
        () -> {
          List<Menu> opened = new ArrayList<>();
          Listener listener =
              event -> {
                if (event.widget instanceof Menu menu) {
                  opened.add(menu);
                }
              };
          Display display = widgets.display();
          display.addFilter(SWT.Show, listener);
          find(id).notifyListeners(SWT.Selection, new Event());
          while (opened.isEmpty() && display.readAndDispatch()) {
            // The menu is shown by an event that waits.
          }
          display.removeFilter(SWT.Show, listener);
          return Menus.chooseFirst(opened.get(0), text);
        });
  }

  /** Opens a row of a table, as a double-click does. */
  String open(String id, String row) throws Exception {
    return widgets.onUi(
        () -> {
          Table table = (Table) find(id);
          int number = Integer.parseInt(row);
          table.setSelection(number);
          Event event = new Event();
          event.item = table.getItem(number);
          table.notifyListeners(SWT.Selection, event);
          table.notifyListeners(SWT.DefaultSelection, event);
          return row;
        });
  }

  private Widget find(String id) {
    return widgets
        .find(id)
        .orElseThrow(() -> new IllegalStateException("nothing visible has the id " + id));
  }
}
