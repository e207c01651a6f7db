package org.loupe.workbench.internal.importing;

import java.lang.System.Logger;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.wizard.IWizardContainer;
import org.loupe.model.LoupeException;
import org.loupe.model.Progress;
import org.loupe.workbench.internal.core.Sentences;

/** Work that takes its time, away from the UI thread, with progress and cancel in the wizard. */
final class Work {
  private static final Logger LOG = System.getLogger(Work.class.getName());

  private Work() {}

  /** What takes its time. */
  @FunctionalInterface
  interface Task {
    /** Does it. */
    void run(Progress progress) throws LoupeException;
  }

  /**
   * Runs a task while the wizard shows its progress.
   *
   * @param what in words that begin a sentence: 'Reading the data'
   * @return why it failed, in a sentence; empty if it is done
   */
  static Optional<String> run(IWizardContainer wizard, String what, Task task) {
    try {
      wizard.run(
          true,
          true,
          monitor -> {
            try {
              task.run(new Monitored(monitor, what));
            } catch (LoupeException | RuntimeException e) {
              throw new InvocationTargetException(e);
            }
          });
      return Optional.empty();
    } catch (InvocationTargetException e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      return Optional.of(
          reason instanceof CancellationException
              ? what + " was cancelled."
              : Sentences.of(LOG, what, reason));
    } catch (InterruptedException e) {
      return Optional.of(what + " was cancelled.");
    }
  }

  /** A progress as JFace shows it: in parts of a thousand, with what is done in words. */
  private static final class Monitored implements Progress {
    private static final int PARTS = 1000;

    private final IProgressMonitor monitor;
    private String task = "";
    private int shown;

    Monitored(IProgressMonitor monitor, String what) {
      this.monitor = monitor;
      monitor.beginTask(what + " …", IProgressMonitor.UNKNOWN);
    }

    @Override
    public synchronized void report(String newTask, long done, long total) {
      if (!newTask.equals(task)) {
        task = newTask;
        shown = 0;
        monitor.beginTask(
            Character.toUpperCase(task.charAt(0)) + task.substring(1) + " …",
            total > 0 ? PARTS : IProgressMonitor.UNKNOWN);
      }
      int parts = total > 0 ? (int) (PARTS * done / total) : 0;
      if (parts > shown) {
        monitor.worked(parts - shown);
        shown = parts;
      }
      if (total > 0) {
        monitor.subTask(done + " of " + total);
      }
    }

    @Override
    public boolean isCancelled() {
      return monitor.isCanceled();
    }
  }
}
