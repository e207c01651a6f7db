package org.loupe.workbench.internal.widgets;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.loupe.analysis.Methods.Subscription;
import org.loupe.workbench.internal.core.Observed;

/** Brings changes of observed values to the UI thread. */
public final class Follow {
  private Follow() {}

  /**
   * Gives the value to the consumer now and, on the UI thread, after every change until the control
   * is disposed. Changes that come faster than the UI thread takes them are one.
   */
  public static <T> void observed(Control owner, Observed<T> observed, Consumer<T> consumer) {
    Subscription subscription = changes(owner, observed, consumer);
    owner.addDisposeListener(event -> subscription.close());
    consumer.accept(observed.get());
  }

  /** As {@link #observed}, without the value at this moment, and ended by the caller. */
  public static <T> Subscription changes(
      Control owner, Observed<T> observed, Consumer<T> consumer) {
    Runnable tell = coalesced(owner, () -> consumer.accept(observed.get()));
    return observed.onChange(value -> tell.run());
  }

  /**
   * A task that any thread may call and that runs on the UI thread, once for all calls made before
   * it runs, unless the control is disposed.
   */
  public static Runnable coalesced(Control owner, Runnable task) {
    Display display = owner.getDisplay();
    AtomicBoolean pending = new AtomicBoolean();
    return () -> {
      if (pending.compareAndSet(false, true)) {
        async(
            display,
            () -> {
              pending.set(false);
              if (!owner.isDisposed()) {
                task.run();
              }
            });
      }
    };
  }

  /** Runs a task on the UI thread, soon, unless the control is disposed by then. Any thread. */
  public static void later(Control owner, Runnable task) {
    try {
      async(
          owner.getDisplay(),
          () -> {
            if (!owner.isDisposed()) {
              task.run();
            }
          });
    } catch (SWTException e) {
      if (!owner.isDisposed()) {
        throw e;
      }
    }
  }

  private static void async(Display display, Runnable task) {
    try {
      display.asyncExec(task);
    } catch (SWTException e) {
      // The window is closing: there is nobody left to tell.
      if (!display.isDisposed()) {
        throw e;
      }
    }
  }
}
