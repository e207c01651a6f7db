package org.loupe.runtime.internal;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
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

  private final List<Lane> lanes =
      IntStream.range(0, Runtime.getRuntime().availableProcessors()).mapToObj(Lane::new).toList();

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
  <T> Work<T> submit(int lane, Callable<T> work) {
    return lanes.get(Math.floorMod(lane, lanes.size())).submit(work);
  }

  /**
   * Waits for work, but not longer than the progress is alive. Work that has begun then ends in the
   * background.
   *
   * @throws CancellationException if cancelled, or the calling thread was interrupted
   */
  static <T> T await(Work<T> work, Progress progress) throws LoupeException {
    while (true) {
      progress.checkCancelled();
      try {
        return work.get(SLICE_MS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        work.lane().relieve();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException();
      } catch (ExecutionException e) {
        throw rethrow(e.getCause());
      }
    }
  }

  /** Runs work that must not be left half done and waits for it, whatever happens meanwhile. */
  <T> T finish(Callable<T> callable) throws LoupeException {
    Work<T> work = submit(0, callable);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return work.get(SLICE_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          work.lane().relieve();
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
    lanes.forEach(Lane::close);
  }
}
