package org.loupe.workbench.internal.widgets;

import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;

/** Combos in the colours of the theme. */
public final class Combos {
  private Combos() {}

  /**
   * Makes a combo that the style sheet can reach: it leaves alone what says it has the right colour
   * already, and then GTK's own look would stay.
   */
  public static Combo make(Composite parent, int style) {
    Combo combo = new Combo(parent, style);
    repaint(combo);
    return combo;
  }

  /**
   * Lets the lists that combos open catch up after a change of the theme. On GTK the ground of a
   * list stays one change of colours behind its letters, so that nobody could read them.
   */
  public static void catchUp(Display display) {
    // After the style sheets have given the combos their colours.
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
        repaint(combo);
      } else if (child instanceof Composite composite) {
        catchUp(composite);
      }
    }
  }

  /** The same colour once more. */
  private static void repaint(Combo combo) {
    combo.setBackground(combo.getBackground());
  }
}
