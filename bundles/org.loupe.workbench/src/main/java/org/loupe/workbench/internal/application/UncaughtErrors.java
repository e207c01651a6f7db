package org.loupe.workbench.internal.application;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.eclipse.e4.ui.internal.workbench.swt.IEventLoopAdvisor;
import org.eclipse.swt.widgets.Display;

/** Sends what nobody caught on the UI thread to the log, where the status line counts it. */
final class UncaughtErrors implements IEventLoopAdvisor {
  private static final Logger LOG = System.getLogger(UncaughtErrors.class.getName());

  @Override
  public void eventLoopIdle(Display display) {
    display.sleep();
  }

  @Override
  public void eventLoopException(Throwable exception) {
    LOG.log(Level.ERROR, "Something went wrong in the window; the rest of it goes on.", exception);
  }
}
