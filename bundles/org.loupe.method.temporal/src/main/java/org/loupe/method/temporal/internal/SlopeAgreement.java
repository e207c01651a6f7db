package org.loupe.method.temporal.internal;

import org.jspecify.annotations.Nullable;
import org.loupe.analysis.PerWindow;

/**
 * Whether the gradient foretells what scaling does: Σ ∂F/∂Δt · Δt beside the change of F between
 * the nearest scales below and above 1.
 *
 * @param below the nearest scale below 1
 * @param above the nearest above 1
 * @param difference sum over windows of |foretold − found|, as a share of the sum of |found|
 */
record SlopeAgreement(double below, double above, double difference) {
  /** Further away from 1 a slope foretells nothing. */
  private static final double FURTHEST = 1.5;

  /** Up to this difference they agree. */
  static final double LEVEL = 0.25;

  /** Null where there are no scales near to 1 on both sides, or nothing changes. */
  static @Nullable SlopeAgreement of(Scales scales, PerWindow sums, SlopeCollector slopes) {
    int below = -1;
    int above = -1;
    double[] all = scales.all();
    for (int i = 0; i < all.length; i++) {
      if (all[i] < 1) {
        below = i;
      } else if (all[i] > 1 && above < 0) {
        above = i;
      }
    }
    if (below < 0 || above < 0 || all[below] < 1 / FURTHEST || all[above] > FURTHEST) {
      return null;
    }
    double apart = 0;
    double found = 0;
    for (int n = 0; n < sums.windows(); n++) {
      double slope = (sums.at(n, above) - sums.at(n, below)) / (all[above] - all[below]);
      apart += Math.abs(slopes.slope(n) - slope);
      found += Math.abs(slope);
    }
    return found == 0 ? null : new SlopeAgreement(all[below], all[above], apart / found);
  }

  boolean isClose() {
    return difference <= LEVEL;
  }
}
