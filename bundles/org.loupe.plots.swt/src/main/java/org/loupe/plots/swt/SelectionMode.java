package org.loupe.plots.swt;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;

/** What a click means for what was selected before. */
public enum SelectionMode {
  /** Only what was clicked: a plain click, or Enter. */
  REPLACE,
  /** What was clicked changes sides: with Ctrl, or Command on a Mac. */
  TOGGLE,
  /** Everything from the last click to this one: with Shift. */
  EXTEND;

  /** What a click or Enter means with the keys that are held. */
  static SelectionMode of(Event event) {
    if ((event.stateMask & SWT.MOD1) != 0) {
      return TOGGLE;
    }
    return (event.stateMask & SWT.SHIFT) != 0 ? EXTEND : REPLACE;
  }
}
