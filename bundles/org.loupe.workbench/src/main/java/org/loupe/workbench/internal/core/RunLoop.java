package org.loupe.workbench.internal.core;

import java.util.Optional;

/**
 * Computes what waits, one job at each call, on the analysis thread; what was computed before is
 * read instead. When nothing waits any more, it rehearses. Takes the monitor of the {@link RunBook}
 * before and after a job, and holds none while it computes.
 */
final class RunLoop {
  private final RunBook book;
  private final RunQueue queue;
  private final Lanes lanes;
  private final Rehearsals rehearsals;
  private final KeptResults kept;
  private final NewResults results;

  RunLoop(
      RunBook book,
      RunQueue queue,
      Lanes lanes,
      Rehearsals rehearsals,
      KeptResults kept,
      NewResults results) {
    this.book = book;
    this.queue = queue;
    this.lanes = lanes;
    this.rehearsals = rehearsals;
    this.kept = kept;
    this.results = results;
  }

  /** Does the next job, if one waits. */
  void next() {
    Optional<Job> next;
    Lane lane;
    synchronized (book) {
      next = queue.begin();
      lane = next.isPresent() ? lanes.occupy(next.get()) : lanes.current();
      queue.tell();
    }
    next.ifPresent(job -> run(job, lane));
  }

  private void run(Job job, Lane mine) {
    Optional<RunState.Done> found =
        kept.mayHold(job.request()) ? kept.find(job.request(), job.method()) : Optional.empty();
    RunState end =
        found.isPresent()
            ? found.get()
            : mine.execution().compute(job.request(), job.method(), job.progress());
    if (!settle(job, mine, end, found.isPresent())) {
      mine.sessions().closeAll();
      return;
    }
    end.result().ifPresent(results::tell);
    rehearsals.next();
  }

  /** Takes over what came of a job; returns false if nobody waits for this thread any more. */
  private boolean settle(Job job, Lane mine, RunState end, boolean found) {
    synchronized (book) {
      if (!lanes.release(mine)) {
        return false;
      }
      job.publish(end);
      end.result().ifPresent(result -> results.outdate(job.request()));
      queue.end();
      book.tidy();
      if (end instanceof RunState.Done done && !found) {
        rehearsals.add(job);
        if (job.state().get() == end) {
          kept.keep(job.request(), job.method(), done.content());
        }
      }
      queue.tell();
      return true;
    }
  }
}
