package org.loupe.workbench.internal.core;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.loupe.model.Progress;

/** How far the reading of a dataset is, in words, not more often than people can read. */
final class ReadingProgress implements Progress {
  private static final long PAUSE = 500_000_000L;

  private final Consumer<String> told;
  private final BooleanSupplier cancelled;
  private long next = System.nanoTime() + PAUSE;

  ReadingProgress(Consumer<String> told, BooleanSupplier cancelled) {
    this.told = told;
    this.cancelled = cancelled;
  }

  @Override
  public synchronized void report(String task, long done, long total) {
    long now = System.nanoTime();
    if (now - next >= 0) {
      next = now + PAUSE;
      told.accept(total > 0 && !task.contains(": ") ? task + ": " + done + " of " + total : task);
    }
  }

  @Override
  public boolean isCancelled() {
    return cancelled.getAsBoolean();
  }
}
