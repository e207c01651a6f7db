package org.loupe.plots.swt;

/** What dragging with the mouse does. */
public enum Tool {
  /** Moves what is shown. */
  MOVE("Move"),
  /** Zooms to a box: also with Shift, or with the key Z at the crosshair. */
  ZOOM("Zoom to Box"),
  /** Selects what is in a box: also with Ctrl, or with the key B at the crosshair. */
  BOX("Select Box"),
  /**
   * Selects what is in an outline: also with Ctrl and Shift, or with the key L at the crosshair.
   */
  LASSO("Select with Lasso");

  private final String label;

  Tool(String label) {
    this.label = label;
  }

  /** What it is called in menus. */
  public String label() {
    return label;
  }
}
