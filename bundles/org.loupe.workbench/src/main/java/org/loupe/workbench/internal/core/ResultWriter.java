package org.loupe.workbench.internal.core;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The thread on which results are written. What is being written at the end is waited for, but not
 * for ever: what takes longer ends with the process, and since results appear whole or not at all
 * nobody ever meets a part of one.
 */
final class ResultWriter implements Executor {
  private final ExecutorService thread;
  private final long patienceMillis;

  /**
   * @param thread of one thread, so that results are written one after the other
   * @param patienceMillis so long the end waits
   */
  ResultWriter(ExecutorService thread, long patienceMillis) {
    this.thread = thread;
    this.patienceMillis = patienceMillis;
  }

  @Override
  public void execute(Runnable task) {
    thread.execute(task);
  }

  /** Takes nothing more; does not wait for what it has. */
  void close() {
    thread.shutdown();
  }

  /**
   * Ends, after what waits.
   *
   * @return whether all of it is done
   */
  boolean end() throws InterruptedException {
    close();
    return thread.awaitTermination(patienceMillis, TimeUnit.MILLISECONDS);
  }
}
