package org.loupe.method.states.internal;

import java.util.Arrays;
import org.loupe.analysis.LeadingEigenvectors;
import org.loupe.analysis.Vectors;
import org.loupe.model.Progress;

/**
 * Principal components of all states of all windows (K. Pearson, 1901). The greatest element of
 * each component is positive. Arrays are shared, not copied.
 *
 * @param mean one per unit
 * @param components [K,H] of length one; empty where the state never changes
 * @param shares of the variance along each, descending
 * @param variance in all directions together
 * @param participation how many directions share the variance, were they equal: (Σλ)²/Σλ²
 */
record Plane(
    double[] mean, double[][] components, double[] shares, double variance, double participation) {
  /** Components at most. */
  static final int MOST = 32;

  static Plane of(Covariance covariance, Progress progress) {
    double[][] matrix = covariance.matrix();
    double[] mean = covariance.mean();
    double variance = 0;
    double squares = 0;
    double size = 0;
    for (int u = 0; u < matrix.length; u++) {
      variance += matrix[u][u];
      size += mean[u] * mean[u];
      for (double element : matrix[u]) {
        squares += element * element;
      }
    }
    // What rounding in single precision leaves of equal states is no variance.
    if (!(variance > 1e-12 * size) || variance == 0) {
      return new Plane(mean, new double[0][], new double[0], 0, Double.NaN);
    }
    LeadingEigenvectors found =
        LeadingEigenvectors.of(matrix, Math.min(MOST, matrix.length), progress);
    double total = variance;
    for (double[] vector : found.vectors()) {
      Vectors.turn(vector);
    }
    return new Plane(
        mean,
        found.vectors(),
        Arrays.stream(found.values()).map(value -> Math.max(0, value) / total).toArray(),
        variance,
        variance * variance / squares);
  }

  /** How many components carry that share together; 0 where those computed do not. */
  int dimensions(double share) {
    double sum = 0;
    for (int k = 0; k < shares.length; k++) {
      sum += shares[k];
      if (sum >= share) {
        return k + 1;
      }
    }
    return 0;
  }

  /** Where a state lies along a component; 0 where there are fewer components. */
  double along(int component, double[] state) {
    double sum = 0;
    for (int u = 0; component < components.length && u < mean.length; u++) {
      sum += (state[u] - mean[u]) * components[component][u];
    }
    return sum;
  }

  /** Where the states [T,H] lie along a component, one per step. */
  float[] along(int component, float[] states) {
    int units = mean.length;
    float[] places = new float[states.length / units];
    double[] state = new double[units];
    for (int t = 0; t < places.length; t++) {
      for (int u = 0; u < units; u++) {
        state[u] = states[t * units + u];
      }
      places[t] = (float) along(component, state);
    }
    return places;
  }
}
