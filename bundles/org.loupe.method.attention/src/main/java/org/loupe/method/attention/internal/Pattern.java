package org.loupe.method.attention.internal;

import java.util.Locale;

/**
 * What kind of attention head it is. An attention head bears the first label whose score reaches
 * its threshold, in the order of the constants: from what says most to what says least. A decoder's
 * mask makes every attention head causal, so that causal says less than local or sparse.
 */
enum Pattern {
  /** Most of the weight lies near the query, and twice as much as of an even look. */
  LOCAL("local"),
  /** Every query picks out few keys. */
  SPARSE("sparse"),
  /** Hardly any weight lies after the query. */
  CAUSAL("causal"),
  /** Every query looks at almost all keys alike. */
  GLOBAL("global"),
  /** None of these. */
  MIXED("mixed");

  /** The thresholds in words. */
  static final String RULE =
      "an attention head bears the first label that fits: local where at least 50 %, and at least twice the share of an even look, of its weight lies within the diagonal band (±1/16 of the steps, at least ±1); sparse where the sparsity is at least 0.7; causal where at least 95 % of the weight does not lie after the query; global where the entropy is at least 0.9; else mixed";

  private static final double LOCAL_SHARE = 0.5;
  private static final double LOCAL_RATIO = 2;
  private static final double SPARSE_AT = 0.7;
  private static final double CAUSAL_AT = 0.95;
  private static final double GLOBAL_AT = 0.9;

  private final String word;

  Pattern(String word) {
    this.word = word;
  }

  /** In tables and sentences. */
  String word() {
    return word;
  }

  /** {@link #word} at the beginning of a sentence. */
  String title() {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  /**
   * How much an attention head is of this kind.
   *
   * @param metrics one per {@link HeadMetric}
   * @return from 0 to 1; NaN where it makes no sense
   */
  double score(double[] metrics) {
    return switch (this) {
      case LOCAL -> metrics[HeadMetric.DIAGONAL.ordinal()];
      case SPARSE -> metrics[HeadMetric.SPARSITY.ordinal()];
      case CAUSAL -> 1 - metrics[HeadMetric.AFTER.ordinal()];
      case GLOBAL -> metrics[HeadMetric.ENTROPY.ordinal()];
      case MIXED -> Double.NaN;
    };
  }

  /** The column that its score comes from, or −1. */
  int column() {
    return switch (this) {
      case LOCAL -> HeadMetric.DIAGONAL.ordinal();
      case SPARSE -> HeadMetric.SPARSITY.ordinal();
      case CAUSAL -> HeadMetric.AFTER.ordinal();
      case GLOBAL -> HeadMetric.ENTROPY.ordinal();
      case MIXED -> -1;
    };
  }

  /** The least score that earns the label; more than 1 where there are too few steps for it. */
  double threshold(AttentionModule module) {
    return switch (this) {
      case LOCAL -> Math.max(LOCAL_SHARE, LOCAL_RATIO * HeadMetric.evenDiagonal(module.queries()));
      case SPARSE -> SPARSE_AT;
      case CAUSAL -> module.queries() > 1 ? CAUSAL_AT : Double.POSITIVE_INFINITY;
      case GLOBAL -> GLOBAL_AT;
      case MIXED -> Double.NEGATIVE_INFINITY;
    };
  }

  /** The label of an attention head with those metrics. */
  static Pattern of(AttentionModule module, double[] metrics) {
    for (Pattern pattern : values()) {
      // rounding: weights sum to one only nearly
      if (pattern.score(metrics) >= pattern.threshold(module) - 1e-6) {
        return pattern;
      }
    }
    return MIXED;
  }
}
