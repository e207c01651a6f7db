package org.loupe.workbench.internal.widgets;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Listener;

/**
 * Scrolls to the control that the Tab key gives the focus to. A click gives the focus, too, but
 * what is under the pointer must stay there.
 */
public final class Reveal {
  private final ScrolledComposite scroll;

  private Reveal(ScrolledComposite scroll) {
    this.scroll = scroll;
  }

  /** Does so until the control is disposed. */
  public static void onTab(ScrolledComposite scroll) {
    Reveal reveal = new Reveal(scroll);
    Display display = scroll.getDisplay();
    Listener listener = reveal::traversed;
    display.addFilter(SWT.Traverse, listener);
    scroll.addDisposeListener(event -> display.removeFilter(SWT.Traverse, listener));
  }

  private void traversed(Event event) {
    if (event.detail == SWT.TRAVERSE_TAB_NEXT || event.detail == SWT.TRAVERSE_TAB_PREVIOUS) {
      // The focus moves after this event.
      Follow.later(scroll, () -> focused(scroll));
    }
  }

  /** Scrolls to the control that has the focus, if it is one of those that scroll. */
  public static void focused(ScrolledComposite scroll) {
    Control focused = scroll.getDisplay().getFocusControl();
    for (Control each = focused; each != null; each = each.getParent()) {
      if (each.getParent() == scroll && each == scroll.getContent()) {
        scroll.showControl(focused);
        return;
      }
    }
  }
}
