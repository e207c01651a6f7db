package org.loupe.method.states.internal;

/**
 * Mean and covariance of states, summed up row by row in double precision, so that no state needs
 * to be kept. Sums are taken of differences from the first row: states far from zero lose nothing.
 * Arrays are shared, not copied.
 *
 * @param shift the first row, one per unit
 * @param sum of the differences from it, one per unit
 * @param products sums of products of these differences: of unit u with those up to it
 * @param rows how many rows there were
 */
record Covariance(double[] shift, double[] sum, double[][] products, long rows) {

  /** Of no window yet. */
  static Covariance empty(int units) {
    double[][] products = new double[units][];
    for (int u = 0; u < units; u++) {
      products[u] = new double[u + 1];
    }
    return new Covariance(new double[units], new double[units], products, 0);
  }

  /** The same with all valid steps of a window; of this nothing is used any more. */
  Covariance and(StateWindow window) {
    int units = sum.length;
    double[] row = new double[units];
    if (rows == 0) {
      for (int u = 0; u < units; u++) {
        shift[u] = window.state(0, u);
      }
    }
    for (int t = 0; t < window.steps(); t++) {
      for (int u = 0; u < units; u++) {
        row[u] = window.state(t, u) - shift[u];
        sum[u] += row[u];
        double[] target = products[u];
        for (int v = 0; v <= u; v++) {
          target[v] += row[u] * row[v];
        }
      }
    }
    return new Covariance(shift, sum, products, rows + window.steps());
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
