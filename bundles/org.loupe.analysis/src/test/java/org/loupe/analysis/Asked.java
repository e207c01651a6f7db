package org.loupe.analysis;

import org.loupe.model.Progress;

/** Counts how often work asks whether to go on. */
final class Asked implements Progress {
  private int times;

  @Override
  public void report(String task, long done, long total) {
    // nobody watches
  }

  @Override
  public boolean isCancelled() {
    times++;
    return false;
  }

  int times() {
    return times;
  }
}
