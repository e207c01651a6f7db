package org.loupe.workbench.internal.core;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.loupe.analysis.Methods.Subscription;

/** Asks for the view of a method to be opened. Any thread. */
public final class ViewRequests {
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

  /** Opens the view of a method, or brings it to the front. */
  public void open(String method) {
    listeners.forEach(listener -> listener.accept(method));
  }

  /** Tells of what is asked for, on the thread that asks. */
  public Subscription onOpen(Consumer<String> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}
