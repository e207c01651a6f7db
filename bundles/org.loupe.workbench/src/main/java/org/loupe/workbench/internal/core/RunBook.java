package org.loupe.workbench.internal.core;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Result;
import org.loupe.model.ElementType;
import org.loupe.model.Tensor;

/**
 * The requests that are known, with their states, results and the claims on them. What nobody
 * claims is forgotten, results last: when they need more memory than the budget.
 *
 * <p>Guarded by its own monitor, which callers hold: what they do with it belongs together. The
 * same monitor guards the other parts of {@link AnalysisRuns}.
 */
final class RunBook {
  private final long budget;
  private final Map<RunRequest, Page> pages = new LinkedHashMap<>(16, 0.75f, true);

  /** What is known of a request. */
  static final class Page {
    final Observed<RunState> state = new Observed<>(new RunState.Missing());
    final Set<Object> claims = new HashSet<>();
    @Nullable Job job;

    boolean isBusy() {
      return state.get().isBusy();
    }
  }

  /** Keeps unclaimed results of at most this many bytes. */
  RunBook(long budget) {
    this.budget = budget;
  }

  Page page(RunRequest request) {
    assert Thread.holdsLock(this);
    return pages.computeIfAbsent(request, key -> new Page());
  }

  @Nullable Page find(RunRequest request) {
    assert Thread.holdsLock(this);
    return pages.get(request);
  }

  /** Takes claims away; gives the pages that nobody claims any more. */
  Set<RunRequest> release(Object claim, Set<RunRequest> kept) {
    assert Thread.holdsLock(this);
    Set<RunRequest> free = new HashSet<>();
    pages.forEach(
        (request, page) -> {
          if (!kept.contains(request) && page.claims.remove(claim) && page.claims.isEmpty()) {
            free.add(request);
          }
        });
    return free;
  }

  /** Forgets what nobody claims and holds no result, and the oldest results above the budget. */
  void tidy() {
    assert Thread.holdsLock(this);
    pages
        .values()
        .removeIf(
            page -> page.claims.isEmpty() && !page.isBusy() && page.state.get().result().isEmpty());
    long bytes = 0;
    for (Page page : pages.values()) {
      bytes += page.state.get().result().map(RunBook::bytes).orElse(0L);
    }
    Iterator<Page> oldest = pages.values().iterator();
    while (bytes > budget && oldest.hasNext()) {
      Page page = oldest.next();
      if (page.claims.isEmpty() && page.state.get().result().isPresent()) {
        bytes -= page.state.get().result().map(RunBook::bytes).orElse(0L);
        oldest.remove();
      }
    }
  }

  /** All results, by method and in the order in which they were last looked at. */
  List<Result> results() {
    assert Thread.holdsLock(this);
    return pages.values().stream()
        .flatMap(page -> page.state.get().result().stream())
        .sorted(Comparator.comparing(result -> result.provenance().analyzer()))
        .toList();
  }

  /** Gives up the results of matching requests; claims stay, and jobs go on. */
  void outdate(Predicate<RunRequest> which) {
    assert Thread.holdsLock(this);
    pages.forEach(
        (request, page) -> {
          if (which.test(request) && page.state.get().result().isPresent()) {
            page.job = null;
            page.state.set(new RunState.Missing());
          }
        });
  }

  /** Ends jobs and gives up results of matching requests; claims stay. */
  void drop(Predicate<Job> which) {
    assert Thread.holdsLock(this);
    for (Page page : Set.copyOf(pages.values())) {
      Job job = page.job;
      if (job != null && which.test(job)) {
        job.cancel();
        page.job = null;
        page.state.set(new RunState.Missing());
      }
    }
    tidy();
  }

  /** What the arrays of a result take. */
  static long bytes(Result result) {
    long bytes = 0;
    for (Tensor tensor : result.arrays().values()) {
      bytes += (long) tensor.size() * (tensor.elementType() == ElementType.FLOAT32 ? 4 : 8);
    }
    return bytes;
  }
}
