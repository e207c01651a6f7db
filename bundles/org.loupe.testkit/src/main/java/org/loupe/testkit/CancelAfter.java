package org.loupe.testkit;

import java.util.ArrayList;
import java.util.List;
import org.loupe.model.Progress;

/**
 * A progress that is cancelled after some reports and remembers them all, to test that an analyzer
 * reports and stops.
 */
public final class CancelAfter implements Progress {
  private final int reports;
  private final List<String> seen = new ArrayList<>();

  /** Cancelled as soon as that many reports were made; 0 is cancelled from the start. */
  public CancelAfter(int reports) {
    this.reports = reports;
  }

  @Override
  public synchronized void report(String task, long done, long total) {
    seen.add(task + " " + done + "/" + total);
  }

  @Override
  public synchronized boolean isCancelled() {
    return seen.size() >= reports;
  }

  /** The reports so far: {@code saliency 16/32}. */
  public synchronized List<String> seen() {
    return List.copyOf(seen);
  }
}
