package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.ComparisonMethod;
import org.loupe.analysis.Info;
import org.loupe.analysis.InformedSubject;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Method;
import org.loupe.analysis.ParameterSchema;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Result;
import org.loupe.analysis.Selection;
import org.loupe.analysis.Subject;
import org.loupe.analysis.ViewState;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelException;
import org.loupe.model.Progress;
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

  /**
   * Computes on one checkpoint after the other.
   *
   * @param leftOut takes those on which it fails; the others are computed
   * @throws LoupeException if it fails on all of them
   */
  <P extends Record, R extends Result> void run(
      Method<P, R> method, Work work, LeftOut leftOut, Listing listing) throws LoupeException {
    // What a card or a folder does not allow is found before hours go by.
    for (Checkpoint checkpoint : work.checkpoints()) {
      try {
        require(method, checkpoint);
      } catch (BadInputException e) {
        leftOut.add(checkpoint.name(), e);
      }
    }
    int done = 0;
    for (Checkpoint checkpoint : work.checkpoints()) {
      if (!leftOut.has(checkpoint.name())) {
        try (OpenSubject subject = open(checkpoint, work.windows())) {
          run(method, subject, listing);
          done++;
        } catch (BadInputException | ModelException e) {
          leftOut.add(checkpoint.name(), e);
        }
      }
    }
    leftOut.requireOthers(done);
  }

  /**
   * Compares checkpoints in one go. Models are opened by need, and closed at the latest at the end.
   *
   * @param checkpoints the baseline first
   * @return the name under which the result was written: without those that were left out
   */
  <P extends Record, R extends Result> String compare(
      ComparisonMethod<P, R> method, List<Checkpoint> checkpoints, Windows windows, Listing listing)
      throws LoupeException {
    List<String> names = checkpoints.stream().map(Checkpoint::name).toList();
    for (Checkpoint checkpoint : checkpoints) {
      require(method, checkpoint.card(), Provenance.nameOf(names));
    }
    List<OpenSubject> opened = checkpoints.stream().map(each -> open(each, windows)).toList();
    try {
      List<Subject> subjects = List.copyOf(opened);
      P parameters =
          ParameterSchema.fromMap(
              method.parameterType(), changes, method.analyzer().defaults(subjects));
      R result =
          compute(
              method,
              String.join(" vs ", names),
              windows,
              progress -> method.analyzer().analyze(subjects, parameters, progress));
      String written = result.provenance().subjectName();
      Path place = place(method, written);
      listing.written(place, result, write(method, result, place));
      return written;
    } finally {
      opened.forEach(OpenSubject::close);
    }
  }

  /** A subject whose model is opened when a method wants it; to be closed. */
  OpenSubject open(Checkpoint checkpoint, Windows windows) {
    return services.subjects().of(checkpoint, windows, engine.seed, engine.session());
  }

  /** Refuses what cannot be computed or written, before anything is computed. */
  void require(Method<?, ?> method, Checkpoint checkpoint) throws BadInputException {
    require(method, checkpoint.card(), checkpoint.name());
  }

  /** The same of what is written under another name, such as that of several checkpoints. */
  void require(InstalledMethod<?, ?> method, ModelCard card, String name) throws BadInputException {
    Optional<String> unmet = method.info().unmet(card);
    if (unmet.isPresent()) {
      throw new BadInputException(unmet.get());
    }
    services.results().requireWritable(place(method, name));
  }

  private Path place(InstalledMethod<?, ?> method, String name) throws BadInputException {
    return OutputFolder.of(folder, method.info().id(), name);
  }

  /** Computes on one checkpoint and writes the result. */
  <P extends Record, R extends Result> void run(
      Method<P, R> method, Subject opened, Listing listing) throws LoupeException {
    Subject subject = method.info().needs().contains(Info.Need.RESULTS) ? informed(opened) : opened;
    P parameters = parameters(method, subject);
    String name = subject.checkpoint().name();
    R result =
        compute(
            method,
            name,
            subject.windows(),
            progress -> method.analyzer().analyze(subject, parameters, progress));
    Path written = place(method, name);
    listing.written(written, result, write(method, result, written));
  }

  /** What a method is asked for: its own parameters with the changes. */
  <P extends Record> P parameters(Method<P, ?> method, Subject subject) throws BadInputException {
    return ParameterSchema.fromMap(
        method.parameterType(), changes, method.analyzer().defaults(subject));
  }

  /** A line that shows progress; to be closed. */
  ProgressLine line(String what, Windows windows) {
    return new ProgressLine(console, what + standing, windows.size(), cancelled);
  }

  private Subject informed(Subject subject) throws BadInputException {
    return new InformedSubject(
        subject, services.results().stored(folder, subject.checkpoint().name()));
  }

  private <P extends Record, R extends Result> List<Figure> write(
      InstalledMethod<P, R> method, R result, Path written) throws LoupeException {
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
              + innermost(e)
              + "); the log in the state folder has more.",
          e);
    }
  }

  /** What began it: of a class that cannot be initialised, the outermost says nothing. */
  private static Throwable innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static CancellationException cancelled(Throwable cause) {
    CancellationException cancelled = new CancellationException();
    cancelled.initCause(cause);
    return cancelled;
  }

  /** A method with all that it needs but a progress. */
  @FunctionalInterface
  private interface Computation<R> {
    R with(Progress progress) throws LoupeException;
  }

  private <R extends Result> R compute(
      InstalledMethod<?, R> method, String name, Windows windows, Computation<R> computation)
      throws LoupeException {
    try (ProgressLine progress = line(name, windows)) {
      R result = computation.with(progress);
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
              + windows.describe()
              + "; choose fewer with --windows.",
          e);
    }
  }
}
