package org.loupe.workbench.internal.importing;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Arrays;
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
import org.osgi.service.event.Event;

/**
 * Takes files that are dropped anywhere on the window: a project is opened, a model or data open
 * the wizard, an extension is installed when people agree.
 */
public final class FileDrop {
  private final MApplication application;
  private final DroppedOpening files;

  /** Made by e4. */
  @Inject
  public FileDrop(MApplication application, DroppedOpening files) {
    this.application = application;
    this.files = files;
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
                files.open(shell, Arrays.stream(names).map(Path::of).toList());
              }
            }
          });
    }
  }
}
