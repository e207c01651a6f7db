package org.loupe.method.saliency.internal;

import java.util.stream.IntStream;

/**
 * Whether integrated gradients sum to what they should, per window. Arrays are shared, not copied.
 *
 * @param objective F(x)
 * @param baseline F(x′)
 * @param delta ΣA − (F(x) − F(x′)), Captum's convergence delta
 * @param steps points used
 * @param tolerance the greatest |delta| that counts as complete, as a share of |F(x) − F(x′)|
 */
record Completeness(
    float[] objective, float[] baseline, double[] delta, int[] steps, double tolerance) {
  /** What single precision leaves of a delta, as a share of the objectives. */
  private static final double ROUNDING = 1e-6;

  /** Of windows of which nothing but F(x) is known yet. */
  static Completeness of(float[] objective, double tolerance) {
    int windows = objective.length;
    return new Completeness(
        objective, new float[windows], new double[windows], new int[windows], tolerance);
  }

  /** Of so many windows, which are put in afterwards. */
  static Completeness of(int windows, double tolerance) {
    return of(new float[windows], tolerance);
  }

  /** Puts in what is known of some neighbouring windows, from a place on. */
  void put(int from, Completeness part) {
    int windows = part.objective.length;
    System.arraycopy(part.objective, 0, objective, from, windows);
    System.arraycopy(part.baseline, 0, baseline, from, windows);
    System.arraycopy(part.delta, 0, delta, from, windows);
    System.arraycopy(part.steps, 0, steps, from, windows);
  }

  /** F(x) − F(x′) of a window. */
  double difference(int window) {
    return (double) objective[window] - baseline[window];
  }

  /** |delta| as a share of |F(x) − F(x′)|: 0 of 0, infinite of nothing. */
  double share(int window) {
    double size = Math.abs(delta[window]);
    return size == 0 ? 0 : size / Math.abs(difference(window));
  }

  /** Whether a window's steps sufficed. What is only rounding does not count. */
  boolean suffices(int window) {
    double rounding =
        ROUNDING * (Math.abs((double) objective[window]) + Math.abs((double) baseline[window]));
    return Math.abs(delta[window]) <= Math.max(tolerance * Math.abs(difference(window)), rounding);
  }

  /** Those of some windows whose steps did not suffice, the worst first. */
  int[] insufficient(int[] places) {
    return IntStream.of(places)
        .filter(n -> !suffices(n))
        .boxed()
        .sorted((a, b) -> Double.compare(share(b), share(a)))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
