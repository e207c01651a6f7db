package org.loupe.workbench.internal.importing;

import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.eclipse.e4.core.di.annotations.Optional;
import org.eclipse.e4.ui.di.UIEventTopic;
import org.eclipse.e4.ui.model.application.MApplication;
import org.eclipse.e4.ui.workbench.UIEvents;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetAdapter;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.FileTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.Shell;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.opening.Opening;
import org.loupe.workbench.internal.widgets.Follow;
import org.osgi.service.event.Event;

/**
 * Takes files that are dropped anywhere on the window: a project is opened, a model or data open
 * the wizard.
 */
public final class FileDrop {
  private static final Logger LOG = System.getLogger(FileDrop.class.getName());

  private final MApplication application;
  private final WorkbenchCore core;
  private final Opening opening;

  /** Made by e4. */
  @Inject
  public FileDrop(MApplication application, WorkbenchCore core, Opening opening) {
    this.application = application;
    this.core = core;
    this.opening = opening;
  }

  @Inject
  @Optional
  void started(@UIEventTopic(UIEvents.UILifeCycle.APP_STARTUP_COMPLETE) Event event) {
    if (application.getChildren().get(0).getWidget() instanceof Shell shell) {
      DropTarget target = new DropTarget(shell, DND.DROP_COPY | DND.DROP_DEFAULT | DND.DROP_LINK);
      target.setTransfer(new Transfer[] {FileTransfer.getInstance()});
      target.addDropListener(
          new DropTargetAdapter() {
            @Override
            public void dragEnter(DropTargetEvent drag) {
              drag.detail = DND.DROP_COPY;
            }

            @Override
            public void drop(DropTargetEvent drop) {
              if (drop.data instanceof String[] names) {
                dropped(shell, Arrays.stream(names).map(Path::of).toList());
              }
            }
          });
    }
  }

  private void dropped(Shell shell, List<Path> files) {
    core.files()
        .execute(
            () -> {
              DroppedFiles found = DroppedFiles.of(files);
              Follow.later(shell, () -> open(shell, found));
            });
  }

  private void open(Shell shell, DroppedFiles found) {
    Path project = found.project();
    if (project != null) {
      opening.open(project);
    } else if (found.model() != null || found.data() != null) {
      OpenModelHandler.open(shell, core, opening, found.model(), found.data());
    } else {
      LOG.log(
          Level.WARNING,
          "What was dropped is no project, no model and no data; drop a folder with loupe.json, a"
              + " .pt, .pth, .safetensors, .npz or .csv.");
    }
  }
}
