package org.loupe.method.attention.internal;

import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Interval;

/**
 * One attention head over some windows.
 *
 * @param module whose it is
 * @param layer the module's place among those shown
 * @param head its number within the module
 * @param metrics means over windows, one per {@link HeadMetric}
 * @param means where the metrics' intervals come from
 * @param column of its first metric therein
 * @param pattern the label that the means earn
 * @param agreement share of the windows that earn the same label by themselves
 */
record HeadSummary(
    AttentionModule module,
    int layer,
    int head,
    double[] metrics,
    Bootstrap.Means means,
    int column,
    Pattern pattern,
    double agreement) {

  /** The interval of a metric, or null where there is none. */
  @Nullable Interval interval(HeadMetric metric) {
    return Double.isFinite(metrics[metric.ordinal()])
        ? means.interval(column + metric.ordinal())
        : null;
  }

  /** The label's score; NaN where it has none. */
  double score() {
    return pattern.score(metrics);
  }

  /** The interval of the label's score, or null where there is none. */
  @Nullable Interval scoreInterval() {
    if (pattern == Pattern.MIXED) {
      return null;
    }
    Interval interval = interval(HeadMetric.values()[pattern.column()]);
    return interval == null || pattern != Pattern.CAUSAL
        ? interval
        : new Interval(
            1 - interval.high(), 1 - interval.low(), interval.level(), interval.method());
  }

  /** 'dec.0.self_attn, attention head 2'. */
  String words() {
    return module.words(head);
  }
}
