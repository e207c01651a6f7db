package org.loupe.method.attention.internal;

/**
 * What is measured of an attention head in one window, as means over its query rows. Rows sum to 1.
 */
enum HeadMetric {
  /** −Σ p ln p / ln Tk: 0 where every query looks at a single key, 1 where at all keys alike. */
  ENTROPY("entropy", false),
  /** Σ p |q − k|, in steps. */
  DISTANCE("distance", true),
  /** Mass on keys at most {@link #band} steps from the query. */
  DIAGONAL("diagonal", true),
  /** Mass on keys before the query. */
  BEFORE("before", true),
  /** Mass on keys after the query. */
  AFTER("after", true),
  /**
   * (√Tk − 1/‖p‖₂)/(√Tk − 1): 0 where all keys weigh alike, 1 where a single one does (P. Hoyer,
   * 2004).
   */
  SPARSITY("sparsity", false);

  private final String key;
  private final boolean selfOnly;

  HeadMetric(String key, boolean selfOnly) {
    this.key = key;
    this.selfOnly = selfOnly;
  }

  /** The name in tables. */
  String key() {
    return key;
  }

  /** Whether it makes sense only where queries and keys count the same steps. */
  boolean isSelfOnly() {
    return selfOnly;
  }

  /** Half the width of the diagonal band: a sixteenth of the steps, at least 1. */
  static int band(int steps) {
    return Math.max(1, (int) Math.round(steps / 16.0));
  }

  /** The mass within the band of an attention head that looks at all steps alike. */
  static double evenDiagonal(int steps) {
    long cells = 0;
    int band = band(steps);
    for (int q = 0; q < steps; q++) {
      cells += Math.min(steps - 1, q + band) - Math.max(0, q - band) + 1;
    }
    return cells / ((double) steps * steps);
  }

  /**
   * Measures one attention head in one window.
   *
   * @param weights row-major [Tq,Tk] from an offset on
   * @return one per metric, NaN where it makes no sense: distances of a cross-attention, entropy
   *     and sparsity over a single key; all NaN where a weight is not finite
   */
  static double[] measure(AttentionModule module, float[] weights, int offset) {
    int keys = module.keys();
    boolean self = module.isSelf();
    int band = band(module.queries());
    double[] sums = new double[values().length];
    double logKeys = Math.log(keys);
    double root = Math.sqrt(keys);
    int rows = 0;
    for (int q = 0; q < module.queries(); q++) {
      double entropy = 0;
      double squares = 0;
      for (int k = 0; k < keys; k++) {
        double p = weights[offset + q * keys + k];
        if (p == 0) {
          continue;
        }
        entropy -= p * Math.log(p);
        squares += p * p;
        if (self) {
          int away = k - q;
          sums[DISTANCE.ordinal()] += p * Math.abs(away);
          sums[DIAGONAL.ordinal()] += Math.abs(away) <= band ? p : 0;
          sums[BEFORE.ordinal()] += away < 0 ? p : 0;
          sums[AFTER.ordinal()] += away > 0 ? p : 0;
        }
      }
      if (squares == 0) {
        // a query that looks at nothing at all is no row
        continue;
      }
      rows++;
      sums[ENTROPY.ordinal()] += keys == 1 ? Double.NaN : entropy / logKeys;
      sums[SPARSITY.ordinal()] +=
          keys == 1 ? Double.NaN : (root - 1 / Math.sqrt(squares)) / (root - 1);
    }
    for (HeadMetric metric : values()) {
      boolean none = metric.selfOnly && !self;
      sums[metric.ordinal()] = none ? Double.NaN : sums[metric.ordinal()] / rows;
    }
    return sums;
  }

  /** How many there are. */
  static int count() {
    return values().length;
  }
}
