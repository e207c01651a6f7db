package org.loupe.workbench.internal.explorer;

import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.eclipse.e4.core.di.annotations.Creatable;
import org.eclipse.e4.ui.workbench.modeling.EPartService;
import org.eclipse.e4.ui.workbench.modeling.EPartService.PartState;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.widgets.Shell;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.project.Project;
import org.loupe.workbench.internal.core.CompareList;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.preferences.Settings;
import org.loupe.workbench.internal.views.MethodViews;
import org.loupe.workbench.internal.windows.SliceDialog;

/** What people do with a line of the tree. */
@Creatable
public final class NodeActions {
  private static final Logger LOG = System.getLogger(NodeActions.class.getName());

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
    String name = slice.slice().name();
    if (!settings.asksBeforeDeleting() || confirms(name, shell)) {
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

  private static boolean confirms(String name, Shell shell) {
    MessageDialog dialog =
        new MessageDialog(
            shell,
            "Delete Slice",
            null,
            "Delete slice '" + name + "'? Its windows stay.",
            MessageDialog.QUESTION,
            0,
            "Delete",
            "Cancel");
    return dialog.open() == 0;
  }

  private void choose(Project.Slice slice) {
    String dataset = core.workspace().dataset().get().value().map(Dataset::name).orElse("");
    if (!dataset.equals(slice.dataset())) {
      core.notices()
          .tell(
              "Slice '"
                  + slice.name()
                  + "' is of dataset '"
                  + slice.dataset()
                  + "'; choose that dataset first.");
      return;
    }
    try {
      core.workspace().chooseWindows("slice:" + slice.name());
    } catch (BadInputException e) {
      LOG.log(Level.WARNING, e.getMessage());
    }
  }
}
