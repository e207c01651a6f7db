package org.loupe.workbench.internal.application;

import org.eclipse.e4.core.di.annotations.CanExecute;
import org.eclipse.e4.core.di.annotations.Execute;
import org.loupe.workbench.internal.core.WorkbenchCore;

/** View &gt; Clear Selection, in all views at once. */
public final class ClearSelectionHandler {
  @CanExecute
  boolean isPossible(WorkbenchCore core) {
    return !core.selection().selection().get().positions().isEmpty();
  }

  @Execute
  void clear(WorkbenchCore core) {
    core.selection().clear();
  }
}
