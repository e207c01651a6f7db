package org.loupe.workbench.internal.core;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Methods;
import org.loupe.analysis.Methods.Subscription;

/** Tells of methods that come and go, alone or with the service that knows them. Thread-safe. */
public final class MethodChanges implements AutoCloseable {
  private final Observed<Optional<Methods>> service;
  private final Runnable changed;
  private final Subscription services;
  private @Nullable Subscription methods;

  /**
   * Tells of what there is at first, too.
   *
   * @param changed told on any thread; asks the service for what there is now
   */
  public MethodChanges(Observed<Optional<Methods>> service, Runnable changed) {
    this.service = service;
    this.changed = changed;
    this.services = service.onChange(now -> follow());
    follow();
  }

  @Override
  public synchronized void close() {
    services.close();
    unfollow();
  }

  private synchronized void follow() {
    unfollow();
    methods = service.get().map(present -> present.onChange(changed)).orElse(null);
    changed.run();
  }

  private synchronized void unfollow() {
    if (methods != null) {
      methods.close();
      methods = null;
    }
  }
}
