package org.loupe.workbench.internal.analysis;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import org.eclipse.swt.widgets.Control;
import org.loupe.workbench.internal.core.Troubles;

/**
 * Tells people which view does not come back. Counted second by second: one in which the whole
 * machine stood still is no more than one. UI thread.
 */
final class AnswerWatch {
  private static final Logger LOG = System.getLogger(AnswerWatch.class.getName());
  private static final int SECONDS = 10;

  private final Control control;
  private final String bundle;
  private final Troubles troubles;
  private final Consumer<String> onLate;
  private boolean waiting;
  private int answers;

  /**
   * Watches while a control is there.
   *
   * @param bundle whose view it is
   * @param onLate told, in a sentence, that the view does not answer
   */
  AnswerWatch(Control control, String bundle, Troubles troubles, Consumer<String> onLate) {
    this.control = control;
    this.bundle = bundle;
    this.troubles = troubles;
    this.onLate = onLate;
  }

  /** The view was asked. */
  void asked() {
    waiting = true;
    expect(answers, SECONDS);
  }

  /** The view came back. */
  void answered() {
    waiting = false;
    answers++;
    // On a slow machine nothing need be wrong with it.
    troubles.withdraw(bundle, sentence());
  }

  private void expect(int answer, int seconds) {
    if (control.isDisposed() || !waiting || answers != answer) {
      return;
    } else if (seconds > 0) {
      control.getDisplay().timerExec(1000, () -> expect(answer, seconds - 1));
      return;
    }
    LOG.log(Level.WARNING, sentence());
    troubles.tell(bundle, sentence());
    onLate.accept(sentence());
  }

  private String sentence() {
    return "The view of bundle " + bundle + " has not answered for " + SECONDS + " s.";
  }
}
