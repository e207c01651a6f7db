package org.loupe.workbench.internal.widgets;

import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.Point;

/** What scrolls. */
public final class Scrolled {
  /** GTK complains on the terminal about scroll bars in less. */
  private static final int ROOM_FOR_BARS = 48;

  private Scrolled() {}

  /** Scrolls where there is less than this room, but not where there is none at all. */
  public static void setLeast(ScrolledComposite scroll, int width, int height) {
    Point size = scroll.getSize();
    boolean room = size.x >= ROOM_FOR_BARS && size.y >= ROOM_FOR_BARS;
    scroll.setMinSize(room ? width : 0, room ? height : 0);
  }
}
