package org.loupe.batch.internal;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.loupe.analysis.RemainingTime;
import org.loupe.model.Progress;

/**
 * Shows how far many units are: how many are done, how long the others take, and what is worked on.
 * Units count by the time they are expected to take. Thread-safe.
 */
final class RunProgress implements AutoCloseable {
  /** Before this share is done the expectation is better than what was measured. */
  private static final double SOON = 0.03;

  /** Seconds that every unit takes at least. */
  private static final double LEAST = 0.1;

  private final StatusLine line;
  private final BooleanSupplier cancelled;
  private final LongSupplier nanoTime;
  private final long begun;
  private final double[] weights;
  private final double whole;
  private final Map<Integer, Double> running = new LinkedHashMap<>();
  private double finished;
  private int done;

  /**
   * Begins.
   *
   * @param seconds that units are expected to take, in the order of their numbers
   */
  RunProgress(
      Console console, List<Double> seconds, BooleanSupplier cancelled, LongSupplier nanoTime) {
    this.line = new StatusLine(console, nanoTime);
    this.cancelled = cancelled;
    this.nanoTime = nanoTime;
    this.begun = nanoTime.getAsLong();
    this.weights = seconds.stream().mapToDouble(each -> Math.max(each, LEAST)).toArray();
    this.whole = Arrays.stream(weights).sum();
  }

  /** The progress of a unit that is begun. */
  Progress of(int number, Unit unit) {
    return new Progress() {
      private final RemainingTime remaining = new RemainingTime(nanoTime);

      @Override
      public void report(String task, long units, long total) {
        Optional<Duration> left = remaining.update(task, units, total);
        String of = weights.length == 1 ? unit.subject() : "(" + unit.title() + ")";
        String text = ProgressLine.text(task, of, units, total, unit.windows().size());
        told(number, text, total > 0 ? (double) units / total : 0, left.filter(t -> units < total));
      }

      @Override
      public boolean isCancelled() {
        return cancelled.getAsBoolean();
      }
    };
  }

  private synchronized void told(int number, String text, double share, Optional<Duration> left) {
    running.put(number, share);
    line.show(() -> weights.length == 1 ? text + comma(left) : whole(text));
  }

  private String whole(String text) {
    return done + "/" + weights.length + " results" + comma(Optional.of(left())) + ": " + text;
  }

  private static String comma(Optional<Duration> left) {
    return left.map(time -> ", " + RemainingTime.text(time)).orElse("");
  }

  /** By what was measured, once that says more than what was expected. */
  private Duration left() {
    double now = finished;
    for (Map.Entry<Integer, Double> each : running.entrySet()) {
      now += weights[each.getKey()] * each.getValue();
    }
    double elapsed = (nanoTime.getAsLong() - begun) * 1e-9;
    double perWeight = now < SOON * whole ? 1 : elapsed / now;
    return Duration.ofMillis(Math.round(1000 * perWeight * (whole - now)));
  }

  /** A unit has ended, however. */
  synchronized void end(int number) {
    running.remove(number);
    finished += weights[number];
    done++;
  }

  /** Prints what stands above the line. */
  void aside(Runnable printing) {
    line.aside(printing);
  }

  @Override
  public void close() {
    line.close();
  }
}
