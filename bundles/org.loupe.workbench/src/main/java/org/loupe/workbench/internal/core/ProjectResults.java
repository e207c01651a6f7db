package org.loupe.workbench.internal.core;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.loupe.analysis.Info;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.ParameterSchema;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Result;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import org.loupe.model.Progress;
import org.loupe.project.Freshness;
import org.loupe.project.ResultRequest;
import org.loupe.project.Results;
import org.loupe.project.StoredResult;
import org.loupe.project.Subjects;

/**
 * Results in the folder {@code results} of the open project, as the commands without a window write
 * them and read them.
 *
 * <p>Not everything that is looked at is kept, or browsing would fill the project with folders:
 * only what took {@linkplain #LONG a second} or more, and what the window shows of a project by
 * itself, all windows of a dataset with the parameters that a method chooses, which is one folder
 * for each method, checkpoint and dataset. What is put together from other results, and what is
 * very large, is computed anew.
 */
final class ProjectResults implements KeptResults {
  /** What took longer is worth a folder whatever it is of. */
  static final Duration LONG = Duration.ofSeconds(1);

  /** Results with more bytes of arrays are not kept. */
  private static final long LARGEST = 256L << 20;

  /** So many requests that nothing lies there of are remembered. */
  private static final int REMEMBERED = 1000;

  private static final Logger LOG = System.getLogger(ProjectResults.class.getName());

