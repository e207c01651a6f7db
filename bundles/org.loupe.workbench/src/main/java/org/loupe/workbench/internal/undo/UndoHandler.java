package org.loupe.workbench.internal.undo;

import org.eclipse.e4.core.di.annotations.CanExecute;
import org.eclipse.e4.core.di.annotations.Execute;

/** Edit &gt; Undo. */
public final class UndoHandler {
  @CanExecute
  boolean isPossible(EditHistory history) {
    return history.names().get().undo().isPresent();
  }

  @Execute
  void undo(EditHistory history) {
    history.undo();
  }
}
