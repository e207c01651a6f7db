package org.loupe.workbench.internal.application;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Listener;

/** The moment at which people see the window. */
final class FirstPaint implements Listener {
  private static final Logger TRACE = System.getLogger("loupe.trace");

  private final Display display;
  private final Runnable next;

  private FirstPaint(Display display, Runnable next) {
    this.display = display;
    this.next = next;
  }

  /** Does something once the window is painted, and logs how long people waited for it. */
  static void then(Display display, Runnable next) {
    display.addFilter(SWT.Paint, new FirstPaint(display, next));
  }

  @Override
  public void handleEvent(Event event) {
    if (event.widget instanceof Control control && control.getShell().isVisible()) {
      display.removeFilter(SWT.Paint, this);
      // Queued behind the rest of this painting.
      display.asyncExec(
          () -> {
            log();
            next.run();
          });
    }
  }

  private static void log() {
    long start = ManagementFactory.getRuntimeMXBean().getStartTime();
    TRACE.log(Level.DEBUG, "first paint after {0} ms", System.currentTimeMillis() - start);
  }
}
