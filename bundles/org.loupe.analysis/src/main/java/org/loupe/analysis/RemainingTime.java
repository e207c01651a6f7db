package org.loupe.analysis;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Estimates how long a task still takes from what it reported so far. The speed is a mean over the
 * last moments, so that a slow start is soon forgotten while single hiccups do not show.
 *
 * <p>Thread-safe.
 */
public final class RemainingTime {
  /** Seconds after which a measured speed counts only 1/e. */
  private static final double MEMORY = 10;

  private final LongSupplier nanoTime;
  private String task = "";
  private long total = -1;
  private long done;
  private long last;
  private double seconds;
  private double units;

  /** Measures with the system's clock. */
  public RemainingTime() {
    this(System::nanoTime);
  }

  /** Measures with a clock of nanoseconds that never goes back. */
  public RemainingTime(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.last = nanoTime.getAsLong();
  }

  /**
   * Takes a report, as {@link org.loupe.model.Progress#report} has it, and estimates. Another task
   * or total starts anew; how much is done may follow behind a task's colon.
   *
   * @return empty while nothing is known: before the first unit is done, or with an unknown total
   */
  public synchronized Optional<Duration> update(String report, long newDone, long newTotal) {
    long now = nanoTime.getAsLong();
    int colon = report.lastIndexOf(": ");
    String newTask = colon < 0 ? report : report.substring(0, colon);
    if (!newTask.equals(task) || newTotal != total || newDone < done) {
      restart(newTask, newDone, newTotal, now);
    } else if (newDone > done) {
      double elapsed = (now - last) * 1e-9;
      double decay = Math.exp(-elapsed / MEMORY);
      seconds = seconds * decay + elapsed;
      units = units * decay + (newDone - done);
      done = newDone;
      last = now;
    }
    if (units == 0 || total <= 0) {
      return Optional.empty();
    }
    double remaining = seconds / units * (total - done) - (now - last) * 1e-9;
    return Optional.of(Duration.ofMillis(Math.max(0, Math.round(remaining * 1000))));
  }

  private void restart(String newTask, long newDone, long newTotal, long now) {
    // A task that is first heard of with units done has worked on them since the report before.
    seconds = newDone > 0 && task.isEmpty() ? (now - last) * 1e-9 : 0;
    units = newDone > 0 && task.isEmpty() ? newDone : 0;
    task = newTask;
    total = newTotal;
    done = newDone;
    last = now;
  }

  /** As people read it: {@code 0:25 left}, {@code 1:02:00 left}. */
  public static String text(Duration remaining) {
    long whole = (remaining.toMillis() + 999) / 1000;
    long hours = whole / 3600;
    long minutes = whole / 60 % 60;
    return hours > 0
        ? String.format(Locale.ROOT, "%d:%02d:%02d left", hours, minutes, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d left", minutes, whole % 60);
  }
}
