package org.loupe.workbench.internal.core;

/**
 * Numbers the projects that people ask for, so that what is read for an earlier one is dropped.
 *
 * <p>Its monitor guards what is read: every change of that is made in here, one after the other,
 * and listeners hear of it before the next change. Nothing is read from files meanwhile.
 */
final class Wishes {
  private int latest;

  /**
   * Puts a new wish in place of the one before.
   *
   * @param change gives up what belonged to that one
   * @return the number of the new wish
   */
  synchronized int next(Runnable change) {
    latest++;
    change.run();
    return latest;
  }

  /** The number of the latest wish. */
  synchronized int latest() {
    return latest;
  }

  /** Whether a wish is still the latest. */
  synchronized boolean isLatest(int wish) {
    return wish == latest;
  }

  /** Changes something unless there was another wish since; returns whether it is the latest. */
  synchronized boolean ifLatest(int wish, Runnable change) {
    if (wish == latest) {
      change.run();
    }
    return wish == latest;
  }

  /** Changes something whatever is wished. */
  synchronized void change(Runnable change) {
    change.run();
  }
}
