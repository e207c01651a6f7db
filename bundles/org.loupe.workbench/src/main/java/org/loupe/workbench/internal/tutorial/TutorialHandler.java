package org.loupe.workbench.internal.tutorial;

import org.eclipse.e4.core.di.annotations.Execute;
import org.eclipse.e4.ui.workbench.modeling.EPartService;
import org.eclipse.e4.ui.workbench.modeling.EPartService.PartState;

/** Help &gt; Tutorial. */
public final class TutorialHandler {
  private static final String PART = "loupe.part.tutorial";

  @Execute
  void open(EPartService parts) {
    show(parts);
  }

  /** Brings the tutorial to the front. */
  public static void show(EPartService parts) {
    parts.showPart(PART, PartState.ACTIVATE);
  }
}
