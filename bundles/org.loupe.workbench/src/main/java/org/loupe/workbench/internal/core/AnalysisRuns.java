package org.loupe.workbench.internal.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.loupe.analysis.Estimate;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Methods;
import org.loupe.analysis.Result;
import org.loupe.analysis.RunTimes;
import org.loupe.model.ModelRuntime;
import org.loupe.project.Subjects;

/**
 * Computes requests, one at a time on the analysis thread, the newest first. An equal request is
 * computed once; its result is kept while somebody claims it, and longer while there is memory.
 * States change on any thread. No method waits.
 *
 * <p>One monitor, that of the {@link RunBook}, guards what is known of requests, what waits and
 * what occupies the thread: they change together. Nothing is computed, read or closed with it held,
 * and listeners of new results are called without it; those of states and of the {@link #jobs()}
 * hear of changes with it held and must be quick. With it held the monitor of the worker may be
 * taken, never the other way round.
 */
public final class AnalysisRuns {
  /** Sessions that stay open. */
  static final int SESSIONS = 3;

  private final Observed<Optional<Methods>> methods;
  private final Executor worker;
  private final RunTimes times = new RunTimes();
  private final RunBook book = new RunBook(Runtime.getRuntime().maxMemory() / 4);
  private final RunQueue queue = new RunQueue();
  private final NewResults results;
  private final StoredSearch search;
  private final Lanes lanes;
  private final Rehearsals rehearsals;
  private final RunLoop loop;

  /**
   * Begins with nothing to do.
   *
   * @param worker where computations run one after the other
   * @param patience runs a task when {@link Lanes#PATIENCE} is over
   * @param kept where results are found that were computed before
   * @param reader where they are looked for before anyone asks to compute them
   * @param sample windows on which is measured, unasked, how long a method takes; 0 for none
   * @param nanoTime the clock that it is measured with
   */
  AnalysisRuns(
      Observed<Optional<Methods>> methods,
      Observed<Optional<ModelRuntime>> runtime,
      Observed<Optional<Subjects>> subjects,
      AnalysisWorker worker,
      Executor patience,
      KeptResults kept,
      Executor reader,
      int sample,
      LongSupplier nanoTime) {
    this.methods = methods;
    this.worker = worker;
    results = new NewResults(book, methods);
    search = new StoredSearch(book, kept, reader, results);
    lanes =
        new Lanes(
            book,
            () -> {
              SessionPool sessions = new SessionPool(SESSIONS);
              Execution execution =
                  new Execution(
                      runtime::get, subjects::get, sessions, times, this::computed, nanoTime);
              return new Lane(
                  sessions, execution, new Rehearsal(execution, times, sample, nanoTime));
            },
            patience,
            () -> {
              queue.end();
              worker.leave();
              queue.tell();
            });
    rehearsals = new Rehearsals(book, queue, lanes, worker);
    loop = new RunLoop(book, queue, lanes, rehearsals, kept, results);
    new MethodChanges(methods, this::dropUninstalled);
    runtime.onChange(service -> worker.execute(this::closeSessions));
  }

  /**
   * A view's interest in requests. Computations that nobody is interested in any more are
   * cancelled.
   */
  public final class Claim implements AutoCloseable {
    /** Replaces what the view is interested in. */
    public void show(List<RunRequest> requests) {
      synchronized (book) {
        Set<RunRequest> wanted = new LinkedHashSet<>(requests);
        for (RunRequest request : wanted) {
          book.page(request).claims.add(this);
        }
        for (RunRequest free : book.release(this, wanted)) {
          end(free);
        }
        book.tidy();
        queue.tell();
      }
    }

    @Override
    public void close() {
      show(List.of());
    }
  }

  /** A new interest, in nothing yet. */
  public Claim claim() {
    return new Claim();
  }

  /** Where a request stands; followed only while somebody claims it. */
  public Observed<RunState> state(RunRequest request) {
    synchronized (book) {
      return book.page(request).state;
    }
  }

  /** The job that runs, then those that wait, in their order. */
  public Observed<List<Job>> jobs() {
    return queue.jobs();
  }

  /** What a request will take; empty before anything like it was measured. */
  public Optional<Estimate> estimate(RunRequest request) {
    boolean many = request.windows().size() > 1;
    return many && lane().rehearsal().isDue(request)
        ? Optional.empty()
        : times.estimate(request.work());
  }

