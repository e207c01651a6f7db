package org.loupe.workbench.internal.application;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Listener;

/** Measures how long people wait from the start of the process to the first painted window. */
final class FirstPaint implements Listener {
  private static final Logger TRACE = System.getLogger("loupe.trace");

  private final Display display;

  private FirstPaint(Display display) {
    this.display = display;
  }

  /** Logs the time once. */
  static void measure(Display display) {
    display.addFilter(SWT.Paint, new FirstPaint(display));
  }

  @Override
  public void handleEvent(Event event) {
    if (event.widget instanceof Control control && control.getShell().isVisible()) {
      display.removeFilter(SWT.Paint, this);
      // Queued behind the rest of this painting.
      display.asyncExec(FirstPaint::log);
    }
  }

  private static void log() {
    long start = ManagementFactory.getRuntimeMXBean().getStartTime();
    TRACE.log(Level.DEBUG, "first paint after {0} ms", System.currentTimeMillis() - start);
  }
}
