package org.loupe.workbench.internal.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One thread at a time; one that does not come back is left, and another does what waits. */
final class AnalysisThread implements AnalysisWorker {
  private final Supplier<ThreadPoolExecutor> threads;
  private ThreadPoolExecutor current;

  /** On threads of one-threaded executors. */
  AnalysisThread(Supplier<ThreadPoolExecutor> threads) {
    this.threads = threads;
    current = threads.get();
  }

  @Override
  public synchronized void execute(Runnable task) {
    current.execute(task);
  }

  /** It is not interrupted: that would close files that others read, too. */
  @Override
  public synchronized void leave() {
    List<Runnable> waiting = new ArrayList<>();
    current.getQueue().drainTo(waiting);
    current.shutdown();
    current = threads.get();
    waiting.forEach(current::execute);
  }

  /** Ends, after what waits; waits two seconds for it. */
  void stop() throws InterruptedException {
    ThreadPoolExecutor last;
    synchronized (this) {
      last = current;
      last.shutdown();
    }
    last.awaitTermination(2, TimeUnit.SECONDS);
  }
}
