package org.loupe.workbench.internal.core;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Methods;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.project.Freshness;
import org.loupe.project.ListedResult;
import org.loupe.project.Results;

/**
 * The results that lie in the open project's folder. A worker looks at them: whether they still
 * hold takes the digest of the data, which may be read through for it.
 */
public final class ResultShelf {
  private static final Logger LOG = System.getLogger(ResultShelf.class.getName());

  private final Workspace workspace;
  private final Observed<Optional<Results>> service;
  private final Observed<Optional<Methods>> methods;
  private final Executor worker;
  private final Observed<List<ListedResult>> listed = new Observed<>(List.of());
  private final Observed<List<Results.Damaged>> damaged = new Observed<>(List.of());
  private final AtomicBoolean asked = new AtomicBoolean();

  ResultShelf(
      Workspace workspace,
      Observed<Optional<Results>> service,
      Observed<Optional<Methods>> methods,
      Executor worker) {
    this.workspace = workspace;
    this.service = service;
    this.methods = methods;
    this.worker = worker;
    workspace.project().onChange(project -> refresh());
    service.onChange(results -> refresh());
    methods.onChange(installed -> refresh());
  }

  /** What was there when it was last looked at, by method and folder. */
  public Observed<List<ListedResult>> listed() {
    return listed;
  }

  /** Those that cannot be read. */
  public Observed<List<Results.Damaged>> damaged() {
    return damaged;
  }

  /** Looks again: results are also written by others. */
  public void refresh() {
    if (asked.compareAndSet(false, true)) {
      worker.execute(
          () -> {
            asked.set(false);
            look();
          });
    }
  }

  private void look() {
    Optional<OpenProject> project = workspace.project().get().value();
    Optional<Results> results = service.get();
    if (project.isEmpty() || results.isEmpty()) {
      listed.set(List.of());
      damaged.set(List.of());
      return;
    }
    try {
      List<Results.Damaged> unreadable = new ArrayList<>();
      Path folder = project.get().project().folder().resolve("results");
      listed.set(ListedResult.of(results.get(), folder, freshness(project.get()), unreadable));
      damaged.set(List.copyOf(unreadable));
    } catch (BadInputException | RuntimeException e) {
      LOG.log(Level.WARNING, "The results of the project cannot be listed.", e);
      listed.set(List.of());
    }
  }

  /** By the files as the window has them open: reading them again takes as long as opening them. */
  private Freshness freshness(OpenProject open) {
    Map<String, Checkpoint> checkpoints =
        open.usable().stream().collect(Collectors.toMap(Checkpoint::name, Function.identity()));
    Map<String, Optional<String>> datasets = new HashMap<>();
    return new Freshness(
        this::installed,
        name -> Optional.ofNullable(checkpoints.get(name)),
        name -> datasets.computeIfAbsent(name, each -> digest(open, each)));
  }

  private Optional<String> digest(OpenProject open, String dataset) {
    try {
      Optional<Dataset> chosen = workspace.dataset().get().value();
      Dataset data =
          chosen.isPresent() && chosen.get().name().equals(dataset)
              ? chosen.get()
              : open.project().dataset(dataset);
      return Optional.of(data.sha256());
    } catch (BadInputException e) {
      // What is wrong with it is said where people choose it.
      return Optional.empty();
    }
  }

  private Optional<InstalledMethod<?, ?>> installed(String id) {
    return methods.get().flatMap(service -> service.findInstalled(id));
  }

  /**
   * Deletes a result.
   *
   * @param told is told, on the worker's thread, what is wrong; nothing if it is gone
   */
  public void delete(ListedResult result, Consumer<Optional<String>> told) {
    delete(result.name(), result.result().folder(), told);
  }

  /**
   * Deletes what lies in a folder of results, whether it can be read or not.
   *
   * @param name for people
   * @param told as by {@link #delete(ListedResult, Consumer)}
   */
  public void delete(String name, Path folder, Consumer<Optional<String>> told) {
    Optional<String> refusal = workspace.project().get().value().flatMap(OpenProject::refusal);
    if (refusal.isPresent()) {
      told.accept(refusal);
      return;
    }
    change("Deleting " + name, results -> results.delete(folder), told);
  }

  /**
   * Copies a result for other programs, into a folder of its own.
   *
   * @param to where that folder is made
   * @param told as by {@link #delete(ListedResult, Consumer)}
   */
  public void export(ListedResult result, Path to, Consumer<Optional<String>> told) {
    change(
        "Exporting " + result.name(),
        results ->
            results.export(
                result.result(),
                installed(result.result().provenance().analyzer()),
                to.resolve(result.name())),
        told);
  }

  @FunctionalInterface
  private interface Change {
    void apply(Results results) throws BadInputException;
  }

  private void change(String what, Change change, Consumer<Optional<String>> told) {
    worker.execute(
        () -> {
          Optional<Results> results = service.get();
          Optional<String> problem =
              results.isPresent()
                  ? Optional.empty()
                  : Optional.of(
                      "The bundle that reads results, org.loupe.project, is not running.");
          try {
            if (results.isPresent()) {
              change.apply(results.get());
            }
          } catch (BadInputException | RuntimeException e) {
            problem = Optional.of(Sentences.of(LOG, what, e));
          }
          look();
          told.accept(problem);
        });
  }
}
