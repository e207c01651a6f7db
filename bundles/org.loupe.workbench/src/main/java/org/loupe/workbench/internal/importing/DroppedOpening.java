package org.loupe.workbench.internal.importing;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.swt.widgets.Shell;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.extensions.ExtensionChanges;
import org.loupe.workbench.internal.opening.Opening;
import org.loupe.workbench.internal.widgets.Follow;

/**
 * Opens files that were dropped, wherever in the window: a project is opened, a model or data open
 * the wizard, an extension is installed when people agree. Files are looked at on a worker.
 */
public final class DroppedOpening {
  private static final Logger LOG = System.getLogger(DroppedOpening.class.getName());

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

  private void open(Shell shell, DroppedFiles found) {
    Path project = found.project();
    if (project != null) {
      opening.open(project);
    } else if (found.model() != null || found.data() != null) {
      OpenModelHandler.open(shell, core, opening, found.model(), found.data());
    } else if (found.extension() != null) {
      changes.install(shell, found.extension().toString());
    } else {
      LOG.log(
          Level.WARNING,
          "What was dropped is no project, no model, no data and no extension; drop a folder with"
              + " loupe.json, a .pt, .pth, .safetensors, .npz or .csv, a .jar, .zip or an"
              + " index.xml.");
    }
  }
}
