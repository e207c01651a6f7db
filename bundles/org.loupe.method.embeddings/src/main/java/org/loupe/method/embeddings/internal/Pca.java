package org.loupe.method.embeddings.internal;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.loupe.analysis.LeadingEigenvectors;
import org.loupe.analysis.Vectors;
import org.loupe.model.Progress;

/**
 * Principal components: eigenvectors of the covariance, or of the Gram matrix where there are fewer
 * rows than columns.
 *
 * @param components [K,D] of length one; the greatest element of each is positive
 * @param shares of the total variance, descending, one per component
 * @param scores of the rows, [rows][K]
 * @param variance in all directions together, the mean squared distance from the mean
 */
record Pca(double[][] components, double[] shares, double[][] scores, double variance) {
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
    double total = Arrays.stream(x).mapToDouble(row -> Vectors.dot(row, row)).sum() / n;
    int wanted = Math.min(most, Math.min(n - 1, d));
    // What rounding in single precision leaves of equal rows is no variance.
    double size = Arrays.stream(rows).mapToDouble(row -> Vectors.dot(row, row)).sum() / n;
    if (wanted < 1 || total <= 1e-12 * size) {
      return new Pca(new double[0][d], new double[0], new double[n][0], 0);
    }
    boolean gram = n < d;
    double[][] matrix = gram ? products(x, n, progress) : products(transposed(x), n, progress);
    LeadingEigenvectors spectrum = LeadingEigenvectors.of(matrix, wanted, progress);
    double[][] components = new double[wanted][];
    double[] shares = new double[wanted];
    for (int k = 0; k < wanted; k++) {
      components[k] = gram ? Vectors.combine(spectrum.vectors()[k], x) : spectrum.vectors()[k];
      Vectors.normalize(components[k]);
      Vectors.turn(components[k]);
      shares[k] = Math.max(0, spectrum.values()[k]) / total;
    }
    double[][] scores = new double[n][wanted];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < wanted; k++) {
        scores[i][k] = Vectors.dot(x[i], components[k]);
      }
    }
    return new Pca(components, shares, scores, total);
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
                products[i][j] = Vectors.dot(rows[i], rows[j]) / divisor;
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
}