  /** The sum over requests; empty if one of them is unknown. */
  public Optional<Estimate> estimate(List<RunRequest> requests) {
    Estimate sum = Estimate.NOTHING;
    for (RunRequest request : requests) {
      Optional<Estimate> estimate = estimate(request);
      if (estimate.isEmpty()) {
        return Optional.empty();
      }
      sum = sum.plus(estimate.get());
    }
    return Optional.of(sum);
  }

  /** Changes when estimates became better without any job. */
  public Observed<Integer> rehearsed() {
    return rehearsals.ended();
  }

  /** Tells of every new result, on any thread; the listener must be quick. */
  void onResult(Consumer<Result> listener) {
    results.onResult(listener);
  }

  /** Finds out which of these need not be computed, where nobody has asked to compute them. */
  public void seek(List<RunRequest> requests) {
    synchronized (book) {
      for (RunRequest request : requests) {
        installed(request).ifPresent(method -> search.begin(request, method));
      }
    }
  }

  /** Computes these before all that wait, in this order, unless they are computed already. */
  public void start(List<RunRequest> requests) {
    synchronized (book) {
      List<Job> added = new ArrayList<>();
      for (RunRequest request : requests) {
        RunBook.Page page = book.page(request);
        if (!page.isBusy() && !(page.state.get() instanceof RunState.Done)) {
          prepare(request, page).ifPresent(added::add);
        } else if (page.job != null && queue.remove(page.job)) {
          added.add(page.job);
        }
      }
      rehearsals.stop();
      queue.putFirst(added);
      added.forEach(job -> worker.execute(loop::next));
      queue.tell();
    }
  }

  /**
   * Those of the requests that there is a point in starting: neither computed nor being computed,
   * and not refused for what was asked.
   */
  public List<RunRequest> open(List<RunRequest> requests) {
    return requests.stream().filter(request -> isOpen(state(request).get())).toList();
  }

  private static boolean isOpen(RunState state) {
    return state instanceof RunState.Missing
        || state instanceof RunState.Cancelled
        || (state instanceof RunState.Failed failed && !failed.lasting());
  }

  /** Cancels those of the requests that wait or run. */
  public void cancel(List<RunRequest> requests) {
    synchronized (book) {
      requests.forEach(this::end);
      queue.tell();
    }
  }

  /** Cancels everything, forgets all results and closes the sessions. */
  public void clear() {
    synchronized (book) {
      rehearsals.stop();
      drop(job -> true);
    }
    worker.execute(this::closeSessions);
  }

  private Optional<Job> prepare(RunRequest request, RunBook.Page page) {
    Optional<InstalledMethod<?, ?>> method = installed(request);
    if (method.isEmpty()) {
      page.state.set(
          new RunState.Failed(
              "The method '" + request.method() + "' is not installed.", "", false, false));
      return Optional.empty();
    }
    Job job = new Job(request, method.get(), page.state);
    page.job = job;
    page.state.set(new RunState.Queued());
    return Optional.of(job);
  }

  private Optional<InstalledMethod<?, ?>> installed(RunRequest request) {
    return methods.get().flatMap(installed -> installed.findInstalled(request.method()));
  }

  private void end(RunRequest request) {
    RunBook.Page page = book.find(request);
    if (page != null && page.job != null && page.isBusy()) {
      queue.remove(page.job);
      page.job.cancel();
      queue.running().filter(job -> job == page.job).ifPresent(lanes::expectEnd);
      page.job = null;
    }
  }

  private Lane lane() {
    synchronized (book) {
      return lanes.current();
    }
  }

  private void closeSessions() {
    lane().sessions().closeAll();
  }

  private List<Result> computed() {
    synchronized (book) {
      return book.results();
    }
  }

  /** Results of a method that went away or was updated hold on to its old classes. */
  private void dropUninstalled() {
    synchronized (book) {
      Set<Object> installed = new HashSet<>();
      methods
          .get()
          .ifPresent(m -> m.installed().forEach(method -> installed.add(method.service())));
      drop(job -> !installed.contains(job.method().service()));
    }
  }

  /** Ends jobs and forgets their results. */
  private void drop(Predicate<Job> which) {
    rehearsals.clear();
    queue.running().filter(which).ifPresent(lanes::expectEnd);
    queue.removeIf(which);
    book.drop(which);
    queue.tell();
  }
}
