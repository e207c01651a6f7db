package org.loupe.workbench.internal.quick;

import org.eclipse.e4.core.di.annotations.Execute;
import org.eclipse.swt.widgets.Shell;

/** Opens quick access by its keys. */
public final class QuickHandler {
  @Execute
  void open(Shell shell, QuickAccess quick) {
    quick.open(shell);
  }
}
