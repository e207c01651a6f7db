package org.loupe.batch.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.loupe.analysis.InformedSubject;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Result;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelException;
import org.loupe.model.Progress;
import org.loupe.plots.Figure;
import org.loupe.project.ResultRequest;
import org.loupe.project.StoredResult;
import org.loupe.project.StoredResult.StoredFigure;

/**
 * Computes single units and writes their results. Thread-safe.
 *
 * @param folder under which results lie
 * @param cancelled whether to stop
 */
record Analysis(Services services, Path folder, BooleanSupplier cancelled) {
  /**
   * Computes a unit.
   *
   * @param subjects of its checkpoints
   * @param progress is told where it stands
   * @return what was written
   * @throws LoupeException whatever goes wrong
   */
  StoredResult run(Plan.Item item, List<Subject> subjects, Progress progress)
      throws LoupeException {
    return run(item.unit().method(), item, subjects, progress);
  }

  private <P extends Record, R extends Result> StoredResult run(
      InstalledMethod<P, R> method, Plan.Item item, List<Subject> subjects, Progress progress)
      throws LoupeException {
    Unit unit = item.unit();
    R result = compute(method, unit, informed(unit, subjects), progress);
    return write(item, result, () -> method.figures(result));
  }

  /**
   * Writes a result.
   *
   * @param figures makes its figures
   * @return what was written
   * @throws LoupeException if that fails
   */
  StoredResult write(Plan.Item item, Result result, Supplier<List<Figure>> figures)
      throws LoupeException {
    ResultRequest answered = item.request().answeredBy(result.provenance());
    Path place = place(item, answered);
    List<StoredFigure> written =
        write(item.unit().method(), answered, result, figures, place).stream()
            .map(
                figure ->
                    new StoredFigure(
                        figure.id(),
                        figure.title(),
                        figure.caption(),
                        place.resolve(figure.id() + ".svg")))
            .toList();
    return new StoredResult(
        place,
        result.provenance(),
        answered,
        result.scalars(),
        result.tables(),
        result.findings(),
        written);
  }

  /** A comparison that left a checkpoint out is the result of another request. */
  private Path place(Plan.Item item, ResultRequest answered) throws BadInputException {
    return answered.equals(item.request()) && !isTaken(item.place(), answered)
        ? item.place()
        : services.results().place(folder, answered, Set.of());
  }

  /** Another process may have put the result of another request there since it was planned. */
  private boolean isTaken(Path place, ResultRequest request) throws BadInputException {
    return Files.exists(place.resolve("result.json"))
        && services
            .results()
            .find(folder, request)
            .filter(there -> there.folder().equals(place))
            .isEmpty();
  }

  private List<Subject> informed(Unit unit, List<Subject> subjects) throws BadInputException {
    if (!unit.needsResults()) {
      return subjects;
    }
    List<Subject> informed = new ArrayList<>();
    for (Subject subject : subjects) {
      informed.add(new InformedSubject(subject, digests(subject)));
    }
    return informed;
  }

  /** One of each method, on the same windows if there is one. */
  private List<StoredResult> digests(Subject subject) throws BadInputException {
    Map<String, StoredResult> chosen = new LinkedHashMap<>();
    int[] windows = subject.windows().numbers();
    for (StoredResult each : stored(subject.checkpoint().name())) {
      chosen.merge(
          each.provenance().analyzer(),
          each,
          (first, next) -> isOn(windows, next) && !isOn(windows, first) ? next : first);
    }
    return List.copyOf(chosen.values());
  }

  private List<StoredResult> stored(String checkpoint) throws BadInputException {
    try {
      return services.results().stored(folder, checkpoint);
    } catch (BadInputException e) {
      throw new BadInputException(
          "Of '"
              + checkpoint
              + "' one of the results that this one is made of is damaged: "
              + e.getMessage()
              + " Delete it ('loupe results delete' does).",
          e);
    }
  }

  private static boolean isOn(int[] windows, StoredResult result) {
    return Arrays.equals(windows, result.asked().windows());
  }

  private List<Figure> write(
      InstalledMethod<?, ?> method,
      ResultRequest answered,
      Result result,
      Supplier<List<Figure>> figures,
      Path place)
      throws LoupeException {
    try {
      List<Figure> made = figures.get();
      services.results().write(place, answered, result, made);
      return made;
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

  /**
   * Computes and keeps nothing.
   *
   * @throws LoupeException whatever goes wrong
   */
  <P extends Record, R extends Result> R compute(
      InstalledMethod<P, R> method, Unit unit, List<Subject> subjects, Progress progress)
      throws LoupeException {
    try {
      R result = method.analyze(subjects, unit.parametersOf(method, subjects), progress);
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
              + unit.subject()
              + "' ("
              + e
              + "); the log in the state folder has more.",
          e);
    } catch (OutOfMemoryError e) {
      throw new ModelException(
          "The memory does not suffice for "
              + unit.windows().describe()
              + "; choose fewer with --windows.",
          e);
    }
  }
}
