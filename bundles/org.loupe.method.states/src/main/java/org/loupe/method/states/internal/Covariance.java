package org.loupe.method.states.internal;

/**
 * Mean and covariance of states, summed up row by row in double precision, so that no state needs
 * to be kept. Sums are taken of differences from the first row: states far from zero lose nothing.
 */
final class Covariance {
  private final double[] shift;
  private final double[] sum;
  private final double[][] products;
  private long rows;

  Covariance(int units) {
    this.shift = new double[units];
    this.sum = new double[units];
    this.products = new double[units][];
    for (int u = 0; u < units; u++) {
      products[u] = new double[u + 1];
    }
  }

  /** Adds all valid steps of a window. */
  void add(StateWindow window) {
    int units = sum.length;
    double[] row = new double[units];
    for (int t = 0; t < window.steps(); t++) {
      if (rows == 0) {
        for (int u = 0; u < units; u++) {
          shift[u] = window.state(t, u);
        }
      }
      rows++;
      for (int u = 0; u < units; u++) {
        row[u] = window.state(t, u) - shift[u];
        sum[u] += row[u];
        double[] target = products[u];
        for (int v = 0; v <= u; v++) {
          target[v] += row[u] * row[v];
        }
      }
    }
  }

  /** How many rows there were. */
  long rows() {
    return rows;
  }

  /** The mean, one per unit. */
  double[] mean() {
    double[] mean = new double[sum.length];
    for (int u = 0; u < mean.length; u++) {
      mean[u] = shift[u] + sum[u] / rows;
    }
    return mean;
  }

  /** The variance of a unit. */
  double variance(int unit) {
    return Math.max(0, element(unit, unit));
  }

  /** The covariance [H,H], divided by the number of rows. */
  double[][] matrix() {
    double[][] matrix = new double[sum.length][sum.length];
    for (int u = 0; u < matrix.length; u++) {
      for (int v = 0; v <= u; v++) {
        matrix[u][v] = element(u, v);
        matrix[v][u] = matrix[u][v];
      }
    }
    return matrix;
  }

  private double element(int u, int v) {
    return products[u][v] / rows - sum[u] / rows * (sum[v] / rows);
  }
}
