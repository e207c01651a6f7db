package org.loupe.workbench.internal.core;

import java.util.Optional;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Result;

/** Where results that were computed are found again, also by another run of the program. */
interface KeptResults {
  /** Nothing is kept. */
  KeptResults NONE =
      new KeptResults() {
        @Override
        public boolean mayHold(RunRequest request) {
          return false;
        }

        @Override
        public Optional<RunState.Done> find(RunRequest request, InstalledMethod<?, ?> method) {
          return Optional.empty();
        }

        @Override
        public void keep(RunRequest request, InstalledMethod<?, ?> method, Result result) {}
      };

  /** Whether there is a point in looking for the result of a request; answers at once. */
  boolean mayHold(RunRequest request);

  /**
   * The result of a request, if it is there and what it was computed of is still the same. Reads
   * files.
   */
  Optional<RunState.Done> find(RunRequest request, InstalledMethod<?, ?> method);

  /** Keeps what was computed, if that is worth it; does not wait. */
  void keep(RunRequest request, InstalledMethod<?, ?> method, Result result);
}
