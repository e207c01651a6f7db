package org.loupe.workbench.internal.widgets;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;

/** Says what would happen, or what did not, in lines that can be copied, and asks. */
public final class Question extends Dialog {
  private static final int WIDTH = 640;
  private static final int MOST_LINES = 14;

  private final Words words;
  private final CompletableFuture<Boolean> answer = new CompletableFuture<>();

  /**
   * What it says.
   *
   * @param title of the window
   * @param sentence at the top
   * @param lines below it; may be none
   * @param yes on the button that agrees; empty where there is nothing to agree to
   */
  public record Words(String title, String sentence, List<String> lines, String yes) {}

  private Question(Shell parent, Words words) {
    super(parent);
    this.words = words;
    // The window goes on living: its thread must not sit in a handler for as long as people think.
    setBlockOnOpen(false);
  }

  /** Asks, on the UI thread; the answer comes there, and is no where the dialog is just closed. */
  public static CompletableFuture<Boolean> ask(Shell parent, Words words) {
    Question question = new Question(parent, words);
    question.open();
    return question.answer;
  }

  @Override
  protected void configureShell(Shell shell) {
    super.configureShell(shell);
    shell.setText(words.title());
    shell.addListener(SWT.Dispose, event -> answer.complete(false));
    Ids.mark(shell, "question");
  }

  @Override
  protected void okPressed() {
    answer.complete(true);
    super.okPressed();
  }

  @Override
  protected boolean isResizable() {
    return true;
  }

  @Override
  protected Control createDialogArea(Composite parent) {
    Composite area = (Composite) super.createDialogArea(parent);
    Label sentence = new Label(area, SWT.WRAP);
    sentence.setText(Styles.plain(words.sentence()));
    GridData wide = new GridData(SWT.FILL, SWT.TOP, true, false);
    wide.widthHint = WIDTH;
    sentence.setLayoutData(wide);
    Ids.mark(sentence, "question.sentence");
    if (!words.lines().isEmpty()) {
      Text lines = new Text(area, SWT.MULTI | SWT.READ_ONLY | SWT.WRAP | SWT.V_SCROLL | SWT.BORDER);
      lines.setText(String.join("\n", words.lines()));
      GridData data = new GridData(SWT.FILL, SWT.FILL, true, true);
      data.widthHint = WIDTH;
      int shown = Math.min(MOST_LINES, 2 + 2 * words.lines().size());
      data.heightHint = lines.getLineHeight() * shown;
      lines.setLayoutData(data);
      Ids.mark(lines, "question.lines", "What changes");
    }
    return area;
  }

  @Override
  protected void createButtonsForButtonBar(Composite parent) {
    if (!words.yes().isEmpty()) {
      Ids.mark(createButton(parent, IDialogConstants.OK_ID, words.yes(), true), "question.yes");
    }
    Ids.mark(
        createButton(
            parent,
            IDialogConstants.CANCEL_ID,
            words.yes().isEmpty() ? "Close" : "Cancel",
            words.yes().isEmpty()),
        "question.no");
  }
}
