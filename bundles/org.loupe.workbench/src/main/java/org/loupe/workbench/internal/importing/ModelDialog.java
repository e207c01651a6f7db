package org.loupe.workbench.internal.importing;

import java.util.Map;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.wizard.ProgressMonitorPart;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;
import org.loupe.workbench.internal.widgets.Ids;

/** The wizard's dialog: pages that have something to do before they are left do it. */
final class ModelDialog extends WizardDialog {
  private static final Map<Integer, String> BUTTONS =
      Map.of(
          IDialogConstants.BACK_ID, "import.back",
          IDialogConstants.NEXT_ID, "import.next",
          IDialogConstants.FINISH_ID, "import.finish",
          IDialogConstants.CANCEL_ID, "import.cancel");

  ModelDialog(Shell parent, ModelWizard wizard) {
    super(parent, wizard);
    setHelpAvailable(false);
    // The window goes on living: its thread must not sit in a handler for as long as people think.
    setBlockOnOpen(false);
  }

  @Override
  protected void configureShell(Shell shell) {
    super.configureShell(shell);
    Ids.mark(shell, "import");
  }

  @Override
  protected void createButtonsForButtonBar(Composite parent) {
    super.createButtonsForButtonBar(parent);
    BUTTONS.forEach(
        (id, name) -> {
          Button button = getButton(id);
          if (button != null) {
            Ids.mark(button, name);
          }
        });
  }

  /** Without a stop button of its own, which has no text: the dialog's Cancel ends the work. */
  @Override
  protected ProgressMonitorPart createProgressMonitorPart(Composite parent, GridLayout layout) {
    return new ProgressMonitorPart(parent, layout, SWT.DEFAULT);
  }

  @Override
  protected void nextPressed() {
    if (getCurrentPage() instanceof Leaving leaving && !leaving.leave()) {
      return;
    }
    super.nextPressed();
  }
}
