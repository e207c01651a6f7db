package org.loupe.workbench.internal.theme;

import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;

/**
 * The lists that combos open. On GTK the ground of a list stays one change of colours behind the
 * combo and its letters, so that after a change of the theme nobody could read them.
 */
final class ComboLists {
  private ComboLists() {}

  /** Lets all lists catch up, once the style sheets have given the combos their colours. */
  static void catchUp(Display display) {
    display.asyncExec(
        () -> {
          for (Shell shell : display.getShells()) {
            catchUp(shell);
          }
        });
  }

  private static void catchUp(Composite parent) {
    for (Control child : parent.getChildren()) {
      if (child instanceof Combo combo) {
        // The same colours once more.
        combo.setBackground(combo.getBackground());
      } else if (child instanceof Composite composite) {
        catchUp(composite);
      }
    }
  }
}
