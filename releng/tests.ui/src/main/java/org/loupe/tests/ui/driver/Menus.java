package org.loupe.tests.ui.driver;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;

/** Chooses entries of menus as a person would, without the pointer. */
final class Menus {
  private Menus() {}

  /** Chooses the entry at the end of a path of labels, {@code View/Theme/Dark}. */
  static String choose(Menu menu, String path) {
    int slash = path.indexOf('/');
    String label = slash < 0 ? path : path.substring(0, slash);
    menu.notifyListeners(SWT.Show, new Event());
    try {
      MenuItem item = item(menu, label);
      if (slash >= 0) {
        choose(item.getMenu(), path.substring(slash + 1));
      } else {
        select(menu, item);
      }
    } finally {
      menu.notifyListeners(SWT.Hide, new Event());
    }
    return path;
  }

  /** Chooses the entry whose label begins so, and closes the menu. */
  static String chooseFirst(Menu menu, String begin) {
    for (MenuItem item : menu.getItems()) {
      if (item.getText().startsWith(begin)) {
        select(menu, item);
        menu.setVisible(false);
        return item.getText();
      }
    }
    menu.setVisible(false);
    throw new NotThereException("no entry begins with " + begin);
  }

  private static void select(Menu menu, MenuItem chosen) {
    if ((chosen.getStyle() & SWT.RADIO) != 0) {
      for (MenuItem item : menu.getItems()) {
        item.setSelection(item == chosen);
      }
    }
    if ((chosen.getStyle() & SWT.CHECK) != 0) {
      chosen.setSelection(!chosen.getSelection());
    }
    Event event = new Event();
    event.widget = chosen;
    chosen.notifyListeners(SWT.Selection, event);
  }

  private static MenuItem item(Menu menu, String label) {
    StringBuilder others = new StringBuilder();
    for (MenuItem item : menu.getItems()) {
      String text = item.getText().replace("&", "").replaceFirst("\t.*", "");
      if (text.equals(label)) {
        if (!item.isEnabled()) {
          throw new NotThereException(label + " cannot be chosen");
        }
        return item;
      }
      others.append(text).append(", ");
    }
    throw new NotThereException("no " + label + " among " + others);
  }
}
