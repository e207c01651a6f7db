package org.loupe.runtime.internal;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * Work for an engine thread. Cancelled work that has begun goes on in the background, for a native
 * call cannot be stopped.
 */
final class Work<T> extends FutureTask<T> {

  private final Lane lane;
  private volatile long cancelled;

  Work(Lane lane, Callable<T> work) {
    super(work);
    this.lane = lane;
  }

  /** Where it is done. */
  Lane lane() {
    return lane;
  }

  @Override
  public boolean cancel(boolean interrupt) {
    cancelled = System.nanoTime();
    return super.cancel(interrupt);
  }

  /** Whether nobody has waited for it for so long. */
  boolean isCancelledFor(long nanoseconds) {
    return isCancelled() && System.nanoTime() - cancelled > nanoseconds;
  }
}
