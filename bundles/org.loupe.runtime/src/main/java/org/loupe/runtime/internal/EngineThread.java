package org.loupe.runtime.internal;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.loupe.model.LoupeException;
import org.loupe.model.Progress;

/**
 * The one thread that makes native calls. libtorch keeps gradient mode, the executor's optimiser
 * and the number of threads per thread, so all of them must be set where the work is done; and a
 * caller who waits for another thread can leave when the work is cancelled, which a native call
 * cannot.
 */
final class EngineThread implements AutoCloseable {

  private static final long SLICE_MS = 20;

  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "loupe-engine");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Runs work and waits for it, but not longer than the progress is alive. Cancelled work that has
   * begun ends in the background, its result is dropped; other work waits for it.
   *
   * @throws CancellationException if cancelled, or the calling thread was interrupted
   */
  <T> T call(Callable<T> work, Progress progress) throws LoupeException {
    Future<T> future = submit(work);
    while (true) {
      if (progress.isCancelled()) {
        future.cancel(false);
        throw new CancellationException();
      }
      try {
        return future.get(SLICE_MS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        continue;
      } catch (InterruptedException e) {
        future.cancel(false);
        Thread.currentThread().interrupt();
        throw new CancellationException();
      } catch (ExecutionException e) {
        throw rethrow(e.getCause());
      }
    }
  }

  /** Runs work that must not be left half done and waits for it, whatever happens meanwhile. */
  <T> T finish(Callable<T> work) throws LoupeException {
    Future<T> future = submit(work);
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

  private <T> Future<T> submit(Callable<T> work) {
    try {
      return executor.submit(work);
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException("the runtime has been closed", e);
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
    executor.shutdown();
  }
}
