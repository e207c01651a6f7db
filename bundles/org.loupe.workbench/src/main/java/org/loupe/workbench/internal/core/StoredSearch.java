package org.loupe.workbench.internal.core;

import java.util.Optional;
import java.util.concurrent.Executor;
import org.loupe.analysis.InstalledMethod;

/**
 * Looks for results that were computed before, where nobody has asked to compute them. What is
 * asked for meanwhile is computed, and what is given up meanwhile is not looked at any more.
 */
final class StoredSearch {
  private final RunBook book;
  private final KeptResults kept;
  private final Executor reader;
  private final NewResults results;

  /** Looks on the reader. */
  StoredSearch(RunBook book, KeptResults kept, Executor reader, NewResults results) {
    this.book = book;
    this.kept = kept;
    this.reader = reader;
    this.results = results;
  }

  /** Begins to look, if there is a point in it. The caller holds the monitor of the book. */
  void begin(RunRequest request, InstalledMethod<?, ?> method) {
    RunBook.Page page = book.page(request);
    if (page.state.get() instanceof RunState.Missing && kept.mayHold(request)) {
      Job job = new Job(request, method, page.state);
      page.job = job;
      page.state.set(new RunState.Sought());
      reader.execute(() -> look(job));
    }
  }

  /** Whatever happens to the search, nobody waits for it for ever. */
  private void look(Job job) {
    Optional<RunState.Done> found = Optional.empty();
    try {
      found = kept.find(job.request(), job.method());
    } finally {
      settle(job, found);
    }
  }

  /** Nobody waits for what was given up meanwhile, and what is computed finds it by itself. */
  private void settle(Job job, Optional<RunState.Done> found) {
    synchronized (book) {
      RunBook.Page page = book.find(job.request());
      if (page == null || page.job != job || !(page.state.get() instanceof RunState.Sought)) {
        return;
      }
      page.state.set(found.isPresent() ? found.get() : new RunState.Missing());
      found.ifPresent(result -> results.outdate(job.request()));
      book.tidy();
    }
    found.ifPresent(result -> results.tell(result.content()));
  }
}
