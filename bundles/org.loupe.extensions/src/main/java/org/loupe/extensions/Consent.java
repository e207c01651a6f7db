package org.loupe.extensions;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Asks a person whether bundles may be installed that nobody known vouches for. */
@ConsumerType
@FunctionalInterface
public interface Consent {
  /**
   * Called by the thread that commits.
   *
   * @param bundles never empty; each with its signer, where it has one whom nobody known vouches
   *     for
   * @return whether all of them may be installed
   */
  boolean isGiven(List<PlannedBundle> bundles);
}
