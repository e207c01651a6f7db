package org.loupe.workbench.internal.application;

import org.eclipse.e4.core.di.annotations.CanExecute;
import org.eclipse.e4.core.di.annotations.Execute;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Text;
import org.loupe.workbench.internal.core.WorkbenchCore;

/** View &gt; Clear Selection, in all views at once. */
public final class ClearSelectionHandler {
  @CanExecute
  boolean isPossible(WorkbenchCore core) {
    return !core.selection().selection().get().positions().isEmpty() && !isSearching();
  }

  /** A search field that holds something is cleared by the same key, and that comes first. */
  private static boolean isSearching() {
    return Display.getCurrent() != null
        && Display.getCurrent().getFocusControl() instanceof Text field
        && (field.getStyle() & SWT.SEARCH) != 0
        && field.getCharCount() > 0;
  }

  @Execute
  void clear(WorkbenchCore core) {
    core.selection().clear();
  }
}
