package org.loupe.workbench.internal.core;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.loupe.analysis.Methods.Subscription;

/**
 * A value that tells when it changes. Listeners are called on the thread that changed it, always
 * with the newest value, so that the last call of two racing ones is right; they must be quick.
 *
 * @param <T> an immutable type with a sensible {@code equals}
 */
public final class Observed<T> {
  private static final Logger LOG = System.getLogger(Observed.class.getName());

  private final List<Consumer<? super T>> listeners = new CopyOnWriteArrayList<>();
  private volatile T value;

  /** Holds a value to begin with. */
  public Observed(T initial) {
    value = initial;
  }

  /** The newest value. */
  public T get() {
    return value;
  }

  /** Replaces the value; an equal one is no change. */
  public void set(T newValue) {
    update(old -> newValue);
  }

  /** Replaces the value by one made from it; the function runs under a lock and may run once. */
  public void update(UnaryOperator<T> change) {
    boolean changed;
    synchronized (this) {
      T old = value;
      value = change.apply(old);
      changed = !Objects.equals(old, value);
    }
    if (changed) {
      tell();
    }
  }

  /** Tells of changes from now on; the value at this moment is not told. */
  public Subscription onChange(Consumer<? super T> listener) {
    // Wrapped, so that the same listener subscribed twice is two subscriptions.
    Consumer<T> own = listener::accept;
    listeners.add(own);
    return () -> listeners.remove(own);
  }

  private void tell() {
    for (Consumer<? super T> listener : listeners) {
      try {
        listener.accept(value);
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "A listener failed.", e);
      }
    }
  }
}
