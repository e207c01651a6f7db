package org.loupe.method.states.internal;

/** Systems of linear equations, by Gaussian elimination with row pivots. */
final class LinearSystem {
  private LinearSystem() {}

  /**
   * Solves M·x = b.
   *
   * @param matrix [n,n]; not changed
   * @param right [n]; not changed
   * @return x, not finite where the matrix is singular
   */
  static double[] solve(double[][] matrix, double[] right) {
    int n = right.length;
    double[][] a = new double[n][];
    double[] x = right.clone();
    for (int i = 0; i < n; i++) {
      a[i] = matrix[i].clone();
    }
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        pivot = Math.abs(a[i][k]) > Math.abs(a[pivot][k]) ? i : pivot;
      }
      double[] row = a[pivot];
      a[pivot] = a[k];
      a[k] = row;
      double value = x[pivot];
      x[pivot] = x[k];
      x[k] = value;
      for (int i = k + 1; i < n; i++) {
        double factor = a[i][k] / row[k];
        x[i] -= factor * value;
        for (int j = k; j < n && factor != 0; j++) {
          a[i][j] -= factor * row[j];
        }
      }
    }
    for (int k = n - 1; k >= 0; k--) {
      for (int j = k + 1; j < n; j++) {
        x[k] -= a[k][j] * x[j];
      }
      x[k] /= a[k][k];
    }
    return x;
  }
}
