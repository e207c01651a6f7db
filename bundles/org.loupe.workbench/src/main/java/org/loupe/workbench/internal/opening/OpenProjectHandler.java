package org.loupe.workbench.internal.opening;

import java.nio.file.Path;
import org.eclipse.e4.core.di.annotations.Execute;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.Shell;

/** File &gt; Open Project. */
public final class OpenProjectHandler {
  /** Asks for the folder; nothing happens if people think better of it. */
  @Execute
  public void open(Shell shell, Opening opening) {
    DirectoryDialog dialog = new DirectoryDialog(shell, SWT.OPEN);
    dialog.setText("Open project");
    dialog.setMessage("A project is a folder that holds a file loupe.json.");
    dialog.setFilterPath(opening.likelyFolder().toString());
    String folder = dialog.open();
    if (folder != null) {
      opening.open(Path.of(folder));
    }
  }
}
