package org.loupe.method.saliency.internal;

import org.loupe.model.Progress;

/**
 * Work on a block of windows, told as part of that on all of them: what is counted per window, or
 * so many times per window, is counted on.
 *
 * @param whole who is told
 * @param from the block's first window
 * @param to behind its last
 * @param windows in all
 */
record BlockProgress(Progress whole, int from, int to, int windows) implements Progress {
  @Override
  public void report(String task, long done, long total) {
    long each = total / (to - from);
    if (each * (to - from) == total) {
      whole.report(task, from * each + done, windows * each);
    } else {
      whole.report(task, done, total);
    }
  }

  @Override
  public boolean isCancelled() {
    return whole.isCancelled();
  }
}
