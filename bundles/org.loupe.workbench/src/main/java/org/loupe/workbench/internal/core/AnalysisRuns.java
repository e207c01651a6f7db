package org.loupe.workbench.internal.core;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Estimate;
import org.loupe.analysis.Info;
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
 */
public final class AnalysisRuns {
  private static final Logger LOG = System.getLogger(AnalysisRuns.class.getName());

  /** After this a computation that was cancelled and goes on is left to itself. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Sessions that stay open. */
  static final int SESSIONS = 3;

  private final Observed<Optional<Methods>> methods;
  private final Executor worker;
  private final KeptResults kept;
  private final Executor reader;
  private final RunTimes times = new RunTimes();
  private final Supplier<Lane> lanes;
  private final Observed<Integer> rehearsed = new Observed<>(0);
  private final RunBook book = new RunBook(Runtime.getRuntime().maxMemory() / 4);
  private final Deque<Job> queue = new ArrayDeque<>();
  private final Observed<List<Job>> jobs = new Observed<>(List.of());
  private final Object lock = new Object();
  private final List<Consumer<Result>> resultListeners = new CopyOnWriteArrayList<>();
  private final Runnable leaveThread;
  private Lane lane;
  private @Nullable Job running;
  private @Nullable Object occupied;
  private final Map<String, Job> unrehearsed = new LinkedHashMap<>();
  private Methods.@Nullable Subscription changes;

  /**
   * Begins with nothing to do.
   *
   * @param worker where computations run one after the other
   * @param leaveThread lets what waits for the worker run on another thread from now on, for its
   *     thread does not come back
   * @param kept where results are found that were computed before
   * @param reader where they are looked for before anyone asks to compute them
   * @param sample windows on which is measured, unasked, how long a method takes; 0 for none
   * @param nanoTime the clock that it is measured with
   */
  AnalysisRuns(
      Observed<Optional<Methods>> methods,
      Observed<Optional<ModelRuntime>> runtime,
      Observed<Optional<Subjects>> subjects,
      Executor worker,
      Runnable leaveThread,
      KeptResults kept,
      Executor reader,
      int sample,
      LongSupplier nanoTime) {
    this.methods = methods;
    this.worker = worker;
    this.kept = kept;
    this.reader = reader;
    this.leaveThread = leaveThread;
    this.lanes =
        () -> {
          SessionPool sessions = new SessionPool(SESSIONS);
          Execution execution =
              new Execution(runtime::get, subjects::get, sessions, times, this::results, nanoTime);
          return new Lane(sessions, execution, new Rehearsal(execution, times, sample, nanoTime));
        };
    this.lane = lanes.get();
    methods.onChange(this::follow);
    follow(methods.get());
    runtime.onChange(service -> worker.execute(this::closeSessions));
  }

  /** What a thread computes with; another thread needs another. */
  private record Lane(SessionPool sessions, Execution execution, Rehearsal rehearsal) {}

