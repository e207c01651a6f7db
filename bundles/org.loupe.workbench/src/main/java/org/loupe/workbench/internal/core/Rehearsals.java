package org.loupe.workbench.internal.core;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Which methods are still to be rehearsed, one after the other, while nothing else is to do: each
 * with what was computed last of it, since what came after that may have failed.
 *
 * <p>Guarded by the monitor of the {@link RunBook}, which callers hold, but for {@link #next}.
 */
final class Rehearsals {
  private final RunBook book;
  private final RunQueue queue;
  private final Lanes lanes;
  private final Executor worker;
  private final Map<String, Job> due = new LinkedHashMap<>();
  private final Observed<Integer> ended = new Observed<>(0);

  /** On the worker that computes. */
  Rehearsals(RunBook book, RunQueue queue, Lanes lanes, Executor worker) {
    this.book = book;
    this.queue = queue;
    this.lanes = lanes;
    this.worker = worker;
  }

  /** Counts those that ended. */
  Observed<Integer> ended() {
    return ended;
  }

  /** Something of a method was computed. */
  void add(Job done) {
    due.put(done.request().method(), done);
  }

  /** Rehearses nothing of what is due. */
  void clear() {
    due.clear();
  }

  /** Something else is to do: what is being rehearsed ends, and begins anew later. */
  void stop() {
    Rehearsal rehearsal = lanes.current().rehearsal();
    rehearsal.stop();
    if (lanes.isOccupiedBy(rehearsal)) {
      lanes.expectEnd(rehearsal);
    }
  }

  /** Rehearses, if nothing else is to do. On the analysis thread, without the monitor. */
  void next() {
    Job job;
    Lane mine;
    synchronized (book) {
      Lane lane = lanes.current();
      due.values().removeIf(done -> !lane.rehearsal().isDue(done.request()));
      if (!queue.isEmpty() || due.isEmpty()) {
        return;
      }
      job = due.values().iterator().next();
      lane.rehearsal().begin();
      mine = lanes.occupy(lane.rehearsal());
    }
    boolean measured = mine.rehearsal().run(job.request(), job.method());
    if (!settle(job, mine, measured)) {
      mine.sessions().closeAll();
      return;
    }
    ended.update(count -> count + 1);
    worker.execute(this::next);
  }

  /** Takes over that it ended; returns false if nobody waits for this thread any more. */
  private boolean settle(Job job, Lane mine, boolean measured) {
    synchronized (book) {
      if (!lanes.release(mine)) {
        return false;
      }
      if (measured) {
        due.remove(job.request().method(), job);
      }
      return true;
    }
  }
}
