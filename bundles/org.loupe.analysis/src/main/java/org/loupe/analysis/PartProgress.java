package org.loupe.analysis;

import org.loupe.model.Progress;

/**
 * One of several equal parts of a work, told as a part of the whole.
 *
 * @param whole who is told
 * @param place of the part, counted from 0
 * @param parts how many there are
 */
record PartProgress(Progress whole, int place, int parts) implements Progress {
  @Override
  public void report(String task, long done, long total) {
    whole.report(task, place * total + done, parts * total);
  }

  @Override
  public boolean isCancelled() {
    return whole.isCancelled();
  }
}
