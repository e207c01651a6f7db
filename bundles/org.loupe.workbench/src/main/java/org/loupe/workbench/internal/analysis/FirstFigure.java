package org.loupe.workbench.internal.analysis;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import org.eclipse.swt.widgets.Display;

/** Logs, for measurements, how long people waited for the first figure of a view. */
final class FirstFigure {
  private static final Logger TRACE = System.getLogger("loupe.trace");

  private boolean shown;

  /** Figures were given to be painted. */
  void shown(Display display, String method) {
    if (!shown) {
      shown = true;
      // Queued behind the painting.
      display.asyncExec(() -> log(method));
    }
  }

  private static void log(String method) {
    long start = ManagementFactory.getRuntimeMXBean().getStartTime();
    TRACE.log(
        Level.DEBUG,
        "first figure of {0} after {1} ms",
        method,
        Long.toString(System.currentTimeMillis() - start));
  }
}
