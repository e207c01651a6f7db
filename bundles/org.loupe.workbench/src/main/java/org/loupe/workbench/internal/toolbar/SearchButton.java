package org.loupe.workbench.internal.toolbar;

import org.eclipse.core.commands.ParameterizedCommand;
import org.eclipse.e4.core.commands.ECommandService;
import org.eclipse.e4.ui.bindings.EBindingService;
import org.eclipse.jface.bindings.TriggerSequence;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.loupe.workbench.internal.quick.QuickAccess;
import org.loupe.workbench.internal.widgets.Ids;

/** The field at the right of the top line that opens quick access. */
final class SearchButton {
  private final Button button;

  SearchButton(
      Composite parent, QuickAccess quick, ECommandService commands, EBindingService bindings) {
    button = new Button(parent, SWT.PUSH | SWT.LEFT);
    Ids.mark(button, "toolbar.search", "Search everywhere");
    ParameterizedCommand command = commands.createCommand(QuickAccess.COMMAND);
    TriggerSequence key = command == null ? null : bindings.getBestSequenceFor(command);
    button.setText("Search everywhere" + (key == null ? "" : "     " + key.format()));
    button.setToolTipText("Finds commands, views, checkpoints, channels, windows and help");
    button.addListener(SWT.Selection, event -> quick.open(button.getShell()));
    quick.setAnchor(button);
  }

  /** The control to lay out. */
  Control control() {
    return button;
  }
}
