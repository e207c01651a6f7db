package org.loupe.workbench.internal.application;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends the window in order when the process is told to end from outside, so that the layout is
 * saved then, too.
 */
final class ExitSignal {
  private static final Logger LOG = System.getLogger(ExitSignal.class.getName());

  /** More than results are given to be written. */
  private static final long PATIENCE_SECONDS = 10;

  private final CountDownLatch gone = new CountDownLatch(1);
  private final Thread hook;

  /**
   * Listens until the window has ended.
   *
   * @param stop asks the window to end; called on a thread of its own
   */
  ExitSignal(Runnable stop) {
    hook = new Thread(() -> end(stop), "loupe-exit");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void end(Runnable stop) {
    try {
      stop.run();
      if (!gone.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "The window did not end in time; its layout may not be saved.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The window has ended and its layout is saved. */
  void ended() {
    gone.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.log(Level.DEBUG, "The process is ending already.", e);
    }
  }
}
