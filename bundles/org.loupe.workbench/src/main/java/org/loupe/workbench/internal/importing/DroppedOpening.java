package org.loupe.workbench.internal.importing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.swt.widgets.Shell;
import org.loupe.workbench.internal.core.CheckpointEdits;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.extensions.ExtensionChanges;
import org.loupe.workbench.internal.opening.Opening;
import org.loupe.workbench.internal.widgets.Follow;
import org.loupe.workbench.internal.widgets.Question;

/**
 * Opens files that were dropped, wherever in the window: a project is opened, a model or data open
 * the wizard, an extension is installed when people agree; models that are dropped among the
 * compared checkpoints join the project. Files are looked at on a worker.
 */
public final class DroppedOpening {
  private final WorkbenchCore core;
  private final Opening opening;
  private final ExtensionChanges changes;

  /** Opens nothing yet. */
  public DroppedOpening(WorkbenchCore core, Opening opening, ExtensionChanges changes) {
    this.core = core;
    this.opening = opening;
    this.changes = changes;
  }

  /** Opens them; returns at once. */
  public void open(Shell shell, List<Path> files) {
    core.files()
        .execute(
            () -> {
              DroppedFiles found = DroppedFiles.of(files);
              Follow.later(shell, () -> open(shell, found));
            });
  }

  /**
   * Adds models to the open project and compares them; opens everything else. One that is another
   * model may become a project of its own. Returns at once.
   *
   * @param place among the compared checkpoints, counted from 0
   */
  public void compare(Shell shell, List<Path> files, int place) {
    if (core.workspace().project().get().value().isEmpty()) {
      open(shell, files);
      return;
    }
    core.files()
        .execute(
            () -> {
              List<Path> others = new ArrayList<>();
              int at = place;
              for (Path file : files) {
                if (DroppedFiles.of(List.of(file)).model() == null) {
                  others.add(file);
                } else {
                  core.checkpoints().add(file, at++, outcome -> told(shell, file, outcome));
                }
              }
              if (!others.isEmpty()) {
                DroppedFiles found = DroppedFiles.of(others);
                Follow.later(shell, () -> open(shell, found));
              }
            });
  }

  private void told(Shell shell, Path file, CheckpointEdits.Outcome outcome) {
    if (outcome instanceof CheckpointEdits.Joined joined) {
      core.notices().tell(words(joined));
    } else if (outcome instanceof CheckpointEdits.Refused refused) {
      Follow.later(shell, () -> refuse(shell, file, refused.sentence()));
    }
  }

  private static String words(CheckpointEdits.Joined joined) {
    String name = "checkpoint '" + joined.name() + "'";
    return (joined.added()
            ? "Added " + name + " to the project; Edit ▸ Undo takes it away."
            : "The project has this file as " + name + ".")
        + (joined.compared() ? "" : " It is not compared: there is room for no more.");
  }

  private void refuse(Shell shell, Path file, String why) {
    Question.ask(
            shell,
            new Question.Words(
                "Not a Checkpoint of This Project", why, List.of(), "Open as a New Project…"))
        .thenAccept(
            agreed -> {
              if (agreed) {
                OpenModelHandler.open(shell, core, opening, file, null);
              }
            });
  }

  private void open(Shell shell, DroppedFiles found) {
    Path project = found.project();
    if (project != null) {
      opening.open(project);
    } else if (found.model() != null || found.data() != null) {
      OpenModelHandler.open(shell, core, opening, found.model(), found.data());
    } else if (found.extension() != null) {
      changes.install(shell, found.extension().toString());
    } else {
      Question.ask(
          shell,
          new Question.Words(
              "Nothing to Open",
              "Loupe does not know what "
                  + found.otherNames()
                  + (found.others().size() == 1 ? " is." : " are.")
                  + " It opens the folder of a project (with loupe.json), models (.pt, .pth,"
                  + " .safetensors), data (.npz, .csv, .pt) and extensions (.jar, .zip, index.xml).",
              List.of(),
              ""));
      return;
    }
    if (!found.others().isEmpty()) {
      core.notices().tell("Left out what is not known: " + found.otherNames());
    }
  }
}
