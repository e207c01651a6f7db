package org.loupe.runtime.internal;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.loupe.model.LoupeException;
import org.loupe.model.Progress;

/**
 * The threads that make native calls, one per processor. A caller who waits for another thread can
 * leave when the work is cancelled, which a native call cannot.
 *
 * <p>Each works alone: libtorch's own threads within one operation change the last bits of sums, so
 * they are switched off, and several micro-batches are evaluated side by side instead.
 */
final class EngineThreads implements AutoCloseable {

  /** How often a waiting caller looks whether it is cancelled; it must leave within 100 ms. */
  static final long SLICE_MS = 20;

  private final List<ExecutorService> lanes =
      IntStream.range(0, Runtime.getRuntime().availableProcessors())
          .mapToObj(lane -> Executors.newSingleThreadExecutor(work -> thread(work, lane)))
          .toList();

  private static Thread thread(Runnable work, int lane) {
    Thread thread = new Thread(work, "loupe-engine-" + lane);
    thread.setDaemon(true);
    return thread;
  }

  /** How many there are. */
  int count() {
    return lanes.size();
  }

  /**
   * Hands over work. What follows each other on the same lane finds its data in that core's cache,
   * which a common queue would not give: 1 ms of 8 for a forward and backward of one window.
   *
   * @param lane which thread, any number
   * @throws IllegalStateException if the runtime has been closed
   */
  <T> Future<T> submit(int lane, Callable<T> work) {
    try {
      return lanes.get(Math.floorMod(lane, lanes.size())).submit(work);
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException("the runtime has been closed", e);
    }
  }

  /**
   * Waits for work, but not longer than the progress is alive. Work that has begun then ends in the
   * background.
   *
   * @throws CancellationException if cancelled, or the calling thread was interrupted
   */
  static <T> T await(Future<T> work, Progress progress) throws LoupeException {
    while (true) {
      progress.checkCancelled();
      try {
        return work.get(SLICE_MS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        continue;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException();
      } catch (ExecutionException e) {
        throw rethrow(e.getCause());
      }
    }
  }

  /** Runs work that must not be left half done and waits for it, whatever happens meanwhile. */
  <T> T finish(Callable<T> work) throws LoupeException {
    Future<T> future = submit(0, work);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw rethrow(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static LoupeException rethrow(Throwable cause) {
    if (cause instanceof LoupeException loupe) {
      return loupe;
    }
    if (cause instanceof RuntimeException runtime) {
      throw runtime;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException(cause);
  }

  /** Lets the work that has been given end, and takes no more. */
  @Override
  public void close() {
    lanes.forEach(ExecutorService::shutdown);
  }
}
