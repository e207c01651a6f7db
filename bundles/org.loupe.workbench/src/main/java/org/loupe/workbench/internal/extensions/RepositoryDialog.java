package org.loupe.workbench.internal.extensions;

import java.util.function.Consumer;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;
import org.loupe.workbench.internal.widgets.Ids;

/** Asks where a repository is. */
final class RepositoryDialog extends InputDialog {
  private final Consumer<String> action;

  /**
   * Not open yet.
   *
   * @param action gets the address if there is one
   */
  RepositoryDialog(Shell parent, Consumer<String> action) {
    super(
        parent,
        "Add a repository",
        "The https address, or the file, of the repository's index (index.xml):",
        "",
        text -> text.isBlank() ? "Write an address or a path." : null);
    this.action = action;
    setBlockOnOpen(false);
  }

  @Override
  protected void okPressed() {
    String address = getText().getText().strip();
    super.okPressed();
    action.accept(address);
  }

  @Override
  protected void createButtonsForButtonBar(Composite parent) {
    super.createButtonsForButtonBar(parent);
    Ids.mark(getText(), "repository.address", "Address of the index");
    Ids.mark(getButton(IDialogConstants.OK_ID), "repository.ok");
    Ids.mark(getButton(IDialogConstants.CANCEL_ID), "repository.cancel");
  }
}
