package org.loupe.workbench.internal.core;

import java.lang.System.Logger;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.project.Project;
import org.loupe.project.Slices;

/** Changes the slices of the open project, away from the UI thread. */
public final class SliceEdits {
  private static final Logger LOG = System.getLogger(SliceEdits.class.getName());

  private final Workspace workspace;
  private final Observed<Optional<Slices>> service;
  private final Executor worker;

  SliceEdits(Workspace workspace, Observed<Optional<Slices>> service, Executor worker) {
    this.workspace = workspace;
    this.service = service;
    this.worker = worker;
  }

  @FunctionalInterface
  private interface Change {
    List<Project.Slice> apply(Slices slices, Project project) throws BadInputException;
  }

  /**
   * Saves windows of the chosen dataset under a name.
   *
   * @param windows an expression
   * @param told is told, on the worker thread, what is wrong; nothing if it is saved
   */
  public void save(String name, String windows, Consumer<Optional<String>> told) {
    String dataset = workspace.dataset().get().value().map(Dataset::name).orElse("");
    change(
        "Saving slice '" + name + "'",
        (slices, project) -> slices.save(project, new Project.Slice(name, dataset, windows)),
        told);
  }

  /** Gives a slice another name; told as by {@link #save}. */
  public void rename(String from, String to, Consumer<Optional<String>> told) {
    change(
        "Renaming slice '" + from + "'",
        (slices, project) -> slices.rename(project, from, to),
        told);
  }

  /** Takes a slice away; told as by {@link #save}. */
  public void delete(String name, Consumer<Optional<String>> told) {
    change(
        "Deleting slice '" + name + "'", (slices, project) -> slices.delete(project, name), told);
  }

  private void change(String what, Change change, Consumer<Optional<String>> told) {
    worker.execute(
        () -> {
          Optional<OpenProject> open = workspace.project().get().value();
          Optional<Slices> slices = service.get();
          if (open.isEmpty() || slices.isEmpty()) {
            told.accept(
                Optional.of(
                    open.isEmpty()
                        ? "No project is open."
                        : "The bundle that writes projects, org.loupe.project, is not running."));
            return;
          }
          Optional<String> problem = Optional.empty();
          try {
            List<Project.Slice> now = change.apply(slices.get(), open.get().project());
            workspace.takeSlices(open.get(), now);
          } catch (BadInputException | RuntimeException e) {
            problem = Optional.of(Sentences.of(LOG, what, e));
          }
          told.accept(problem);
        });
  }
}
