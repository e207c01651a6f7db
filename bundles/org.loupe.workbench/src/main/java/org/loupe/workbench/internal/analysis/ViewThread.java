package org.loupe.workbench.internal.analysis;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The thread on which a view makes figures; a view that blocks it holds up no other. There while
 * there is something to do.
 */
final class ViewThread implements Executor, AutoCloseable {
  private static final int IDLE_SECONDS = 5;

  private final ThreadPoolExecutor thread;

  /** For a method. */
  ViewThread(String method) {
    thread =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread made = new Thread(task, "loupe-view-" + method);
              made.setDaemon(true);
              return made;
            },
            new ThreadPoolExecutor.DiscardPolicy());
    thread.allowCoreThreadTimeOut(true);
  }

  @Override
  public void execute(Runnable task) {
    thread.execute(task);
  }

  /** Views use no files, so that one that waits may be interrupted. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