  /**
   * A view's interest in requests. Computations that nobody is interested in any more are
   * cancelled.
   */
  public final class Claim implements AutoCloseable {
    /** Replaces what the view is interested in. */
    public void show(List<RunRequest> requests) {
      synchronized (lock) {
        Set<RunRequest> wanted = new LinkedHashSet<>(requests);
        for (RunRequest request : wanted) {
          book.page(request).claims.add(this);
        }
        for (RunRequest free : book.release(this, wanted)) {
          end(free);
        }
        book.tidy();
        tell();
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
    synchronized (lock) {
      return book.page(request).state;
    }
  }

  /** The job that runs, then those that wait, in their order. */
  public Observed<List<Job>> jobs() {
    return jobs;
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
    return rehearsed;
  }

  /** Tells of every new result, on any thread; the listener must be quick. */
  void onResult(Consumer<Result> listener) {
    resultListeners.add(listener);
  }

  /** Finds out which of these need not be computed, where nobody has asked to compute them. */
  public void seek(List<RunRequest> requests) {
    synchronized (lock) {
      for (RunRequest request : requests) {
        RunBook.Page page = book.page(request);
        Optional<InstalledMethod<?, ?>> method = installed(request);
        if (page.state.get() instanceof RunState.Missing
            && method.isPresent()
            && kept.mayHold(request)) {
          Job job = new Job(request, method.get(), page.state);
          page.job = job;
          page.state.set(new RunState.Sought());
          reader.execute(() -> sought(job));
        }
      }
    }
  }

  /** Whatever happens to the search, nobody waits for it for ever. */
  private void sought(Job job) {
    Optional<RunState.Done> found = Optional.empty();
    try {
      found = kept.find(job.request(), job.method());
    } finally {
      settle(job, found);
    }
  }

  /** Nobody waits for what was given up meanwhile, and what is computed finds it by itself. */
  private void settle(Job job, Optional<RunState.Done> found) {
    synchronized (lock) {
      RunBook.Page page = book.find(job.request());
      if (page == null || page.job != job || !(page.state.get() instanceof RunState.Sought)) {
        return;
      }
      page.state.set(found.isPresent() ? found.get() : new RunState.Missing());
      found.ifPresent(result -> outdate(job));
      book.tidy();
    }
    found.ifPresent(result -> tell(result.content()));
  }

  private void tell(Result result) {
    resultListeners.forEach(heard -> heard.accept(result));
  }

  /** Computes these before all that wait, in this order, unless they are computed already. */
  public void start(List<RunRequest> requests) {
    synchronized (lock) {
      List<Job> added = new ArrayList<>();
      for (RunRequest request : requests) {
        RunBook.Page page = book.page(request);
        if (!page.isBusy() && !(page.state.get() instanceof RunState.Done)) {
          prepare(request, page).ifPresent(added::add);
        } else if (page.job != null && queue.remove(page.job)) {
          added.add(page.job);
        }
      }
      stopRehearsal();
      for (int i = added.size() - 1; i >= 0; i--) {
        queue.addFirst(added.get(i));
        worker.execute(this::next);
      }
      tell();
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
    synchronized (lock) {
      requests.forEach(this::end);
      tell();
    }
  }

  /** Cancels everything, forgets all results and closes the sessions. */
  public void clear() {
    synchronized (lock) {
      stopRehearsal();
      unrehearsed.clear();
      queue.clear();
      if (running != null) {
        expectEnd(running);
      }
      book.drop(job -> true);
      tell();
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
      if (page.job == running) {
        expectEnd(page.job);
      }
      page.job = null;
    }
  }

  private void next() {
    Job job;
    Lane mine;
    synchronized (lock) {
      job = queue.pollFirst();
      mine = lane;
      running = job;
      occupied = job;
      tell();
    }
    if (job != null) {
      Optional<RunState.Done> found =
          kept.mayHold(job.request()) ? kept.find(job.request(), job.method()) : Optional.empty();
      RunState end =
          found.isPresent()
              ? found.get()
              : mine.execution().compute(job.request(), job.method(), job.progress());
      synchronized (lock) {
        if (mine != lane) {
          mine.sessions().closeAll();
          return;
        }
        job.publish(end);
        end.result().ifPresent(result -> outdate(job));
        running = null;
        occupied = null;
        book.tidy();
        if (end instanceof RunState.Done done && found.isEmpty()) {
          unrehearsed.put(job.request().method(), job);
          if (job.state().get() == end) {
            kept.keep(job.request(), job.method(), done.content());
          }
        }
        tell();
      }
      end.result().ifPresent(this::tell);
      rehearse();
    }
  }

  private void stopRehearsal() {
    lane.rehearsal().stop();
    if (occupied == lane.rehearsal()) {
      expectEnd(occupied);
    }
  }

  /** What does not end although it was told to does not hold up the rest for longer than this. */
  private void expectEnd(Object told) {
    CompletableFuture.delayedExecutor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
        .execute(() -> leave(told));
  }

  /** The thread keeps its sessions, which it closes if it ever comes back. */
  void leave(@Nullable Object told) {
    synchronized (lock) {
      if (told != null && occupied == told) {
        LOG.log(
            Level.WARNING,
            "A computation was cancelled and did not end within {0} s; others go on without it.",
            PATIENCE.toSeconds());
        lane = lanes.get();
        occupied = null;
        running = null;
        leaveThread.run();
        tell();
      }
    }
  }

  private Lane lane() {
    synchronized (lock) {
      return lane;
    }
  }

  private void closeSessions() {
    lane().sessions().closeAll();
  }

  private List<Result> results() {
    synchronized (lock) {
      return book.results();
    }
  }

  /** What is made of other results is no longer true when there is one more. */
  private void outdate(Job fresh) {
    if (needsResults(fresh.request().method())) {
      return;
    }
    book.outdate(
        request ->
            needsResults(request.method())
                && request.checkpoint().sha256().equals(fresh.request().checkpoint().sha256()));
  }

  private boolean needsResults(String method) {
    return methods
        .get()
        .flatMap(installed -> installed.findInstalled(method))
        .map(found -> found.info().needs().contains(Info.Need.RESULTS))
        .orElse(false);
  }

  /** With what was computed last of each method: what came after it may have failed. */
  private void rehearse() {
    Job job;
    Lane mine;
    synchronized (lock) {
      mine = lane;
      unrehearsed.values().removeIf(done -> !mine.rehearsal().isDue(done.request()));
      if (!queue.isEmpty() || unrehearsed.isEmpty()) {
        return;
      }
      job = unrehearsed.values().iterator().next();
      mine.rehearsal().begin();
      occupied = mine.rehearsal();
    }
    boolean measured = mine.rehearsal().run(job.request(), job.method());
    synchronized (lock) {
      if (mine != lane) {
        mine.sessions().closeAll();
        return;
      }
      occupied = null;
      if (measured) {
        unrehearsed.remove(job.request().method(), job);
      }
    }
    rehearsed.update(count -> count + 1);
    worker.execute(this::rehearse);
  }

  private void tell() {
    List<Job> now = new ArrayList<>();
    if (running != null && running.state().get().isBusy()) {
      now.add(running);
    }
    now.addAll(queue);
    jobs.set(List.copyOf(now));
  }

  private synchronized void follow(Optional<Methods> service) {
    if (changes != null) {
      changes.close();
      changes = null;
    }
    if (service.isPresent()) {
      changes = service.get().onChange(this::dropUninstalled);
    }
    dropUninstalled();
  }

  /** Results of a method that went away or was updated hold on to its old classes. */
  private void dropUninstalled() {
    synchronized (lock) {
      Set<Object> installed = new HashSet<>();
      methods
          .get()
          .ifPresent(m -> m.installed().forEach(method -> installed.add(method.service())));
      unrehearsed.clear();
      if (running != null && !installed.contains(running.method().service())) {
        expectEnd(running);
      }
      queue.removeIf(job -> !installed.contains(job.method().service()));
      book.drop(job -> !installed.contains(job.method().service()));
      tell();
    }
  }
}
