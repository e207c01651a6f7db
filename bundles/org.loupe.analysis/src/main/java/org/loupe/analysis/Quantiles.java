package org.loupe.analysis;

/**
 * Quantiles of Student's t and the normal distribution, as far as intervals need them (M.
 * Abramowitz, I. Stegun: Handbook of Mathematical Functions, 1964).
 */
final class Quantiles {
  /** Of the normal distribution at 0.975. */
  private static final double NORMAL = 1.959963984540054;

  private Quantiles() {}

  /**
   * The share of a normal distribution's tail that is cut off in place of that of Student's t.
   *
   * @param tail 0.025 for 95 %
   * @param units at least 2
   */
  static double expanded(double tail, int units) {
    if (Math.abs(tail - 0.025) > 1e-9) {
      throw new IllegalArgumentException("a tail of " + tail + "; only that of 95 % is known");
    }
    double widened = Math.sqrt(units / (units - 1.0)) * student(units - 1);
    return 0.5 * complement(widened / Math.sqrt(2));
  }

  /**
   * Student's t at 0.975 (26.7.5); within 0.001 from five degrees of freedom on, too small below
   * three.
   */
  static double student(int freedom) {
    double z = NORMAL;
    double z3 = z * z * z;
    double z5 = z3 * z * z;
    double z7 = z5 * z * z;
    double z9 = z7 * z * z;
    double first = (z3 + z) / 4;
    double second = (5 * z5 + 16 * z3 + 3 * z) / 96;
    double third = (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / 384;
    double fourth = (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / 92160;
    double n = freedom;
    return z + (first + (second + (third + fourth / n) / n) / n) / n;
  }

  /** The complementary error function of a positive number (7.1.26), within 1.5e−7. */
  private static double complement(double x) {
    double t = 1 / (1 + 0.3275911 * x);
    double polynomial =
        t
            * (0.254829592
                + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    return polynomial * Math.exp(-x * x);
  }
}
