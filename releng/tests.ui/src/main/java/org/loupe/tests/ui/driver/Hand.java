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
import org.loupe.plots.swt.FigureCanvas;

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
          Control control = (Control) widgets.require(id);
          if (control instanceof FigureCanvas canvas && !canvas.isPainted()) {
            throw new NotThereException(id + " is not painted as it is to be");
          }
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
          widgets.require(id).notifyListeners(SWT.Selection, new Event());
          while (opened.isEmpty() && display.readAndDispatch()) {
            // The menu is shown by an event that waits.
          }
          display.removeFilter(SWT.Show, listener);
          if (opened.isEmpty()) {
            throw new NotThereException(id + " opened no menu");
          }
          return Menus.chooseFirst(opened.get(0), text);
        });
  }

  /** Opens a row of a table, as a double-click does. */
  String open(String id, String row) throws Exception {
    return widgets.onUi(
        () -> {
          Table table = (Table) widgets.require(id);
          int number = Integer.parseInt(row);
          if (number >= table.getItemCount()) {
            throw new NotThereException(id + " has " + table.getItemCount() + " rows");
          }
          table.setSelection(number);
          Event event = new Event();
          event.item = table.getItem(number);
          table.notifyListeners(SWT.Selection, event);
          table.notifyListeners(SWT.DefaultSelection, event);
          return row;
        });
  }
}
