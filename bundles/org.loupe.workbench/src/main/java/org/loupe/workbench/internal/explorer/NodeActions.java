package org.loupe.workbench.internal.explorer;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.e4.core.di.annotations.Creatable;
import org.eclipse.e4.ui.workbench.modeling.EPartService;
import org.eclipse.e4.ui.workbench.modeling.EPartService.PartState;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.program.Program;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.Shell;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.project.Project;
import org.loupe.project.ResultRequest;
import org.loupe.project.WindowExpression;
import org.loupe.workbench.internal.core.CompareList;
import org.loupe.workbench.internal.core.OpenProject;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.preferences.Settings;
import org.loupe.workbench.internal.views.MethodViews;
import org.loupe.workbench.internal.windows.SliceDialog;

/** What people do with a line of the tree. */
@Creatable
public final class NodeActions {
  private final WorkbenchCore core;
  private final EPartService parts;
  private final Settings settings;

  /** Made by e4. */
  @Inject
  public NodeActions(WorkbenchCore core, EPartService parts, Settings settings) {
    this.core = core;
    this.parts = parts;
    this.settings = settings;
  }

  /** Does what a double-click means. */
  void open(@Nullable Node node) {
    if (node instanceof Node.OfMethod method && method.method().view() != null) {
      parts.showPart(MethodViews.partId(method.method().info().id()), PartState.ACTIVATE);
    } else if (node instanceof Node.OfDataset dataset) {
      core.workspace().chooseDataset(dataset.name());
    } else if (node instanceof Node.OfSlice slice) {
      choose(slice.slice());
    } else if (node instanceof Node.OfResult result) {
      open(result.listed().result().asked());
    } else if (node instanceof Node.OfCheckpoint checkpoint) {
      if (checkpoint.entry().usable().isEmpty()) {
        // The log says why it cannot be used.
        parts.showPart("loupe.part.log", PartState.ACTIVATE);
      }
      toggle(node);
    }
  }

  /** Adds a checkpoint to those that are compared, or takes it out. */
  void toggle(Node node) {
    if (node instanceof Node.OfCheckpoint checkpoint) {
      CompareList compare = core.compare();
      if (isCompared(checkpoint)) {
        compare.remove(checkpoint.entry().name());
      } else {
        checkpoint.entry().usable().ifPresent(compare::add);
      }
    }
  }

  /** Makes a checkpoint the baseline. */
  void baseline(Node.OfCheckpoint checkpoint) {
    core.compare().baseline(checkpoint.entry().name());
  }

  /** Whether a checkpoint is compared. */
  boolean isCompared(Node.OfCheckpoint checkpoint) {
    return core.compare().comparison().get().find(checkpoint.entry().name()).isPresent();
  }

  /** Asks for another name of a slice. */
  void rename(Node.OfSlice slice, Shell shell) {
    if (isReadOnly()) {
      return;
    }
    String name = slice.slice().name();
    new SliceDialog(
            shell,
            "Rename Slice",
            "Another name for slice '" + name + "'",
            name,
            (to, told) -> core.slices().rename(name, to, told))
        .open();
  }

  /** Deletes a slice; asks before, unless people prefer not to be asked. */
  void delete(Node.OfSlice slice, Shell shell) {
    if (isReadOnly()) {
      return;
    }
    String name = slice.slice().name();
    if (!settings.asksBeforeDeleting()
        || isConfirmed(shell, "Delete Slice", "Delete slice '" + name + "'? Its windows stay.")) {
      core.slices()
          .delete(
              name,
              problem ->
                  core.notices()
                      .tell(
                          problem.orElse(
                              "Deleted slice '" + name + "'; Edit ▸ Undo brings it back.")));
    }
  }

  /** Says why nothing is changed, where that is so. */
  private boolean isReadOnly() {
    readOnly().ifPresent(core.notices()::tell);
    return readOnly().isPresent();
  }

  private static boolean isConfirmed(Shell shell, String title, String question) {
    return new MessageDialog(
                shell, title, null, question, MessageDialog.QUESTION, 0, "Delete", "Cancel")
            .open()
        == 0;
  }

  /** Asks whether a result is to go. */
  void delete(Node.OfResult result, Shell shell) {
    if (isReadOnly()) {
      return;
    }
    String name = result.listed().name();
    String question = "Delete result '" + name + "' with its figures and arrays?";
    if (isConfirmed(shell, "Delete Result", question)) {
      core.results().delete(result.listed(), problem -> tellDeleted(name, problem));
    }
  }

  /** Asks whether a result that cannot be read is to go. */
  void delete(Node.OfDamaged damaged, Shell shell) {
    if (isReadOnly()) {
      return;
    }
    String name = damaged.name();
    String question = "Delete what is left of result '" + name + "'? It cannot be read.";
    if (isConfirmed(shell, "Delete Result", question)) {
      core.results()
          .delete(name, damaged.damaged().folder(), problem -> tellDeleted(name, problem));
    }
  }

  private void tellDeleted(String name, Optional<String> problem) {
    core.notices().tell(problem.orElse("Deleted result '" + name + "'"));
  }

  /** Says why the project may only be read; empty if it may be changed. */
  Optional<String> readOnly() {
    return core.workspace().project().get().value().flatMap(OpenProject::refusal);
  }

  /** Asks for a folder and copies a result there. */
  void export(Node.OfResult result, Shell shell) {
    DirectoryDialog dialog = new DirectoryDialog(shell, SWT.SAVE);
    dialog.setText("Export Result");
    dialog.setMessage("Where to put arrays (NumPy), tables (CSV) and figures (SVG)");
    String chosen = dialog.open();
    if (chosen != null) {
      Path to = Path.of(chosen);
      core.results()
          .export(
              result.listed(),
              to,
              problem ->
                  core.notices()
                      .tell(problem.orElse("Exported to " + to.resolve(result.listed().name()))));
    }
  }

  /** Opens the folder with the system's own program. */
  void showFiles(Path place) {
    String folder = place.toString();
    if (!Program.launch(folder)) {
      core.notices().tell("No program here shows folders; the result is in " + folder);
    }
  }

  /** Chooses what the result was asked for by, and shows the method's view. */
  private void open(ResultRequest asked) {
    if (!choose("This result", asked.dataset(), WindowExpression.of(asked.windows()))) {
      return;
    }
    core.workspace().seed().set(asked.seed());
    core.edits().changes(asked.method()).set(asked.parameters());
    List<String> names = asked.checkpoints();
    core.workspace().project().get().value().stream()
        .flatMap(open -> open.usable().stream())
        .filter(checkpoint -> names.contains(checkpoint.name()))
        .forEach(core.compare()::add);
    if (names.size() > 1) {
      core.compare().baseline(names.get(0));
    }
    parts.showPart(MethodViews.partId(asked.method()), PartState.ACTIVATE);
  }

  private void choose(Project.Slice slice) {
    choose("Slice '" + slice.name() + "'", slice.dataset(), "slice:" + slice.name());
  }

  private boolean choose(String what, String dataset, String windows) {
    String chosen = core.workspace().dataset().get().value().map(Dataset::name).orElse("");
    if (!chosen.equals(dataset)) {
      core.notices().tell(what + " is of dataset '" + dataset + "'; choose that dataset first.");
      return false;
    }
    try {
      core.workspace().chooseWindows(windows);
      return true;
    } catch (BadInputException e) {
      core.notices().tell(e.getMessage());
      return false;
    }
  }
}
