package org.loupe.workbench.internal.core;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the analysis thread works with, and on what. A thread that was told to end its work and does
 * not is left to itself; another one then goes on, with a lane of its own. Guarded by the monitor
 * of the {@link RunBook}, which callers hold.
 */
final class Lanes {
  /** After this a computation that was cancelled and goes on is left to itself. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Logger LOG = System.getLogger(Lanes.class.getName());

  private final RunBook book;
  private final Supplier<Lane> fresh;
  private final Executor patience;
  private final Runnable leave;
  private Lane current;
  private @Nullable Object occupant;

  /**
   * Begins with a lane.
   *
   * @param fresh makes one for a thread
   * @param patience runs a task when {@link #PATIENCE} is over, on any thread
   * @param leave is told, with the monitor held, that the thread does not come back
   */
  Lanes(RunBook book, Supplier<Lane> fresh, Executor patience, Runnable leave) {
    this.book = book;
    this.fresh = fresh;
    this.patience = patience;
    this.leave = leave;
    this.current = fresh.get();
  }

  /** What the thread works with. */
  Lane current() {
    assert Thread.holdsLock(book);
    return current;
  }

  /** The thread begins to work on something; gives what it works with. */
  Lane occupy(Object work) {
    assert Thread.holdsLock(book);
    occupant = work;
    return current;
  }

  /**
   * The thread is back from its work.
   *
   * @param mine what it worked with
   * @return false if it was left meanwhile: then it closes its sessions and does nothing more
   */
  boolean release(Lane mine) {
    assert Thread.holdsLock(book);
    if (mine != current) {
      return false;
    }
    occupant = null;
    return true;
  }

  /** Whether the thread works on something. */
  boolean isOccupiedBy(Object work) {
    return occupant == work;
  }

  /** What does not end although it was told to does not hold up the rest for longer than this. */
  void expectEnd(Object told) {
    patience.execute(() -> leave(told));
  }

  /** The thread keeps its sessions, which it closes if it ever comes back. */
  private void leave(Object told) {
    synchronized (book) {
      if (occupant == told) {
        LOG.log(
            Level.WARNING,
            "A computation was cancelled and did not end within {0} s; others go on without it.",
            PATIENCE.toSeconds());
        current = fresh.get();
        occupant = null;
        leave.run();
      }
    }
  }
}
