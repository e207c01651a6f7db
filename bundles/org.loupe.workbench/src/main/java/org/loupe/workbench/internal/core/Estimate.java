package org.loupe.workbench.internal.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long computations will take.
 *
 * @param time the expected time
 * @param bound whether it was measured on so few windows that it can only be less: windows are
 *     faster in batches
 */
public record Estimate(Duration time, boolean bound) {
  static final Estimate NOTHING = new Estimate(Duration.ZERO, false);

  /** The sum over requests; empty if one of them is unknown. */
  public static Optional<Estimate> sum(AnalysisRuns runs, List<RunRequest> requests) {
    Estimate sum = NOTHING;
    for (RunRequest request : requests) {
      Optional<Estimate> estimate = runs.estimate(request);
      if (estimate.isEmpty()) {
        return Optional.empty();
      }
      sum =
          new Estimate(
              sum.time().plus(estimate.get().time()), sum.bound() || estimate.get().bound());
    }
    return Optional.of(sum);
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
