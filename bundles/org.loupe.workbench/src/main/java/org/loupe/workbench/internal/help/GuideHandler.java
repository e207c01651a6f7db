package org.loupe.workbench.internal.help;

import org.eclipse.e4.core.di.annotations.CanExecute;
import org.eclipse.e4.core.di.annotations.Execute;
import org.eclipse.e4.ui.workbench.modeling.EPartService;

/** Help &gt; User Guide. */
public final class GuideHandler {
  @CanExecute
  boolean isThere(HelpBook book) {
    return book.hasGuide();
  }

  @Execute
  void open(HelpBook book, EPartService parts) {
    book.show(HelpBook.GUIDE, parts);
  }
}
