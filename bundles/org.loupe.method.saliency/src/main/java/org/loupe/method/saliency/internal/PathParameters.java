package org.loupe.method.saliency.internal;

import org.loupe.analysis.InputBaseline;
import org.loupe.analysis.Parameter;

/**
 * How integrated gradients walk from the baseline to the input.
 *
 * @param steps points on the path
 * @param rule how they are summed up
 * @param adaptive whether points are doubled until the delta is small
 * @param tolerance what is small: share of |F(x) − F(x′)|
 * @param maxSteps where refining ends
 * @param baseline where the path begins
 */
record PathParameters(
    @Parameter(
            name = "n_steps",
            label = "Steps",
            help = "Points on the path from the baseline to the input.",
            min = 1,
            max = MOST_STEPS,
            when = "variant=integrated_gradients")
        int steps,
    @Parameter(
            label = "Rule",
            help = "How the points are summed up: gausslegendre, midpoint, right or trapezoid.",
            when = "variant=integrated_gradients")
        Rule rule,
    @Parameter(
            label = "Adaptive",
            help =
                "Double the points of each window until its delta is within the tolerance, or max_steps are reached.",
            when = "variant=integrated_gradients")
        boolean adaptive,
    @Parameter(
            label = "Tolerance",
            help = "The greatest |delta| that counts as complete, as a share of |F(x) − F(x′)|.",
            min = 0,
            max = 1,
            when = "variant=integrated_gradients")
        double tolerance,
    @Parameter(
            label = "Most steps",
            help = "The number of points at which refining ends.",
            min = 1,
            max = MOST_STEPS,
            when = {"variant=integrated_gradients", "adaptive=true"})
        int maxSteps,
    @Parameter(
            label = "Baseline",
            help =
                "Where the path begins: zero, mean (of the dataset), window:ID, or label:NAME (the mean of the windows with that label).",
            when = "variant=integrated_gradients")
        String baseline) {

  /** The most points on a path. */
  static final int MOST_STEPS = 10_000;

  /** As Captum has it, refined up to 1600 points where asked for. */
  static final PathParameters DEFAULT =
      new PathParameters(50, Rule.GAUSSLEGENDRE, false, 0.01, 1600, InputBaseline.ZERO);

  /** The most points that a path may have, its beginning among them. */
  int mostPoints() {
    return 1 + (adaptive ? Math.max(steps, maxSteps) : steps);
  }

  /** Checks what the rule needs. */
  PathParameters {
    if (rule == Rule.TRAPEZOID && steps < 2) {
      throw new IllegalArgumentException("the trapezoid rule needs n_steps of 2 or more");
    }
  }
}
