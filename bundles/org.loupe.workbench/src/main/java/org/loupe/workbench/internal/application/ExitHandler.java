package org.loupe.workbench.internal.application;

import org.eclipse.e4.core.di.annotations.Execute;
import org.eclipse.e4.ui.workbench.IWorkbench;

/** File &gt; Exit. */
public final class ExitHandler {
  @Execute
  void exit(IWorkbench workbench) {
    workbench.close();
  }
}
