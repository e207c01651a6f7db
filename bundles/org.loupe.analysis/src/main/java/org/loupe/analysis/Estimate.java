package org.loupe.analysis;

import java.time.Duration;

/**
 * How long computations will take.
 *
 * @param time the expected time
 * @param bound whether it was measured on so few windows that it can only be less: windows are
 *     faster in batches
 */
public record Estimate(Duration time, boolean bound) {
  /** What takes no time. */
  public static final Estimate NOTHING = new Estimate(Duration.ZERO, false);

  /** One after the other. */
  public Estimate plus(Estimate next) {
    return new Estimate(time.plus(next.time), bound || next.bound);
  }

  /** Rounded: 'under 1 s', 'about 12 s', 'up to 3 min', 'about 2 h'. */
  public String text() {
    double seconds = time.toMillis() / 1000.0;
    if (seconds < 1) {
      return "under 1 s";
    }
    String word = bound ? "up to " : "about ";
    if (seconds < 90) {
      return word + Math.round(seconds) + " s";
    } else if (seconds < 5400) {
      return word + Math.round(seconds / 60) + " min";
    }
    return word + Math.round(seconds / 3600) + " h";
  }
}
