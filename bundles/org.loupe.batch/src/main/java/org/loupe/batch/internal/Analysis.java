package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.Info;
import org.loupe.analysis.InformedSubject;
import org.loupe.analysis.Method;
import org.loupe.analysis.ParameterSchema;
import org.loupe.analysis.Result;
import org.loupe.analysis.Selection;
import org.loupe.analysis.Subject;
import org.loupe.analysis.ViewState;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelException;
import org.loupe.model.Windows;
import org.loupe.plots.Figure;
import org.loupe.project.Subjects.OpenSubject;

/**
 * Runs a method on one checkpoint after the other; each model is closed before the next is opened.
 *
 * @param folder under which results are written
 * @param changes of the method's parameters
 * @param cancelled whether to stop
 * @param standing behind a checkpoint's name while it is worked on: ' (2 of 8)', or nothing
 */
record Analysis(
    Services services,
    Path folder,
    Map<String, String> changes,
    EngineOptions engine,
    Console console,
    BooleanSupplier cancelled,
    String standing) {
  /** One method. */
  Analysis(
      Services services,
      Path folder,
      Map<String, String> changes,
      EngineOptions engine,
      Console console,
      BooleanSupplier cancelled) {
    this(services, folder, changes, engine, console, cancelled, "");
  }

  /** The same as one step of several. */
  Analysis step(int step, int of) {
    return new Analysis(
        services, folder, changes, engine, console, cancelled, " (" + step + " of " + of + ")");
  }

  <P extends Record, R extends Result> void run(Method<P, R> method, Work work, Listing listing)
      throws LoupeException {
    for (Checkpoint checkpoint : work.checkpoints()) {
      require(method, checkpoint);
    }
    for (Checkpoint checkpoint : work.checkpoints()) {
      try (OpenSubject subject = open(checkpoint, work.windows())) {
        run(method, subject, listing);
      }
    }
  }

  /** A subject whose model is opened when a method wants it; to be closed. */
  OpenSubject open(Checkpoint checkpoint, Windows windows) {
    return services.subjects().of(checkpoint, windows, engine.seed, engine.session());
  }

  /** Refuses what cannot be computed or written, before anything is computed. */
  void require(Method<?, ?> method, Checkpoint checkpoint) throws BadInputException {
    Optional<String> unmet = method.info().unmet(checkpoint.card());
    if (unmet.isPresent()) {
      throw new BadInputException(unmet.get());
    }
    services.results().requireWritable(place(method, checkpoint));
  }

  private Path place(Method<?, ?> method, Checkpoint checkpoint) throws BadInputException {
    return OutputFolder.of(folder, method.info().id(), checkpoint.name());
  }

  /** Computes on one checkpoint and writes the result. */
  <P extends Record, R extends Result> void run(
      Method<P, R> method, Subject opened, Listing listing) throws LoupeException {
    Subject subject = method.info().needs().contains(Info.Need.RESULTS) ? informed(opened) : opened;
    P parameters =
        ParameterSchema.fromMap(
            method.analyzer().parameterType(), changes, method.analyzer().defaults(subject));
    R result = compute(method, subject, parameters);
    Path written = place(method, subject.checkpoint());
    listing.written(written, result, write(method, result, written));
  }

  private Subject informed(Subject subject) throws BadInputException {
    return new InformedSubject(
        subject, services.results().stored(folder, subject.checkpoint().name()));
  }

  private <P extends Record, R extends Result> List<Figure> write(
      Method<P, R> method, R result, Path written) throws LoupeException {
    AnalysisView<R> view = method.view();
    try {
      List<Figure> figures =
          view == null ? List.of() : view.figures(result, ViewState.DEFAULT, Selection.NONE);
      services.results().write(written, result, figures);
      return figures;
    } catch (RuntimeException | LinkageError e) {
      if (cancelled.getAsBoolean()) {
        // A process that is ending refuses much of what drawing needs.
        throw cancelled(e);
      }
      throw new ModelException(
          "The figures of method '"
              + method.info().id()
              + "' of bundle "
              + method.bundle()
              + " cannot be made ("
              + e
              + "); the log in the state folder has more.",
          e);
    }
  }

  private static CancellationException cancelled(Throwable cause) {
    CancellationException cancelled = new CancellationException();
    cancelled.initCause(cause);
    return cancelled;
  }

  private <P extends Record, R extends Result> R compute(
      Method<P, R> method, Subject subject, P parameters) throws LoupeException {
    String name = subject.checkpoint().name();
    try (ProgressLine progress =
        new ProgressLine(console, name + standing, subject.windows().size(), cancelled)) {
      R result = method.analyzer().analyze(subject, parameters, progress);
      progress.checkCancelled();
      return result;
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      throw new ModelException(
          "Method '"
              + method.info().id()
              + "' of bundle "
              + method.bundle()
              + " failed on '"
              + name
              + "' ("
              + e
              + "); the log in the state folder has more.",
          e);
    } catch (OutOfMemoryError e) {
      throw new ModelException(
          "The memory does not suffice for "
              + subject.windows().describe()
              + "; choose fewer with --windows.",
          e);
    }
  }
}
