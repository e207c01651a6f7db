package org.loupe.workbench.internal.application;

import org.eclipse.e4.core.di.annotations.Execute;

/** View &gt; Reset Layout. */
public final class ResetLayoutHandler {
  @Execute
  void reset(Layout layout) {
    layout.reset();
  }
}
