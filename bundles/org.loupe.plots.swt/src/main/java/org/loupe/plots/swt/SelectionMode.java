package org.loupe.plots.swt;

/** What a click means for what was selected before. */
public enum SelectionMode {
  /** Only what was clicked: a plain click, or Enter. */
  REPLACE,
  /** What was clicked changes sides: with Ctrl, or Command on a Mac. */
  TOGGLE,
  /** Everything from the last click to this one: with Shift. */
  EXTEND
}
