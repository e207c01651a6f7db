package org.loupe.batch.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.loupe.analysis.RemainingTime;
import org.loupe.model.Progress;

/**
 * Shows progress on standard error: one line that is written over on a terminal, else a line every
 * few seconds, and none for work that is done before.
 */
final class ProgressLine implements Progress, AutoCloseable {
  private static final long TERMINAL_PAUSE = 100_000_000L;
  private static final long FILE_PAUSE = 5_000_000_000L;
  private static final String ERASE_LINE = "\r\u001b[K";

  private final Console console;
  private final String checkpoint;
  private final int windows;
  private final BooleanSupplier cancelled;
  private final LongSupplier nanoTime;
  private final RemainingTime remaining;
  private final long pause;
  private long next;
  private boolean any;

  ProgressLine(Console console, String checkpoint, int windows, BooleanSupplier cancelled) {
    this(console, checkpoint, windows, cancelled, System::nanoTime);
  }

  ProgressLine(
      Console console,
      String checkpoint,
      int windows,
      BooleanSupplier cancelled,
      LongSupplier nanoTime) {
    this.console = console;
    this.checkpoint = checkpoint;
    this.windows = windows;
    this.cancelled = cancelled;
    this.nanoTime = nanoTime;
    this.remaining = new RemainingTime(nanoTime);
    this.pause = console.terminal() ? TERMINAL_PAUSE : FILE_PAUSE;
    this.next = nanoTime.getAsLong() + (console.terminal() ? 0 : FILE_PAUSE);
  }

  @Override
  public synchronized void report(String task, long done, long total) {
    Optional<Duration> left = remaining.update(task, done, total);
    long now = nanoTime.getAsLong();
    if (now - next < 0) {
      return;
    }
    any = true;
    next = now + pause;
    String line = text(task, done, total);
    if (left.isPresent() && done < total) {
      line += ", " + RemainingTime.text(left.get());
    }
    if (console.terminal()) {
      console.err().print(ERASE_LINE + line);
      console.err().flush();
    } else {
      console.err().println(line);
    }
  }

  private String text(String task, long done, long total) {
    String line = checkpoint.isEmpty() ? task : task + " " + checkpoint;
    if (total <= 0) {
      return line;
    }
    return line + ": " + done + "/" + total + (total == windows ? " windows" : "");
  }

  @Override
  public boolean isCancelled() {
    return cancelled.getAsBoolean();
  }

  /** Takes the line off the terminal. */
  @Override
  public synchronized void close() {
    if (any && console.terminal()) {
      console.err().print(ERASE_LINE);
      console.err().flush();
    }
  }
}
