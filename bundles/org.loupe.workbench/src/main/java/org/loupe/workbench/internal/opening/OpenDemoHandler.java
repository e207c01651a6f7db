package org.loupe.workbench.internal.opening;

import org.eclipse.e4.core.di.annotations.CanExecute;
import org.eclipse.e4.core.di.annotations.Execute;

/** File &gt; Open Demo. */
public final class OpenDemoHandler {
  @CanExecute
  boolean isPossible(Opening opening) {
    return opening.demo().isPresent();
  }

  @Execute
  void open(Opening opening) {
    opening.demo().ifPresent(opening::open);
  }
}
