package org.loupe.method.ablation.internal;

import org.loupe.model.Progress;

/** Tells of several evaluations as of one work, so that the remaining time is that of all. */
final class Stages {
  private final Progress progress;
  private final String task;
  private final long total;
  private long before;

  /**
   * @param total windows of all evaluations together
   */
  Stages(Progress progress, String task, long total) {
    this.progress = progress;
    this.task = task;
    this.total = total;
    // Opening the model is no measure of how long the windows take.
    progress.report(task, 0, total);
  }

  /** The progress of the next evaluation, of that many windows. */
  Progress next(long windows) {
    long from = before;
    before += windows;
    return new Progress() {
      @Override
      public void report(String part, long done, long all) {
        progress.report(task, Math.min(total, from + done), total);
      }

      @Override
      public boolean isCancelled() {
        return progress.isCancelled();
      }
    };
  }
}
