package org.loupe.workbench.internal.help;

import org.eclipse.e4.core.di.annotations.Execute;
import org.eclipse.e4.ui.workbench.modeling.EPartService;
import org.loupe.workbench.internal.core.WorkbenchCore;

/** F1: the help page of the view that people look at. */
public final class HelpHandler {
  @Execute
  void open(WorkbenchCore core, HelpBook book, EPartService parts) {
    book.show(core.active().method().get().orElse(HelpBook.CONTENTS), parts);
  }
}
