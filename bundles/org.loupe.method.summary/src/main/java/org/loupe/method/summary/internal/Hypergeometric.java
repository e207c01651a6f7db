package org.loupe.method.summary.internal;

/**
 * How many members two choices share by chance: one chooses {@code first} of {@code of} members,
 * the other, not knowing it, {@code second}.
 */
record Hypergeometric(int of, int first, int second) {

  /** The expected number of shared members. */
  double expected() {
    return of == 0 ? 0 : (double) first * second / of;
  }

  /** The probability that chance shares as many as these or more. */
  double atLeast(int shared) {
    double sum = 0;
    for (int k = Math.min(first, second); k >= shared; k--) {
      sum += probability(k);
    }
    return Math.min(1, sum);
  }

  private double probability(int shared) {
    if (shared < Math.max(0, first + second - of)) {
      return 0;
    }
    return Math.exp(
        logChoose(first, shared) + logChoose(of - first, second - shared) - logChoose(of, second));
  }

  private static double logChoose(int n, int k) {
    double sum = 0;
    for (int i = 1; i <= k; i++) {
      sum += Math.log((n - k + i) / (double) i);
    }
    return sum;
  }
}
