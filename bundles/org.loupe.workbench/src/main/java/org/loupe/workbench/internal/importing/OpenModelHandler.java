package org.loupe.workbench.internal.importing;

import java.nio.file.Path;
import org.eclipse.e4.core.di.annotations.Execute;
import org.eclipse.swt.widgets.Shell;
import org.jspecify.annotations.Nullable;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.opening.Opening;

/** File &gt; Open My Model. */
public final class OpenModelHandler {
  @Execute
  void open(Shell shell, WorkbenchCore core, Opening opening) {
    open(shell, core, opening, null, null);
  }

  /**
   * Opens the wizard; returns at once.
   *
   * @param model filled in, or null
   * @param data filled in, or null
   */
  public static void open(
      Shell shell, WorkbenchCore core, Opening opening, @Nullable Path model, @Nullable Path data) {
    new ModelDialog(shell, new ModelWizard(core, opening, model, data)).open();
  }
}
