package org.loupe.workbench.internal.application;

import java.util.List;
import org.eclipse.e4.core.di.annotations.Execute;
import org.eclipse.e4.ui.model.application.ui.basic.MPart;
import org.eclipse.e4.ui.workbench.modeling.EPartService;

/** View &gt; Next Part: goes round the parts in sight, for people without a mouse. */
public final class NextPartHandler {
  @Execute
  void next(EPartService parts) {
    List<MPart> visible = parts.getParts().stream().filter(parts::isPartVisible).toList();
    if (!visible.isEmpty()) {
      int now = visible.indexOf(parts.getActivePart());
      parts.activate(visible.get((now + 1) % visible.size()), true);
    }
  }
}
