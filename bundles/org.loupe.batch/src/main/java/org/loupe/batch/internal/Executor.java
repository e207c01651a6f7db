package org.loupe.batch.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.DifferencesResult;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelException;
import org.loupe.model.Progress;
import org.loupe.project.ResultRequest;
import org.loupe.project.StoredResult;

/**
 * Computes what is due of a plan: the units of one checkpoint one after the other, so that they
 * share its model and what others left, and checkpoints side by side, so that one fills the cores
 * while another works on a single one. Differences of results come when all results are there. One
 * unit's failure leaves the others as they are.
 */
final class Executor {
  private static final Logger LOG = System.getLogger(Executor.class.getName());

  private final Services services;
  private final EngineOptions engine;
  private final Console console;
  private final BooleanSupplier cancelled;

  /**
   * @param engine how models are run; its threads are the most checkpoints at a time, too
   * @param cancelled whether to stop
   */
  Executor(Services services, EngineOptions engine, Console console, BooleanSupplier cancelled) {
    this.services = services;
    this.engine = engine;
    this.console = console;
    this.cancelled = cancelled;
  }

  /**
   * Computes.
   *
   * @param forecast how long units take
   * @param listing is told of every result in the plan's order, whoever computed it and when
   * @return in the plan's order
   * @throws CancellationException if cancelled; what was done until then stays
   */
  List<Outcome> run(Plan plan, Forecast forecast, Listing listing) {
    Running running = new Running(plan, listing);
    List<Due> due = due(plan);
    try (RunProgress progress =
        new RunProgress(
            console,
            due.stream().map(each -> forecast.seconds(each.unit())).toList(),
            cancelled,
            System::nanoTime)) {
      running.begin(progress);
      for (boolean ofSides : new boolean[] {false, true}) {
        inTracks(
            due.stream().filter(each -> each.unit().isOfSides() == ofSides).toList(),
            (each, session) -> running.compute(each, session, progress));
      }
    }
    if (running.isUnfinished()) {
      throw new CancellationException();
    }
    return running.outcomes();
  }

  /**
   * An item to compute.
   *
   * @param number among those to compute
   * @param place among all of the plan
   */
  private record Due(int number, int place, Plan.Item item) {
    Unit unit() {
      return item.unit();
    }
  }

  private static List<Due> due(Plan plan) {
    List<Due> due = new ArrayList<>();
    for (int place = 0; place < plan.items().size(); place++) {
      Plan.Item item = plan.items().get(place);
      if (item.isDue()) {
        due.add(new Due(due.size(), place, item));
      }
    }
    return List.copyOf(due);
  }

  /** Does something with a unit. */
  private interface Step {
    void take(Due due, SharedSession session);
  }

  private void inTracks(List<Due> due, Step step) {
    List<List<Due>> tracks = tracks(due);
    if (tracks.isEmpty()) {
      return;
    }
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(tracks.size(), sideBySide()));
    try {
      List<Future<?>> begun = new ArrayList<>();
      for (List<Due> track : tracks) {
        begun.add(threads.submit(() -> follow(track, step)));
      }
      begun.forEach(Executor::await);
    } finally {
      threads.shutdown();
    }
  }

  private int sideBySide() {
    try {
      return engine.sideBySide(services.subjects().device(engine.session()));
    } catch (LoupeException e) {
      // Every unit is going to say so, and those that run no model are computed all the same.
      LOG.log(Level.DEBUG, "the device is not known", e);
      return 1;
    }
  }

  private void follow(List<Due> track, Step step) {
    try (SharedSession session = new SharedSession(services.subjects(), engine.session())) {
      for (Due each : track) {
        if (cancelled.getAsBoolean()) {
          return;
        }
        step.take(each, session);
      }
    }
  }

  /** A track contains what goes wrong with its units; what comes out of it is a mistake here. */
  private static void await(Future<?> track) {
    try {
      track.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** By checkpoint, what is made of results last; every comparison is a track of its own. */
  private static List<List<Due>> tracks(List<Due> due) {
    Map<Object, List<Due>> tracks = new LinkedHashMap<>();
    for (Due each : due) {
      Object track = each.unit().isComparison() ? each : each.unit().first();
      tracks.computeIfAbsent(track, key -> new ArrayList<>()).add(each);
    }
    tracks.values().forEach(t -> t.sort(Comparator.comparing(each -> each.unit().needsResults())));
    return List.copyOf(tracks.values());
  }

  /** What has become of the units so far. */
  private final class Running {
    private final Plan plan;
    private final Listing listing;
    private final Analysis analysis;
    private final @Nullable Outcome[] outcomes;
    private int listed;

    Running(Plan plan, Listing listing) {
      this.plan = plan;
      this.listing = listing;
      this.analysis = new Analysis(services, plan.folder(), cancelled);
      this.outcomes = new Outcome[plan.items().size()];
    }

    synchronized void begin(RunProgress progress) {
      for (int i = 0; i < outcomes.length; i++) {
        Plan.Item item = plan.items().get(i);
        if (!item.isDue()) {
          outcomes[i] = new Outcome(item.unit(), item.present(), null);
        }
      }
      list(progress);
    }

    void compute(Due due, SharedSession session, RunProgress progress) {
      Plan.Item item = due.item();
      StoredResult result = null;
      LoupeException failure = null;
      try {
        Progress told = progress.of(due.number(), item.unit());
        result =
            item.unit().isOfSides()
                ? compare(item, told, progress)
                : analysis.run(item, session.of(item.unit()), told);
      } catch (CancellationException e) {
        LOG.log(Level.DEBUG, item.unit().title() + " is not done", e);
        return;
      } catch (LoupeException e) {
        failure = e;
      } catch (RuntimeException | Error e) {
        failure =
            new ModelException(
                item.unit().title()
                    + " unexpectedly failed ("
                    + e
                    + "); the log in the state folder has more.",
                e);
      }
      if (failure instanceof ModelException) {
        // An engine that failed, out of memory perhaps, gets its memory back.
        session.close();
      }
      progress.end(due.number());
      end(due.place(), new Outcome(item.unit(), result, failure), progress);
    }

    private StoredResult compare(Plan.Item item, Progress told, RunProgress progress)
        throws LoupeException {
      DifferencesResult result =
          new PairedResults(
                  services,
                  plan.folder(),
                  sentence -> progress.aside(() -> console.err().println(sentence)))
              .compare(item.unit(), this::of, told);
      return analysis.write(item, result, result::figures);
    }

    private synchronized Optional<Outcome> of(ResultRequest request) {
      OptionalInt place = plan.find(request);
      return place.isPresent() ? Optional.ofNullable(outcomes[place.getAsInt()]) : Optional.empty();
    }

    private synchronized void end(int place, Outcome outcome, RunProgress progress) {
      outcomes[place] = outcome;
      list(progress);
    }

    /** In the plan's order: which of them is done first depends on the machine. */
    private void list(RunProgress progress) {
      for (; listed < outcomes.length && outcomes[listed] != null; listed++) {
        Outcome next = outcomes[listed];
        if (next.result() != null) {
          progress.aside(() -> listing.written(next.result()));
        }
      }
    }

    synchronized boolean isUnfinished() {
      return Arrays.asList(outcomes).contains(null);
    }

    synchronized List<Outcome> outcomes() {
      return List.of(outcomes);
    }
  }
}
