package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.Method;
import org.loupe.analysis.ParameterSchema;
import org.loupe.analysis.Result;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelException;
import org.loupe.model.SessionOptions;
import org.loupe.plots.Figure;
import org.loupe.project.Subjects.OpenSubject;

/**
 * Runs a method on one checkpoint after the other; each model is closed before the next is opened.
 *
 * @param folder under which results are written
 * @param changes of the method's parameters
 * @param cancelled whether to stop
 */
record Analysis(
    Services services,
    Path folder,
    Map<String, String> changes,
    long seed,
    SessionOptions options,
    Console console,
    BooleanSupplier cancelled) {

  <P extends Record, R extends Result> void run(Method<P, R> method, Work work, Report report)
      throws LoupeException {
    for (Checkpoint checkpoint : work.checkpoints()) {
      Optional<String> unmet = method.info().unmet(checkpoint.card());
      if (unmet.isPresent()) {
        throw new BadInputException(unmet.get());
      }
      services
          .results()
          .requireWritable(OutputFolder.of(folder, method.info().id(), checkpoint.name()));
    }
    for (Checkpoint checkpoint : work.checkpoints()) {
      try (OpenSubject subject =
          services.subjects().of(checkpoint, work.windows(), seed, options)) {
        run(method, subject, report);
      }
    }
  }

  private <P extends Record, R extends Result> void run(
      Method<P, R> method, OpenSubject subject, Report report) throws LoupeException {
    String id = method.info().id();
    P parameters =
        ParameterSchema.fromMap(
            method.analyzer().parameterType(), changes, method.analyzer().defaults(subject));
    R result = compute(method, subject, parameters);
    Path written = OutputFolder.of(folder, id, subject.checkpoint().name());
    report.written(written, result, write(method, result, written));
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
      Method<P, R> method, OpenSubject subject, P parameters) throws LoupeException {
    String name = subject.checkpoint().name();
    try (ProgressLine progress =
        new ProgressLine(console, name, subject.windows().size(), cancelled)) {
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