  private final Supplier<Optional<OpenProject>> project;
  private final Supplier<Optional<Results>> service;
  private final Supplier<Optional<Subjects>> subjects;
  private final Executor writer;
  private final Consumer<String> told;
  private final Runnable written;
  private final Observed<Boolean> keeps = new Observed<>(true);
  private final Set<RunRequest> absent =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<RunRequest, Boolean> eldest) {
                  return size() > REMEMBERED;
                }
              }));
  private volatile Optional<Path> unwritable = Optional.empty();

  /**
   * Of whatever project is open.
   *
   * @param writer where results are drawn and written
   * @param told is told once for each project whose folder cannot be written
   * @param written is run after each result that was written
   */
  ProjectResults(
      Supplier<Optional<OpenProject>> project,
      Supplier<Optional<Results>> service,
      Supplier<Optional<Subjects>> subjects,
      Executor writer,
      Consumer<String> told,
      Runnable written) {
    this.project = project;
    this.service = service;
    this.subjects = subjects;
    this.writer = writer;
    this.told = told;
    this.written = written;
  }

  /** Whether what is computed is kept; what lies there is read in any case. */
  Observed<Boolean> keeps() {
    return keeps;
  }

  /** Others may have written results since it was looked. */
  void lookAgain() {
    absent.clear();
  }

  private static Path folder(OpenProject project) {
    return project.project().folder().resolve("results");
  }

  @Override
  public boolean mayHold(RunRequest request) {
    return service.get().isPresent()
        && subjects.get().isPresent()
        && project.get().isPresent()
        && !absent.contains(request);
  }

  @Override
  public Optional<RunState.Done> find(RunRequest request, InstalledMethod<?, ?> method) {
    Optional<Results> results = service.get();
    Optional<Subjects> factory = subjects.get();
    Optional<OpenProject> open = project.get();
    if (results.isEmpty() || factory.isEmpty() || open.isEmpty() || isOfResults(method)) {
      absent.add(request);
      return Optional.empty();
    }
    Optional<RunState.Done> found = Optional.empty();
    try {
      found = read(results.get(), factory.get(), folder(open.get()), request, method);
    } catch (LoupeException | RuntimeException | LinkageError | VirtualMachineError e) {
      LOG.log(Level.WARNING, "A stored result is computed again: " + e.getMessage(), e);
    }
    if (found.isEmpty()) {
      absent.add(request);
    }
    return found;
  }

  private static <R extends Result> Optional<RunState.Done> read(
      Results results,
      Subjects factory,
      Path folder,
      RunRequest request,
      InstalledMethod<?, R> method)
      throws LoupeException {
    Optional<StoredResult> stored = results.find(folder, asked(factory, request, method));
    if (stored.isEmpty() || !isFresh(stored.get().provenance(), request, method)) {
      return Optional.empty();
    }
    return results
        .read(stored.get(), method)
        .map(result -> new RunState.Done(result, stored.get().written()));
  }

  /** The request with all parameters, as it was written. */
  private static ResultRequest asked(
      Subjects factory, RunRequest request, InstalledMethod<?, ?> method) throws BadInputException {
    List<Subjects.OpenSubject> open = new ArrayList<>();
    try {
      for (Checkpoint checkpoint : request.checkpoints()) {
        open.add(factory.of(checkpoint, request.windows(), request.seed(), request.options()));
      }
      return new ResultRequest(
          request.method(),
          ParameterSchema.toMap(AskedParameters.of(method, request, open)),
          request.seed(),
          request.checkpoints().stream().map(Checkpoint::name).toList(),
          request.windows().dataset().name(),
          request.windows().numbers());
    } finally {
      open.forEach(Subjects.OpenSubject::close);
    }
  }

  /** Only where there is a candidate the dataset, which may be large, is looked through. */
  private static boolean isFresh(
      Provenance provenance, RunRequest request, InstalledMethod<?, ?> method)
      throws BadInputException {
    request.windows().dataset().identify(Progress.none());
    Freshness freshness =
        new Freshness(
            id -> Optional.of(method),
            name ->
                request.checkpoints().stream().filter(each -> each.name().equals(name)).findFirst(),
            name -> Optional.of(request.windows().dataset().sha256()));
    return freshness.stale(provenance).isEmpty();
  }

  private static boolean isOfResults(InstalledMethod<?, ?> method) {
    return method.info().needs().contains(Info.Need.RESULTS);
  }

  @Override
  public void keep(RunRequest request, InstalledMethod<?, ?> method, Result result) {
    Optional<Results> results = service.get();
    Optional<Subjects> factory = subjects.get();
    Optional<OpenProject> open = project.get();
    if (!keeps.get()
        || results.isEmpty()
        || factory.isEmpty()
        || open.isEmpty()
        || open.get().readOnly().isPresent()
        || unwritable.equals(Optional.of(folder(open.get())))
        || !method.resultType().isInstance(result)
        || !isWorthKeeping(request, method, result)) {
      return;
    }
    writer.execute(
        () -> {
          write(results.get(), factory.get(), folder(open.get()), request, method, result);
          absent.remove(request);
        });
  }

  private static boolean isWorthKeeping(
      RunRequest request, InstalledMethod<?, ?> method, Result result) {
    boolean opensWith =
        request.parameters().isEmpty()
            && request.windows().size() > 1
            && request.windows().size() == request.windows().dataset().size();
    boolean took = result.provenance().duration().compareTo(LONG) >= 0;
    return (opensWith || took) && !isOfResults(method) && RunBook.bytes(result) <= LARGEST;
  }

  private <R extends Result> void write(
      Results results,
      Subjects factory,
      Path folder,
      RunRequest request,
      InstalledMethod<?, R> method,
      Result result) {
    if (unwritable.equals(Optional.of(folder))) {
      return;
    }
    try {
      ResultRequest answered = asked(factory, request, method).answeredBy(result.provenance());
      Path place = results.place(folder, answered, Set.of());
      results.requireWritable(place);
      results.write(place, answered, result, method.figures(method.resultType().cast(result)));
      written.run();
    } catch (BadInputException e) {
      unwritable = Optional.of(folder);
      LOG.log(Level.INFO, "Results are kept in memory only: " + e.getMessage());
      told.accept("Results are not kept in the project: its folder cannot be written.");
    } catch (RuntimeException | LinkageError e) {
      LOG.log(
          Level.WARNING, "A result of bundle " + method.bundle() + " is kept in memory only.", e);
    }
  }
}
