package org.loupe.workbench.internal.core;

import java.lang.System.Logger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.loupe.analysis.Forwards;
import org.loupe.analysis.InformedSubject;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.PartialResultException;
import org.loupe.analysis.Result;
import org.loupe.analysis.RunTimes;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelException;
import org.loupe.model.ModelRuntime;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.project.Subjects;

/** Computes one request after the other, on the analysis thread. Contains whatever goes wrong. */
final class Execution {
  private static final Logger LOG = System.getLogger(Execution.class.getName());

  private final Supplier<Optional<ModelRuntime>> runtime;
  private final Supplier<Optional<Subjects>> subjects;
  private final SessionPool sessions;
  private final RunTimes times;
  private final Supplier<List<Result>> results;
  private final LongSupplier nanoTime;

  /**
   * @param results what has been computed so far, of whatever
   * @param nanoTime the clock that runs are measured with
   */
  Execution(
      Supplier<Optional<ModelRuntime>> runtime,
      Supplier<Optional<Subjects>> subjects,
      SessionPool sessions,
      RunTimes times,
      Supplier<List<Result>> results,
      LongSupplier nanoTime) {
    this.runtime = runtime;
    this.subjects = subjects;
    this.sessions = sessions;
    this.times = times;
    this.results = results;
    this.nanoTime = nanoTime;
  }

  /** Computes. */
  RunState compute(RunRequest request, InstalledMethod<?, ?> method, Progress progress) {
    try {
      progress.checkCancelled();
      request.windows().dataset().identify(progress);
      Timed timed = analyze(request, method, true, progress);
      if (!timed.shared()) {
        times.add(request.work(), timed.duration());
      }
      return new RunState.Done(timed.result());
    } catch (PartialResultException e) {
      return partial(method, e);
    } catch (CancellationException e) {
      return new RunState.Cancelled();
    } catch (ModelException e) {
      // An engine that failed, out of memory perhaps, gets its memory back.
      sessions.closeAll();
      return failed(method, e);
    } catch (LoupeException | RuntimeException | Error e) {
      return failed(method, e);
    }
  }

  /**
   * How long it takes without the opening of the session and without what others left; nobody sees
   * what comes out.
   */
  Duration time(RunRequest request, InstalledMethod<?, ?> method, Progress progress)
      throws LoupeException {
    return analyze(request, method, false, progress).duration();
  }

  /**
   * What came out.
   *
   * @param shared whether it is quick because another method had looked at the same windows
   */
  private record Timed(Result result, Duration duration, boolean shared) {}

  private Timed analyze(
      RunRequest request, InstalledMethod<?, ?> method, boolean sharing, Progress progress)
      throws LoupeException {
    ModelRuntime engine =
        runtime
            .get()
            .orElseThrow(() -> new ModelException("No bundle that runs models is active."));
    Subjects factory =
        subjects
            .get()
            .orElseThrow(() -> new ModelException("No bundle that reads datasets is active."));
    return request.others().isEmpty()
        ? one(engine, factory, request, method, sharing, progress)
        : several(factory, request, method, progress);
  }

  private Timed one(
      ModelRuntime engine,
      Subjects factory,
      RunRequest request,
      InstalledMethod<?, ?> method,
      boolean sharing,
      Progress progress)
      throws LoupeException {
    progress.report("opening " + request.checkpoint().name(), 0, 0);
    ModelSession session = sessions.session(engine, request.checkpoint(), request.options());
    try (Subjects.OpenSubject subject =
        factory.of(request.checkpoint(), request.windows(), request.seed(), request.options())) {
      progress.checkCancelled();
      Forwards forwards = sharing ? subject.forwards() : Forwards.NONE;
      long replays = forwards.replays();
      long start = nanoTime.getAsLong();
      Subject pooled = new PooledSubject(subject, session, forwards);
      Result result =
          analyze(method, request, List.of(new InformedSubject(pooled, results.get())), progress);
      Duration duration = since(start);
      return new Timed(result, duration, forwards.replays() > replays);
    }
  }

  /** A comparison opens its models when it looks at them, and releases each before the next. */
  private Timed several(
      Subjects factory, RunRequest request, InstalledMethod<?, ?> method, Progress progress)
      throws LoupeException {
    List<Subjects.OpenSubject> subjects = new ArrayList<>();
    try {
      for (Checkpoint checkpoint : request.checkpoints()) {
        subjects.add(factory.of(checkpoint, request.windows(), request.seed(), request.options()));
      }
      long start = nanoTime.getAsLong();
      Result result = analyze(method, request, List.copyOf(subjects), progress);
      return new Timed(result, since(start), false);
    } finally {
      subjects.forEach(Subjects.OpenSubject::close);
    }
  }

  private Duration since(long start) {
    return Duration.ofNanos(nanoTime.getAsLong() - start);
  }

  private static <P extends Record, R extends Result> R analyze(
      InstalledMethod<P, R> method, RunRequest request, List<Subject> subjects, Progress progress)
      throws LoupeException {
    return method.analyze(subjects, AskedParameters.of(method, request, subjects), progress);
  }

  private static RunState partial(InstalledMethod<?, ?> method, PartialResultException e) {
    try {
      return new RunState.Cancelled(
          Objects.requireNonNull(e.getMessage()), Optional.of(e.result()));
    } catch (RuntimeException | Error failure) {
      return failed(method, failure);
    }
  }

  private static RunState failed(InstalledMethod<?, ?> method, Throwable e) {
    return new RunState.Failed(
        Sentences.of(LOG, "The analysis of bundle " + method.bundle(), e),
        method.bundle(),
        e instanceof BadInputException,
        !(e instanceof LoupeException || e instanceof OutOfMemoryError));
  }
}
