package org.loupe.workbench.internal.core;

import java.lang.System.Logger;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.loupe.analysis.Methods.Subscription;
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
  private final Edits edits = new Edits();

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
    Project.Slice slice = new Project.Slice(name, dataset, windows);
    edit("saving slice " + name, saving(slice), () -> deleting(name), told);
  }

  /** Gives a slice another name; told as by {@link #save}. */
  public void rename(String from, String to, Consumer<Optional<String>> told) {
    edit("renaming slice " + from, renaming(from, to), () -> renaming(to, from), told);
  }

  /** Takes a slice away; told as by {@link #save}. */
  public void delete(String name, Consumer<Optional<String>> told) {
    edit("deleting slice " + name, deleting(name), () -> restoring(name), told);
  }

  /** Tells of every edit that was made. */
  public Subscription onEdit(Consumer<Edits.Edit> listener) {
    return edits.onEdit(listener);
  }

  private Edits.Action saving(Project.Slice slice) {
    return () ->
        change(
            "Saving slice '" + slice.name() + "'",
            (slices, project) -> slices.save(project, slice));
  }

  /** Brings back what the slice of that name is at this moment. */
  private Edits.Action restoring(String name) {
    return workspace.slices().get().stream()
        .filter(slice -> slice.name().equals(name))
        .findFirst()
        .map(this::saving)
        .orElse(() -> Optional.of("What slice '" + name + "' was is not known."));
  }

  private Edits.Action renaming(String from, String to) {
    return () ->
        change(
            "Renaming slice '" + from + "'", (slices, project) -> slices.rename(project, from, to));
  }

  private Edits.Action deleting(String name) {
    return () ->
        change("Deleting slice '" + name + "'", (slices, project) -> slices.delete(project, name));
  }

  /**
   * Makes an edit on the worker.
   *
   * @param inverse asked for just before the edit
   */
  private void edit(
      String name,
      Edits.Action action,
      Supplier<Edits.Action> inverse,
      Consumer<Optional<String>> told) {
    worker.execute(
        () -> {
          Edits.Action back = inverse.get();
          Optional<String> problem = action.run();
          if (problem.isEmpty()) {
            edits.tell(new Edits.Edit(name, back, action));
          }
          told.accept(problem);
        });
  }

  /** Changes the file; returns what is wrong, or nothing. Waits for the file. */
  private Optional<String> change(String what, Change change) {
    Optional<OpenProject> open = workspace.project().get().value();
    Optional<Slices> slices = service.get();
    if (open.isEmpty() || slices.isEmpty()) {
      return Optional.of(
          open.isEmpty()
              ? "No project is open."
              : "The bundle that writes projects, org.loupe.project, is not running.");
    }
    Optional<String> refusal = open.get().refusal();
    if (refusal.isPresent()) {
      return refusal;
    }
    try {
      workspace.takeSlices(open.get(), change.apply(slices.get(), open.get().project()));
      return Optional.empty();
    } catch (BadInputException | RuntimeException e) {
      return Optional.of(Sentences.of(LOG, what, e));
    }
  }
}
