package org.loupe.tests.ui.driver;

import java.lang.reflect.Constructor;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.DropTargetListener;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;

/** Lets a file fall on a window or a control, without the other program that it would come from. */
final class Drops {
  private Drops() {}

  /** Tells the control's drop target, as SWT does at the end of a drag; it ends at the right. */
  static String drop(Control control, String file) throws ReflectiveOperationException {
    DropTarget target = (DropTarget) control.getData(DND.DROP_TARGET_KEY);
    // SWT makes these events itself only.
    Class<?> inner =
        Class.forName("org.eclipse.swt.dnd.DNDEvent", true, DND.class.getClassLoader());
    Constructor<?> make = inner.getDeclaredConstructor();
    make.setAccessible(true);
    Object made = make.newInstance();
    ((Event) made).widget = target;
    Constructor<DropTargetEvent> wrap = DropTargetEvent.class.getDeclaredConstructor(inner);
    wrap.setAccessible(true);
    DropTargetEvent event = wrap.newInstance(made);
    event.data = new String[] {file};
    Point end = control.toDisplay(control.getSize().x - 1, control.getSize().y / 2);
    event.x = end.x;
    event.y = end.y;
    for (DropTargetListener listener : target.getDropListeners()) {
      listener.drop(event);
    }
    return file;
  }
}
