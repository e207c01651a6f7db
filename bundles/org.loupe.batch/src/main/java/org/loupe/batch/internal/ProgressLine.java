package org.loupe.batch.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.loupe.analysis.RemainingTime;
import org.loupe.model.Progress;

/** Shows the progress of one work on the {@link StatusLine}. */
final class ProgressLine implements Progress, AutoCloseable {
  private final StatusLine line;
  private final String of;
  private final int windows;
  private final BooleanSupplier cancelled;
  private final RemainingTime remaining;

  ProgressLine(Console console, String of, int windows, BooleanSupplier cancelled) {
    this(console, of, windows, cancelled, System::nanoTime);
  }

  ProgressLine(
      Console console, String of, int windows, BooleanSupplier cancelled, LongSupplier nanoTime) {
    this.line = new StatusLine(console, nanoTime);
    this.of = of;
    this.windows = windows;
    this.cancelled = cancelled;
    this.remaining = new RemainingTime(nanoTime);
  }

  @Override
  public synchronized void report(String task, long done, long total) {
    Optional<Duration> left = remaining.update(task, done, total);
    line.show(() -> text(task, of, done, total, windows) + (done < total ? text(left) : ""));
  }

  private static String text(Optional<Duration> left) {
    return left.map(time -> ", " + RemainingTime.text(time)).orElse("");
  }

  /** 'evaluate late: 10/50 windows'; a task that says itself how much is done as it is. */
  static String text(String task, String of, long done, long total, int windows) {
    if (task.contains(": ")) {
      return task;
    }
    String text = (task + " " + of).strip();
    if (total <= 0) {
      return text;
    }
    return text + ": " + done + "/" + total + (total == windows ? " windows" : "");
  }

  @Override
  public boolean isCancelled() {
    return cancelled.getAsBoolean();
  }

  /** Takes the line off the terminal. */
  @Override
  public void close() {
    line.close();
  }
}
