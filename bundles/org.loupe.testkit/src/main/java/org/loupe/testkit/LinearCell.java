package org.loupe.testkit;

/**
 * A linear recurrence by Euler steps: h ← h + Δt·(A·h + B·x), y = C·h, so that states, gradients,
 * Jacobian and fixed point (A·h = −B·x) are known in closed form.
 *
 * @param a [H,H]
 * @param b [H,C]
 * @param c [V,H]
 */
public record LinearCell(double[][] a, double[][] b, double[][] c) {
  /** Units of the state. */
  public int units() {
    return a.length;
  }

  /** Channels of the input. */
  public int channels() {
    return b[0].length;
  }

  /** Values of the output. */
  public int values() {
    return c.length;
  }

  /** The next state. */
  public double[] next(double[] h, double[] x, double span) {
    double[] slope = slope(h, x);
    double[] next = h.clone();
    for (int i = 0; i < next.length; i++) {
      next[i] += span * slope[i];
    }
    return next;
  }

  /** A·h + B·x. */
  double[] slope(double[] h, double[] x) {
    double[] slope = times(b, x);
    double[] inner = times(a, h);
    for (int i = 0; i < slope.length; i++) {
      slope[i] += inner[i];
    }
    return slope;
  }

  /** The output of a state. */
  public double[] output(double[] h) {
    return times(c, h);
  }

  static double[] times(double[][] matrix, double[] vector) {
    double[] product = new double[matrix.length];
    for (int i = 0; i < product.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        product[i] += matrix[i][j] * vector[j];
      }
    }
    return product;
  }

  static double[] transposed(double[][] matrix, double[] vector) {
    double[] product = new double[matrix[0].length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < product.length; j++) {
        product[j] += matrix[i][j] * vector[i];
      }
    }
    return product;
  }
}
