package org.loupe.workbench.internal.core;

import java.lang.System.Logger;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.loupe.analysis.Methods.Subscription;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.project.Checkpoints;
import org.loupe.project.Project;
import org.loupe.project.Projects;

/** Adds checkpoints to the open project and compares them, away from the UI thread. */
public final class CheckpointEdits {
  private static final Logger LOG = System.getLogger(CheckpointEdits.class.getName());

  private static final String NOT_RUNNING =
      "The bundle that writes projects, org.loupe.project, is not running.";

  private final Workspace workspace;
  private final CompareList compare;
  private final Observed<Optional<Projects>> projects;
  private final Observed<Optional<Checkpoints>> service;
  private final Executor worker;
  private final Edits edits = new Edits();

  CheckpointEdits(
      Workspace workspace,
      CompareList compare,
      Observed<Optional<Projects>> projects,
      Observed<Optional<Checkpoints>> service,
      Executor worker) {
    this.workspace = workspace;
    this.compare = compare;
    this.projects = projects;
    this.service = service;
    this.worker = worker;
  }

  /** Tells of every edit that was made. */
  public Subscription onEdit(Consumer<Edits.Edit> listener) {
    return edits.onEdit(listener);
  }

  /** What became of a file that was to join the project. */
  public sealed interface Outcome {}

  /**
   * The project has it.
   *
   * @param name in the project
   * @param added false if the project had it already
   * @param compared false if as many are compared as can be
   */
  public record Joined(String name, boolean added, boolean compared) implements Outcome {}

  /**
   * The project is as it was.
   *
   * @param sentence why
   */
  public record Refused(String sentence) implements Outcome {}

  /**
   * Adds a file to the open project and compares it.
   *
   * @param place among the compared checkpoints, counted from 0
   * @param told what became of it, on the worker thread
   */
  public void add(Path file, int place, Consumer<Outcome> told) {
    worker.execute(() -> told.accept(join(file, place)));
  }

  private Outcome join(Path file, int place) {
    OpenProject before = workspace.project().get().value().orElse(null);
    Checkpoints checkpoints = service.get().orElse(null);
    if (before == null || checkpoints == null) {
      return new Refused(before == null ? "No project is open." : NOT_RUNNING);
    }
    if (before.readOnly().isPresent()) {
      return new Refused("The project is open for reading only. " + before.readOnly().get());
    }
    CompareList.Comparison compared = compare.comparison().get();
    try {
      String name = checkpoints.add(before.project(), file);
      boolean known = before.checkpoints().stream().anyMatch(each -> each.name().equals(name));
      Checkpoint checkpoint =
          known ? before.project().checkpoint(name) : reread().project().checkpoint(name);
      if (known) {
        return new Joined(name, false, compare.put(checkpoint, place));
      }
      boolean fits = compare.insert(checkpoint, place);
      CompareList.Comparison now = compare.comparison().get();
      edits.tell(
          new Edits.Edit(
              "adding checkpoint " + name,
              () -> change("Taking away " + name, name, file, false, compared),
              () -> change("Adding " + name, name, file, true, now)));
      return new Joined(name, true, fits);
    } catch (BadInputException | RuntimeException e) {
      return new Refused(Sentences.of(LOG, "Adding " + file, e));
    }
  }

  /** Makes the edit undone or done again; says what is wrong. */
  private Optional<String> change(
      String what, String name, Path file, boolean add, CompareList.Comparison compared) {
    OpenProject open = workspace.project().get().value().orElse(null);
    Checkpoints checkpoints = service.get().orElse(null);
    if (open == null || checkpoints == null) {
      return Optional.of(open == null ? "No project is open." : NOT_RUNNING);
    }
    try {
      if (add) {
        checkpoints.add(open.project(), file);
      } else {
        checkpoints.remove(open.project(), name);
        compare.restore(compared);
      }
      reread();
      if (add) {
        compare.restore(compared);
      }
      return Optional.empty();
    } catch (BadInputException | RuntimeException e) {
      return Optional.of(Sentences.of(LOG, what, e));
    }
  }

  /** The project as it is in its file now. */
  private OpenProject reread() throws BadInputException {
    OpenProject before = workspace.project().get().value().orElseThrow();
    Project project = projects.get().orElseThrow().open(before.project().folder());
    OpenProject now = ProjectReader.read(project, before.readOnly());
    workspace.takeCheckpoints(before, now);
    return now;
  }
}
