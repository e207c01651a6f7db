package org.loupe.workbench.internal.undo;

import org.eclipse.e4.core.di.annotations.CanExecute;
import org.eclipse.e4.core.di.annotations.Execute;

/** Edit &gt; Redo. */
public final class RedoHandler {
  @CanExecute
  boolean isPossible(EditHistory history) {
    return history.names().get().redo().isPresent();
  }

  @Execute
  void redo(EditHistory history) {
    history.redo();
  }
}
