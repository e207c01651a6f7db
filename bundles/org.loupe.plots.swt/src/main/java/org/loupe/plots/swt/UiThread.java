package org.loupe.plots.swt;

import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;

/** The way from other threads to that of a control, for as long as there is one. Any thread. */
final class UiThread {
  private final Control control;
  private final Display display;

  /** Leads to the thread of a control; created on that thread. */
  UiThread(Control control) {
    this.control = control;
    display = control.getDisplay();
  }

  Display display() {
    return display;
  }

  /** Runs a task on the UI thread, unless the control is gone by then. */
  void run(Runnable task) {
    run(task, () -> {});
  }

  /** Runs a task on the UI thread, or another one there if the control is gone by then. */
  void run(Runnable task, Runnable gone) {
    unlessClosing(() -> display.asyncExec(() -> (control.isDisposed() ? gone : task).run()));
  }

  /** Does what needs the display, which may go meanwhile; then nobody waits for it any more. */
  void unlessClosing(Runnable task) {
    try {
      task.run();
    } catch (SWTException e) {
      if (e.code != SWT.ERROR_DEVICE_DISPOSED) {
        throw e;
      }
    }
  }
}
