package org.loupe.method.temporal.internal;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Numbers;
import org.loupe.analysis.Resampling;

/** What is worth saying about when a model looks, each by a stated rule. */
final class StepFindings {
  private static final double DOMINANT = 1.5;
  private static final double SHORT = 0.4;

  private final Explained explained;
  private final ImportanceSummary summary;
  private final String windows;

  /**
   * @param windows '586 windows, 15 recordings'
   */
  StepFindings(Explained explained, ImportanceSummary summary, String windows) {
    this.explained = explained;
    this.summary = summary;
    this.windows = windows;
  }

  /** The findings whose rules hold. */
  List<Finding> all(@Nullable TimeSpans spans, @Nullable OcclusionCheck check) {
    if (summary.quarter() > 0) {
      return List.of(ends(spans, check));
    }
    return steps() != 1
        ? List.of()
        : List.of(
            Finding.caution(
                "single_step",
                "The windows have a single step, so nothing can be said of when the model looks.",
                List.of(1.0),
                "said when windows have one step",
                "temporal_profile"));
  }

  private int steps() {
    return summary.steps().mean().length;
  }

  private Finding ends(@Nullable TimeSpans spans, @Nullable OcclusionCheck check) {
    int steps = steps();
    double even = (double) summary.quarter() / steps;
    double first = summary.ends().mean()[0];
    double last = summary.ends().mean()[1];
    boolean late = exceeds(1, DOMINANT * even);
    boolean early = exceeds(0, DOMINANT * even);
    int[] half = summary.half();
    return new Finding(
        late ? "late_steps" : early ? "early_steps" : "steps",
        String.format(
            "%s: the first quarter of the window carries %s of the importance%s, the last %s%s, where %s would be even%s (%s)%s.",
            late
                ? "Late steps dominate"
                : early ? "Early steps dominate" : "Neither end of the window clearly dominates",
            Numbers.percent(first),
            Numbers.percents(summary.ends().interval(0)),
            Numbers.percent(last),
            Numbers.percents(summary.ends().interval(1)),
            Numbers.percent(even),
            half(half, steps, spans),
            Resampling.phrase(windows),
            quarters(check)),
        List.of(first, last, even, (double) half[0], (double) half[1] - 1),
        "a quarter dominates when the lower end of its share's interval (without one: the share) exceeds one and a half times the even share; of windows of 8 steps or more; quarters are even where the greatest is at most one and a half times the least",
        "temporal_profile");
  }

  /** Where half of it lies, if that is a short part of the window. */
  private static String half(int[] half, int steps, @Nullable TimeSpans spans) {
    if (half[1] - half[0] > SHORT * steps) {
      return "";
    }
    String time = "";
    if (spans != null) {
      double[] elapsed = spans.elapsed(steps);
      double from = half[0] == 0 ? 0 : elapsed[half[0] - 1];
      time = ", " + Numbers.significant(from) + " to " + spans.text(elapsed[half[1] - 1]);
    }
    return String.format(
        "; half of it lies in steps %d to %d of %d%s", half[0], half[1] - 1, steps, time);
  }

  private boolean exceeds(int end, double bound) {
    Interval interval = summary.ends().interval(end);
    return (interval == null ? summary.ends().mean()[end] : interval.low()) > bound;
  }

  /** The second opinion on when. */
  private String quarters(@Nullable OcclusionCheck check) {
    if (check == null || check.quarters() == 0) {
      return "";
    }
    double[] changes = check.ofQuarters();
    double[] parts = new double[changes.length];
    double[] mean = summary.steps().mean();
    for (int t = 0; t < mean.length; t++) {
      parts[quarter(t, mean.length)] += mean[t];
    }
    String verdict;
    if (isEven(changes) || isEven(parts)) {
      verdict = isEven(changes) == isEven(parts) ? "even as well" : "which does not agree";
    } else {
      verdict =
          "most in quarter "
              + (greatest(changes) + 1)
              + (greatest(changes) == greatest(parts)
                  ? ", the one of the greatest importance"
                  : ", while quarter " + (greatest(parts) + 1) + " has the greatest importance");
    }
    return String.format(
        "; occluding one quarter after the other changes the %s by %s, %s",
        explained.outputs(),
        Arrays.stream(changes).mapToObj(Numbers::significant).collect(Collectors.joining(", ")),
        verdict);
  }

  private static boolean isEven(double[] parts) {
    double least = Arrays.stream(parts).min().orElse(0);
    return parts[greatest(parts)] <= DOMINANT * least;
  }

  private static int greatest(double[] parts) {
    return IntStream.range(0, parts.length).reduce(0, (a, b) -> parts[b] > parts[a] ? b : a);
  }

  private static int quarter(int step, int steps) {
    int quarter = 0;
    while (quarter + 1 < Occlusion.PARTS && step >= (quarter + 1) * steps / Occlusion.PARTS) {
      quarter++;
    }
    return quarter;
  }
}
