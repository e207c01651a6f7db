package org.loupe.workbench.internal.widgets;

import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Widget;

/** Names for those who cannot see a widget: screen readers and tests. */
public final class Ids {
  /** The key of a widget's stable id. */
  public static final String KEY = "org.loupe.id";

  /** The key of what is written on a widget that draws its text itself. */
  public static final String TEXT = "org.loupe.text";

  private Ids() {}

  /** Gives a widget its stable id. */
  public static void mark(Widget widget, String id) {
    widget.setData(KEY, id);
  }

  /** Gives a control its stable id and the name that screen readers say. */
  public static void mark(Control control, String id, String name) {
    mark(control, id);
    control
        .getAccessible()
        .addAccessibleListener(
            new AccessibleAdapter() {
              @Override
              public void getName(AccessibleEvent event) {
                event.result = name;
              }
            });
  }
}
