package org.loupe.workbench.internal.widgets;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Listener;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which control of a part had the focus. A part is told to take the focus whenever it
 * becomes active, also when a menu or the list of a combo closes: that must not take people away
 * from where they work.
 */
public final class LastFocus {
  private final Composite part;
  private @Nullable Control last;

  /** Watches a part until it is disposed. */
  public LastFocus(Composite part) {
    this.part = part;
    Display display = part.getDisplay();
    Listener remember =
        event -> {
          if (event.widget instanceof Control control && isInside(control)) {
            last = control;
          }
        };
    display.addFilter(SWT.FocusIn, remember);
    part.addDisposeListener(event -> display.removeFilter(SWT.FocusIn, remember));
  }

  /** Gives the focus to who had it last; to the control given where nobody had it. */
  public void restore(Control otherwise) {
    Control now = part.getDisplay().getFocusControl();
    Control before = last;
    if (now != null && isInside(now)) {
      return;
    }
    if (before == null || before.isDisposed() || !before.isVisible() || !before.forceFocus()) {
      otherwise.setFocus();
    }
  }

  private boolean isInside(Control control) {
    Control each = control;
    while (each != null && each != part) {
      each = each.getParent();
    }
    return each != null;
  }
}
