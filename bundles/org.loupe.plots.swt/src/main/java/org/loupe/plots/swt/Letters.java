package org.loupe.plots.swt;

import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Control;

/**
 * How large letters are, for sizes that have to grow with the font that people chose for their
 * desktop. UI thread.
 */
public final class Letters {
  /** Height of a line in the fonts that desktops have at first, in pixels. */
  private static final double USUAL = 16;

  /** What differs less is of the usual size. */
  private static final double LARGER = 1.2;

  private static final double LARGEST = 3;

  private Letters() {}

  /** How many times the usual size a control's letters have, 1 to 3; never smaller than usual. */
  public static double size(Control control) {
    GC gc = new GC(control);
    try {
      double ratio = gc.getFontMetrics().getHeight() / USUAL;
      return ratio < LARGER ? 1 : Math.min(LARGEST, ratio);
    } finally {
      gc.dispose();
    }
  }

  /** As many pixels as hold in a control's letters what these hold in letters of the usual size. */
  public static int room(Control control, int pixels) {
    return (int) Math.ceil(pixels * size(control));
  }
}
