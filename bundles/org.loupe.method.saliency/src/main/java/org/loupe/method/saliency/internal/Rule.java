package org.loupe.method.saliency.internal;

import java.util.Arrays;

/**
 * A rule by which the integral over the path from the baseline (α = 0) to the input (α = 1) is
 * summed up. Names as in Captum.
 */
enum Rule {
  /** Gauss–Legendre: exact for polynomials up to the degree 2n − 1. */
  GAUSSLEGENDRE("Gauss–Legendre"),
  /** The middle of n equal parts. */
  MIDPOINT("midpoint"),
  /** The right end of n equal parts. */
  RIGHT("right Riemann"),
  /** n points from end to end, of which the two ends count half. */
  TRAPEZOID("trapezoid");

  private static final double PRECISION = 1e-15;
  private static final int MOST_ROUNDS = 100;

  private final String words;

  Rule(String words) {
    this.words = words;
  }

  /** Inside a sentence. */
  String words() {
    return words;
  }

  /**
   * Points on the path and what they count.
   *
   * @param alphas ascending, from 0 to 1; shared, not copied
   * @param weights that sum to 1; shared, not copied
   */
  record Steps(double[] alphas, double[] weights) {}

  /**
   * The rule of a number of points.
   *
   * @param n at least 1, of the trapezoid at least 2
   */
  Steps steps(int n) {
    double[] alphas = new double[n];
    double[] weights = new double[n];
    switch (this) {
      case GAUSSLEGENDRE -> legendre(alphas, weights);
      case MIDPOINT -> {
        Arrays.fill(weights, 1.0 / n);
        Arrays.setAll(alphas, k -> (k + 0.5) / n);
      }
      case RIGHT -> {
        Arrays.fill(weights, 1.0 / n);
        Arrays.setAll(alphas, k -> (k + 1.0) / n);
      }
      case TRAPEZOID -> {
        Arrays.fill(weights, 1.0 / (n - 1));
        weights[0] /= 2;
        weights[n - 1] /= 2;
        Arrays.setAll(alphas, k -> k / (n - 1.0));
      }
      default -> throw new IllegalStateException("a rule nobody knows");
    }
    return new Steps(alphas, weights);
  }

  /** Roots ξ of the Legendre polynomial by Newton's method; α = (1 + ξ)/2, weight ω/2. */
  private static void legendre(double[] alphas, double[] weights) {
    int n = alphas.length;
    for (int i = 0; i < (n + 1) / 2; i++) {
      double root = Math.cos(Math.PI * (i + 0.75) / (n + 0.5));
      double slope = 1;
      double change = 1;
      for (int round = 0; round < MOST_ROUNDS && Math.abs(change) > PRECISION; round++) {
        double before = 0;
        double value = 1;
        for (int k = 1; k <= n; k++) {
          double next = ((2 * k - 1) * root * value - (k - 1) * before) / k;
          before = value;
          value = next;
        }
        slope = n * (root * value - before) / (root * root - 1);
        change = value / slope;
        root -= change;
      }
      double weight = 1 / ((1 - root * root) * slope * slope);
      alphas[i] = (1 - root) / 2;
      alphas[n - 1 - i] = (1 + root) / 2;
      weights[i] = weight;
      weights[n - 1 - i] = weight;
    }
  }
}
