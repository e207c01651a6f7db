package org.loupe.batch.internal;

import org.jspecify.annotations.Nullable;
import org.loupe.model.LoupeException;
import org.loupe.project.StoredResult;

/**
 * What became of a unit: either a result or a failure.
 *
 * @param unit what was wanted
 * @param result what is there now, or null
 * @param failure why it is not, or null
 */
record Outcome(Unit unit, @Nullable StoredResult result, @Nullable LoupeException failure) {
  /**
   * The result.
   *
   * @throws LoupeException the failure
   */
  StoredResult get() throws LoupeException {
    if (failure != null) {
      throw failure;
    } else if (result == null) {
      throw new IllegalStateException("nothing became of " + unit.title());
    }
    return result;
  }
}
