package org.loupe.batch.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.loupe.analysis.DelegatingSubject;
import org.loupe.analysis.Forwards;
import org.loupe.analysis.Subject;
import org.loupe.model.LoupeException;
import org.loupe.model.Progress;
import org.loupe.model.Windows;

/**
 * Measures how long methods take that have no result yet, on a few windows, in about a minute at
 * most; what it computes is thrown away.
 */
final class Rehearsal {
  private static final Logger LOG = System.getLogger(Rehearsal.class.getName());

  /** A sample, and a smaller one that tells what does not grow with windows. */
  private static final int WINDOWS = 16;

  private static final int FEW = 4;

  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Duration ALL = Duration.ofSeconds(60);

  private final Services services;
  private final EngineOptions engine;
  private final Console console;
  private final BooleanSupplier cancelled;

  Rehearsal(Services services, EngineOptions engine, Console console, BooleanSupplier cancelled) {
    this.services = services;
    this.engine = engine;
    this.console = console;
    this.cancelled = cancelled;
  }

  /**
   * Measures what the forecast does not know yet and tells it.
   *
   * @throws CancellationException if the work itself is not wanted any more
   */
  void run(Plan plan, Forecast forecast) {
    Set<String> tried = new HashSet<>();
    long end = System.nanoTime() + ALL.toNanos();
    try (StatusLine line = new StatusLine(console, System::nanoTime);
        SharedSession session = new SharedSession(services.subjects(), engine.session())) {
      for (Plan.Item item : plan.due()) {
        Unit unit = item.unit();
        boolean known = forecast.of(unit).filter(estimate -> !estimate.bound()).isPresent();
        boolean small = unit.windows().size() <= WINDOWS;
        if (!known
            && !small
            && !unit.isOfResults()
            && System.nanoTime() < end
            && tried.add(unit.method().info().id())) {
          line.show(() -> "measuring how long " + unit.method().info().id() + " takes");
          measure(unit, session, new Analysis(services, plan.folder(), cancelled), forecast);
        }
      }
    }
  }

  private void measure(Unit unit, SharedSession session, Analysis analysis, Forecast forecast) {
    Unit few = sample(unit, FEW);
    Unit sample = sample(unit, WINDOWS);
    try {
      // Opening is not measured: it is done once for all methods.
      if (!unit.isComparison()) {
        session.of(few).get(0).session();
      }
      Watched watched = new Watched();
      time(few, session, analysis, watched);
      Duration warm = time(few, session, analysis, watched);
      forecast.times().addFew(few.work(forecast.device()), warm);
      forecast
          .times()
          .add(sample.work(forecast.device()), time(sample, session, analysis, watched));
    } catch (CancellationException e) {
      if (cancelled.getAsBoolean()) {
        throw e;
      }
      LOG.log(Level.DEBUG, unit.title() + " takes too long for a rehearsal", e);
    } catch (LoupeException e) {
      // What is wrong is said when it is computed in earnest; some methods need more windows.
      LOG.log(Level.DEBUG, unit.title() + " cannot be rehearsed", e);
    }
  }

  private Duration time(Unit unit, SharedSession session, Analysis analysis, Progress progress)
      throws LoupeException {
    List<Subject> subjects = new ArrayList<>();
    session.of(unit).forEach(subject -> subjects.add(new Alone(subject)));
    long start = System.nanoTime();
    analysis.compute(unit.method(), unit, subjects, progress);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static Unit sample(Unit unit, int windows) {
    int[] numbers = unit.windows().numbers();
    return unit.on(
        new Windows(
            unit.windows().dataset(), Arrays.copyOf(numbers, Math.min(windows, numbers.length))));
  }

  /** Shares no forwards: the next method would seem quicker than it is. */
  private record Alone(Subject subject) implements DelegatingSubject {
    @Override
    public Forwards forwards() {
      return Forwards.NONE;
    }
  }

  /** Nobody watches, but it ends in time. */
  private final class Watched implements Progress {
    private final long end = System.nanoTime() + LONGEST.toNanos();

    @Override
    public void report(String task, long done, long total) {
      // It is over before anybody could read it.
    }

    @Override
    public boolean isCancelled() {
      return cancelled.getAsBoolean() || System.nanoTime() > end;
    }
  }
}
