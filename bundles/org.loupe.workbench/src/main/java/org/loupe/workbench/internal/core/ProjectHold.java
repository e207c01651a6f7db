package org.loupe.workbench.internal.core;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.project.ProjectLocks;
import org.loupe.project.ProjectLocks.Claim;
import org.loupe.project.ProjectLocks.Held;

/** The lock of the project that this window has open. Thread-safe; every call writes a file. */
final class ProjectHold {
  private final Observed<Optional<ProjectLocks>> service;
  private @Nullable Held held;

  ProjectHold(Observed<Optional<ProjectLocks>> service) {
    this.service = service;
  }

  /**
   * Takes the lock of a project in place of the one before.
   *
   * @return what came of it; empty where the service is not running, which also writes
   */
  synchronized Optional<Claim> take(Path folder) {
    release();
    Optional<Claim> claim = service.get().map(locks -> locks.take(folder));
    held = claim.orElse(null) instanceof Held taken ? taken : null;
    return claim;
  }

  /** Lets others take it, if it is held. */
  synchronized void release() {
    Held lock = held;
    if (lock != null) {
      held = null;
      lock.close();
    }
  }
}
