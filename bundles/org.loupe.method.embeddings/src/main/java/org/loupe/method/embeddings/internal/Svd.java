package org.loupe.method.embeddings.internal;

import org.loupe.analysis.Vectors;
import org.loupe.model.Progress;

/**
 * The singular value decomposition M = U Σ Vᵀ of a square matrix by one-sided rotations (M.
 * Hestenes: Inversion of Matrices by Biorthogonalization, 1958), which finds small singular values
 * as precisely as large ones. The same numbers on any number of threads.
 *
 * @param u [k][size]: the columns of U
 * @param values not sorted, none negative
 * @param v [k][size]: the columns of V
 */
record Svd(double[][] u, double[] values, double[][] v) {
  private static final int SWEEPS = 60;
  private static final double TOLERANCE = 1e-14;

  /** What rounding leaves of no direction at all, beside the greatest. */
  private static final double NOTHING = 1e-13;

  /**
   * Computes.
   *
   * @param columns of a square matrix, all finite; not changed
   */
  static Svd of(double[][] columns, Progress progress) {
    int size = columns.length;
    double[][] image = new double[size][];
    double[][] v = new double[size][size];
    for (int k = 0; k < size; k++) {
      image[k] = columns[k].clone();
      v[k][k] = 1;
    }
    boolean turned = true;
    for (int sweep = 0; sweep < SWEEPS && turned; sweep++) {
      turned = false;
      for (int p = 0; p < size - 1; p++) {
        progress.checkCancelled();
        for (int q = p + 1; q < size; q++) {
          turned |= orthogonalize(image, v, p, q);
        }
      }
    }
    double[] values = new double[size];
    double greatest = 0;
    for (int k = 0; k < size; k++) {
      values[k] = Math.sqrt(Vectors.dot(image[k], image[k]));
      greatest = Math.max(greatest, values[k]);
    }
    complete(image, values, NOTHING * greatest);
    return new Svd(image, values, v);
  }

  /** The sum of the singular values: the nuclear norm. */
  double sum() {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  /** Turns two columns so that they stand at right angles; says whether they did not before. */
  private static boolean orthogonalize(double[][] image, double[][] v, int p, int q) {
    double along = Vectors.dot(image[p], image[q]);
    double ofP = Vectors.dot(image[p], image[p]);
    double ofQ = Vectors.dot(image[q], image[q]);
    if (Math.abs(along) <= TOLERANCE * Math.sqrt(ofP * ofQ)) {
      return false;
    }
    double zeta = (ofQ - ofP) / (2 * along);
    double tangent = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
    double cosine = 1 / Math.sqrt(1 + tangent * tangent);
    turn(image[p], image[q], cosine, cosine * tangent);
    turn(v[p], v[q], cosine, cosine * tangent);
    return true;
  }

  private static void turn(double[] p, double[] q, double cosine, double sine) {
    for (int i = 0; i < p.length; i++) {
      double before = p[i];
      p[i] = cosine * before - sine * q[i];
      q[i] = sine * before + cosine * q[i];
    }
  }

  /**
   * Makes the images directions. Where a matrix has no direction, any that stands at right angles
   * to all others will do.
   */
  private static void complete(double[][] image, double[] values, double nothing) {
    boolean[] known = new boolean[image.length];
    for (int k = 0; k < image.length; k++) {
      known[k] = values[k] > nothing;
      if (known[k]) {
        Vectors.normalize(image[k]);
      } else {
        values[k] = 0;
      }
    }
    int unit = 0;
    for (int k = 0; k < image.length; k++) {
      while (!known[k]) {
        double[] direction = new double[image.length];
        direction[unit++] = 1;
        known[k] = removeAll(direction, image, known);
        image[k] = direction;
      }
    }
  }

  /** Whether something is left beside all known directions. */
  private static boolean removeAll(double[] direction, double[][] image, boolean[] known) {
    for (int round = 0; round < 2; round++) {
      for (int j = 0; j < image.length; j++) {
        double along = known[j] ? Vectors.dot(direction, image[j]) : 0;
        for (int i = 0; along != 0 && i < direction.length; i++) {
          direction[i] -= along * image[j][i];
        }
      }
    }
    double left = Vectors.dot(direction, direction);
    Vectors.normalize(direction);
    // The squares of what is left of all unit vectors add up to the directions still to be found.
    return left > 0.5 / image.length;
  }
}
