package org.loupe.runtime.internal;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One engine thread and what waits for it. A thread that does not come back from work that nobody
 * wants any more is left behind, and another takes its place.
 */
final class Lane implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Lane.class.getName());

  /**
   * How long cancelled work may keep others waiting. Most forwards end sooner, on slow machines
   * too.
   */
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(3);

  private final int number;
  private Worker worker;

  Lane(int number) {
    this.number = number;
    this.worker = new Worker(number);
  }

  /**
   * Queues work.
   *
   * @throws IllegalStateException if the lane has been closed
   */
  synchronized <T> Work<T> submit(Callable<T> callable) {
    Work<T> work = new Work<>(this, callable);
    try {
      worker.execute(work);
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException("the runtime has been closed", e);
    }
    return work;
  }

  /** Replaces the thread if it is lost. Whoever waits for the lane calls it now and then. */
  synchronized void relieve() {
    Work<?> running = worker.running;
    if (running == null || !running.isCancelledFor(PATIENCE_NS) || worker.isShutdown()) {
      return;
    }
    LOG.log(
        Level.WARNING,
        "a model that was cancelled is still being evaluated; it keeps one processor busy, and its"
            + " memory, until it ends or Loupe is started again");
    List<Runnable> waiting = new ArrayList<>();
    worker.getQueue().drainTo(waiting);
    worker.shutdown();
    worker = new Worker(number);
    waiting.forEach(worker::execute);
  }

  /** Lets the work that has been given end, and takes no more. */
  @Override
  public synchronized void close() {
    worker.shutdown();
  }

  /** A thread that knows what it does. */
  private static final class Worker extends ThreadPoolExecutor {
    private volatile @Nullable Work<?> running;

    Worker(int number) {
      super(
          1,
          1,
          0,
          TimeUnit.MILLISECONDS,
          new LinkedBlockingQueue<>(),
          work -> {
            Thread thread = new Thread(work, "loupe-engine-" + number);
            thread.setDaemon(true);
            return thread;
          });
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable work) {
      running = (Work<?>) work;
    }

    @Override
    protected void afterExecute(Runnable work, @Nullable Throwable failure) {
      running = null;
    }
  }
}
