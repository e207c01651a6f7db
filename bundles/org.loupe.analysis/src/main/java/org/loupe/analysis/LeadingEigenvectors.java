package org.loupe.analysis;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.loupe.model.Progress;

/**
 * Eigenvectors of the greatest eigenvalues of a symmetric matrix, such as a covariance, by
 * orthogonal iteration with Rayleigh–Ritz (B. Parlett: The Symmetric Eigenvalue Problem, 1998,
 * chapter 14). No native library is needed, and the numbers do not depend on threads. Arrays are
 * shared, not copied.
 *
 * @param vectors [wanted][size] of length one
 * @param values descending
 */
public record LeadingEigenvectors(double[][] vectors, double[] values) {
  private static final int SPARE = 8;
  private static final int ROUNDS = 400;
  private static final double TOLERANCE = 1e-10;

  /**
   * Computes.
   *
   * @param matrix symmetric, all finite
   * @param wanted how many, from 1 to the size of the matrix
   */
  public static LeadingEigenvectors of(double[][] matrix, int wanted, Progress progress) {
    int size = matrix.length;
    int block = Math.min(size, wanted + SPARE);
    SplittableRandom random = new SplittableRandom(1);
    double[][] vectors = new double[block][size];
    for (double[] vector : vectors) {
      Arrays.setAll(vector, i -> random.nextDouble() - 0.5);
    }
    orthonormalize(vectors, random);
    double[] values = new double[block];
    for (int round = 0; round < ROUNDS; round++) {
      progress.checkCancelled();
      double[][] images = multiply(matrix, vectors);
      double[][] small = new double[block][block];
      for (int a = 0; a < block; a++) {
        for (int b = 0; b < block; b++) {
          small[a][b] = Vectors.dot(vectors[a], images[b]);
        }
      }
      Jacobi ritz = Jacobi.of(small);
      double[][] turned = rotate(ritz, vectors);
      double[][] turnedImages = rotate(ritz, images);
      values = ritz.values();
      if (residual(turned, turnedImages, values, wanted) < TOLERANCE * Math.abs(values[0])) {
        return first(turned, values, wanted);
      }
      orthonormalize(turnedImages, random);
      vectors = turnedImages;
    }
    return first(vectors, values, wanted);
  }

  private static double residual(
      double[][] vectors, double[][] images, double[] values, int wanted) {
    double worst = 0;
    for (int k = 0; k < wanted; k++) {
      double squares = 0;
      for (int i = 0; i < vectors[k].length; i++) {
        double difference = images[k][i] - values[k] * vectors[k][i];
        squares += difference * difference;
      }
      worst = Math.max(worst, Math.sqrt(squares));
    }
    return worst;
  }

  private static double[][] rotate(Jacobi ritz, double[][] vectors) {
    double[][] rotated = new double[vectors.length][];
    for (int k = 0; k < rotated.length; k++) {
      rotated[k] = Vectors.combine(ritz.vectors()[k], vectors);
    }
    return rotated;
  }

  /** Gram and Schmidt, twice. What is no new direction is replaced by a random one. */
  private static void orthonormalize(double[][] vectors, SplittableRandom random) {
    for (int k = 0; k < vectors.length; k++) {
      double before = Math.sqrt(Vectors.dot(vectors[k], vectors[k]));
      removeEarlier(vectors, k);
      removeEarlier(vectors, k);
      double after = Math.sqrt(Vectors.dot(vectors[k], vectors[k]));
      if (!(after > 1e-13 * before) || after == 0) {
        Arrays.setAll(vectors[k], i -> random.nextDouble() - 0.5);
        removeEarlier(vectors, k);
        removeEarlier(vectors, k);
      }
      Vectors.normalize(vectors[k]);
    }
  }

  private static void removeEarlier(double[][] vectors, int k) {
    for (int j = 0; j < k; j++) {
      double along = Vectors.dot(vectors[k], vectors[j]);
      for (int i = 0; i < vectors[k].length; i++) {
        vectors[k][i] -= along * vectors[j][i];
      }
    }
  }

  private static double[][] multiply(double[][] matrix, double[][] vectors) {
    double[][] images = new double[vectors.length][matrix.length];
    IntStream.range(0, matrix.length)
        .parallel()
        .forEach(
            i -> {
              for (int k = 0; k < vectors.length; k++) {
                images[k][i] = Vectors.dot(matrix[i], vectors[k]);
              }
            });
    return images;
  }

  private static LeadingEigenvectors first(double[][] vectors, double[] values, int wanted) {
    return new LeadingEigenvectors(Arrays.copyOf(vectors, wanted), Arrays.copyOf(values, wanted));
  }
}
