package org.loupe.workbench.internal.extensions;

import org.eclipse.e4.core.di.annotations.Execute;
import org.eclipse.e4.ui.workbench.modeling.EPartService;
import org.eclipse.e4.ui.workbench.modeling.EPartService.PartState;

/** Help &gt; Extensions. */
public final class ExtensionsHandler {
  private static final String PART = "loupe.part.extensions";

  /** Shows the part. */
  @Execute
  public static void show(EPartService parts) {
    parts.showPart(PART, PartState.ACTIVATE);
  }
}
