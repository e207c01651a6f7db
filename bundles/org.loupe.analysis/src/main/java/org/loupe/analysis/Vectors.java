package org.loupe.analysis;

import java.util.Arrays;

/** Sums over vectors of equal length, in double precision and in the order of their elements. */
public final class Vectors {
  private Vectors() {}

  /** The scalar product. */
  public static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** The weighted sum of rows, of which there is at least one. */
  public static double[] combine(double[] weights, double[][] rows) {
    double[] sum = new double[rows[0].length];
    for (int k = 0; k < weights.length; k++) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += weights[k] * rows[k][i];
      }
    }
    return sum;
  }

  /** Gives a vector the length one; zeros stay zeros. */
  public static void normalize(double[] vector) {
    double length = Math.sqrt(dot(vector, vector));
    for (int i = 0; i < vector.length && length > 0; i++) {
      vector[i] /= length;
    }
  }

  /**
   * Turns a vector round where its greatest element is negative: eigenvectors have no sign of their
   * own.
   */
  public static void turn(double[] vector) {
    int greatest = 0;
    for (int i = 1; i < vector.length; i++) {
      greatest = Math.abs(vector[i]) > Math.abs(vector[greatest]) ? i : greatest;
    }
    if (vector[greatest] < 0) {
      Arrays.setAll(vector, i -> -vector[i]);
    }
  }
}
