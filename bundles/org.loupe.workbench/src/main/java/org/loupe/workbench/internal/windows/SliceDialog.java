package org.loupe.workbench.internal.windows;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;
import org.loupe.workbench.internal.widgets.Follow;
import org.loupe.workbench.internal.widgets.Ids;

/** Asks for the name of a slice; stays open, with the reason, while the name cannot be used. */
public final class SliceDialog extends InputDialog {
  private final BiConsumer<String, Consumer<Optional<String>>> action;

  /**
   * A dialog.
   *
   * @param action is given the name, and whom to tell, on any thread, what is wrong with it
   */
  public SliceDialog(
      Shell parent,
      String title,
      String message,
      String name,
      BiConsumer<String, Consumer<Optional<String>>> action) {
    super(parent, title, message, name, text -> text.isBlank() ? "Write a name." : null);
    this.action = action;
    // The window goes on living: its thread must not sit in a handler for as long as people think.
    setBlockOnOpen(false);
  }

  @Override
  protected void configureShell(Shell shell) {
    super.configureShell(shell);
    Ids.mark(shell, "slice");
  }

  @Override
  protected void createButtonsForButtonBar(Composite parent) {
    super.createButtonsForButtonBar(parent);
    Ids.mark(getText(), "slice.name", "Name of the slice");
    Ids.mark(getButton(IDialogConstants.OK_ID), "slice.ok");
    Ids.mark(getButton(IDialogConstants.CANCEL_ID), "slice.cancel");
  }

  @Override
  protected void buttonPressed(int button) {
    if (button != IDialogConstants.OK_ID) {
      super.buttonPressed(button);
      return;
    }
    getButton(IDialogConstants.OK_ID).setEnabled(false);
    Shell shell = getShell();
    action.accept(
        getText().getText(),
        problem ->
            Follow.later(
                shell,
                () -> {
                  if (problem.isEmpty()) {
                    super.buttonPressed(button);
                  } else {
                    setErrorMessage(problem.get());
                  }
                }));
  }
}
