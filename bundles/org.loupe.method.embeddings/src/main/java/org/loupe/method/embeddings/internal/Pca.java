package org.loupe.method.embeddings.internal;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.loupe.model.Progress;

/**
 * Principal components by orthogonal iteration with Rayleigh–Ritz (B. Parlett: The Symmetric
 * Eigenvalue Problem, 1998, chapter 14) on the covariance, or on the Gram matrix where there are
 * fewer rows than columns. No native library is needed, and the numbers do not depend on threads.
 *
 * @param components [K,D] of length one; the greatest element of each is positive
 * @param shares of the total variance, descending, one per component
 * @param scores of the rows, [rows][K]
 * @param variance in all directions together, the mean squared distance from the mean
 */
record Pca(double[][] components, double[] shares, double[][] scores, double variance) {
  private static final int SPARE = 8;
  private static final int ROUNDS = 400;
  private static final double TOLERANCE = 1e-10;

  /**
   * Computes.
   *
   * @param rows all finite, as long as each other
   * @param most how many components at most
   */
  static Pca of(double[][] rows, int most, Progress progress) {
    int n = rows.length;
    int d = rows[0].length;
    double[][] x = centred(rows);
    double total = Arrays.stream(x).mapToDouble(row -> dot(row, row)).sum() / n;
    int wanted = Math.min(most, Math.min(n - 1, d));
    // What rounding in single precision leaves of equal rows is no variance.
    double size = Arrays.stream(rows).mapToDouble(row -> dot(row, row)).sum() / n;
    if (wanted < 1 || total <= 1e-12 * size) {
      return new Pca(new double[0][d], new double[0], new double[n][0], 0);
    }
    boolean gram = n < d;
    double[][] matrix = gram ? products(x, n, progress) : products(transposed(x), n, progress);
    Spectrum spectrum = iterate(matrix, wanted, progress);
    double[][] components = new double[wanted][];
    double[] shares = new double[wanted];
    for (int k = 0; k < wanted; k++) {
      components[k] = gram ? combine(spectrum.vectors[k], x) : spectrum.vectors[k];
      normalize(components[k]);
      turn(components[k]);
      shares[k] = Math.max(0, spectrum.values[k]) / total;
    }
    double[][] scores = new double[n][wanted];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < wanted; k++) {
        scores[i][k] = dot(x[i], components[k]);
      }
    }
    return new Pca(components, shares, scores, total);
  }

  /** Eigenvectors as rows, by descending eigenvalue. */
  private record Spectrum(double[][] vectors, double[] values) {}

  private static Spectrum iterate(double[][] matrix, int wanted, Progress progress) {
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
          small[a][b] = dot(vectors[a], images[b]);
        }
      }
      Jacobi ritz = Jacobi.of(small);
      double[][] turned = rotate(ritz, vectors);
      double[][] turnedImages = rotate(ritz, images);
      values = ritz.values();
      if (residual(turned, turnedImages, values, wanted) < TOLERANCE * Math.abs(values[0])) {
        return new Spectrum(turned, values);
      }
      orthonormalize(turnedImages, random);
      vectors = turnedImages;
    }
    return new Spectrum(vectors, values);
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
      rotated[k] = combine(ritz.vectors()[k], vectors);
    }
    return rotated;
  }

  /** Gram and Schmidt, twice. What is no new direction is replaced by a random one. */
  private static void orthonormalize(double[][] vectors, SplittableRandom random) {
    for (int k = 0; k < vectors.length; k++) {
      double before = Math.sqrt(dot(vectors[k], vectors[k]));
      removeEarlier(vectors, k);
      removeEarlier(vectors, k);
      double after = Math.sqrt(dot(vectors[k], vectors[k]));
      if (!(after > 1e-13 * before) || after == 0) {
        Arrays.setAll(vectors[k], i -> random.nextDouble() - 0.5);
        removeEarlier(vectors, k);
        removeEarlier(vectors, k);
      }
      normalize(vectors[k]);
    }
  }

  private static void removeEarlier(double[][] vectors, int k) {
    for (int j = 0; j < k; j++) {
      double along = dot(vectors[k], vectors[j]);
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
                images[k][i] = dot(matrix[i], vectors[k]);
              }
            });
    return images;
  }

  /** All products of rows, divided by a number. */
  private static double[][] products(double[][] rows, int divisor, Progress progress) {
    double[][] products = new double[rows.length][rows.length];
    IntStream.range(0, rows.length)
        .parallel()
        .forEach(
            i -> {
              progress.checkCancelled();
              for (int j = 0; j < rows.length; j++) {
                products[i][j] = dot(rows[i], rows[j]) / divisor;
              }
            });
    return products;
  }

  private static double[][] centred(double[][] rows) {
    double[] mean = new double[rows[0].length];
    for (double[] row : rows) {
      for (int u = 0; u < mean.length; u++) {
        mean[u] += row[u] / rows.length;
      }
    }
    double[][] centred = new double[rows.length][mean.length];
    for (int i = 0; i < rows.length; i++) {
      for (int u = 0; u < mean.length; u++) {
        centred[i][u] = rows[i][u] - mean[u];
      }
    }
    return centred;
  }

  private static double[][] transposed(double[][] rows) {
    double[][] transposed = new double[rows[0].length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int u = 0; u < transposed.length; u++) {
        transposed[u][i] = rows[i][u];
      }
    }
    return transposed;
  }

  private static double[] combine(double[] weights, double[][] rows) {
    double[] sum = new double[rows[0].length];
    for (int k = 0; k < weights.length; k++) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += weights[k] * rows[k][i];
      }
    }
    return sum;
  }

  private static void normalize(double[] vector) {
    double length = Math.sqrt(dot(vector, vector));
    for (int i = 0; i < vector.length && length > 0; i++) {
      vector[i] /= length;
    }
  }

  private static void turn(double[] vector) {
    int greatest = 0;
    for (int i = 1; i < vector.length; i++) {
      greatest = Math.abs(vector[i]) > Math.abs(vector[greatest]) ? i : greatest;
    }
    if (vector[greatest] < 0) {
      Arrays.setAll(vector, i -> -vector[i]);
    }
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
