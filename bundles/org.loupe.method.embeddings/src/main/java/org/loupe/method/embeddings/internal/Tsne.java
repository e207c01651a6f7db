package org.loupe.method.embeddings.internal;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.loupe.model.Progress;

/**
 * t-SNE (L. van der Maaten, G. Hinton: Visualizing Data using t-SNE, 2008), exact: every pair of
 * points counts. Settings as scikit-learn's: 1000 iterations, the first 250 exaggerated twelvefold,
 * learning rate n/48 but at least 50, begun with the first two principal components. Rows are
 * computed by all processors, but every sum runs in its own order.
 */
final class Tsne {
  private static final int ITERATIONS = 1000;
  private static final int EXAGGERATED = 250;
  private static final double EXAGGERATION = 12;
  private static final double LEAST_GAIN = 0.01;
  private static final int REPORT = 20;

  private final int n;
  private final float[][] p;
  private final double[] x;
  private final double[] y;
  private final double[] pullX;
  private final double[] pullY;
  private final double[] pushX;
  private final double[] pushY;
  private final double[] sums;

  private Tsne(float[][] p, double[][] start) {
    this.n = p.length;
    this.p = p;
    this.x = new double[n];
    this.y = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = start[i][0];
      y[i] = start[i][1];
    }
    this.pullX = new double[n];
    this.pullY = new double[n];
    this.pushX = new double[n];
    this.pushY = new double[n];
    this.sums = new double[n];
  }

  /**
   * Projects.
   *
   * @param rows more than the perplexity
   * @param start [rows][2], small
   * @return [rows][2]
   */
  static double[][] project(
      double[][] rows, double[][] start, double perplexity, Progress progress) {
    float[][] p = joint(rows, perplexity, progress);
    Tsne tsne = new Tsne(p, start);
    tsne.run(progress);
    double[][] projected = new double[rows.length][2];
    for (int i = 0; i < rows.length; i++) {
      projected[i][0] = tsne.x[i];
      projected[i][1] = tsne.y[i];
    }
    return projected;
  }

  private void run(Progress progress) {
    double rate = Math.max(n / EXAGGERATION / 4, 50);
    double[] speedX = new double[n];
    double[] speedY = new double[n];
    double[] gainX = new double[n];
    double[] gainY = new double[n];
    Arrays.fill(gainX, 1);
    Arrays.fill(gainY, 1);
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      progress.checkCancelled();
      boolean early = iteration < EXAGGERATED;
      double stronger = early ? EXAGGERATION : 1;
      double momentum = early ? 0.5 : 0.8;
      IntStream.range(0, n).parallel().forEach(this::row);
      double normalization = 0;
      for (int i = 0; i < n; i++) {
        normalization += sums[i];
      }
      for (int i = 0; i < n; i++) {
        double gradientX = 4 * (stronger * pullX[i] - pushX[i] / normalization);
        double gradientY = 4 * (stronger * pullY[i] - pushY[i] / normalization);
        gainX[i] = gain(gainX[i], speedX[i], gradientX);
        gainY[i] = gain(gainY[i], speedY[i], gradientY);
        speedX[i] = momentum * speedX[i] - rate * gainX[i] * gradientX;
        speedY[i] = momentum * speedY[i] - rate * gainY[i] * gradientY;
        x[i] += speedX[i];
        y[i] += speedY[i];
      }
      if ((iteration + 1) % REPORT == 0) {
        progress.report("t-SNE", iteration + 1, ITERATIONS);
      }
    }
  }

  private static double gain(double gain, double speed, double gradient) {
    return Math.max(LEAST_GAIN, speed * gradient < 0 ? gain + 0.2 : gain * 0.8);
  }

  private void row(int i) {
    double xi = x[i];
    double yi = y[i];
    float[] pi = p[i];
    double sum = -1; // the point itself, whose kernel is 1
    double attractX = 0;
    double attractY = 0;
    double repelX = 0;
    double repelY = 0;
    for (int j = 0; j < n; j++) {
      double dx = xi - x[j];
      double dy = yi - y[j];
      double q = 1 / (1 + dx * dx + dy * dy);
      double pq = pi[j] * q;
      double qq = q * q;
      sum += q;
      attractX += pq * dx;
      attractY += pq * dy;
      repelX += qq * dx;
      repelY += qq * dy;
    }
    sums[i] = sum;
    pullX[i] = attractX;
    pullY[i] = attractY;
    pushX[i] = repelX;
    pushY[i] = repelY;
  }

  /** Joint probabilities (pᵢⱼ + pⱼᵢ)/2n of Gaussian neighbourhoods of the given perplexity. */
  private static float[][] joint(double[][] rows, double perplexity, Progress progress) {
    int n = rows.length;
    float[][] conditional = new float[n][n];
    double entropy = Math.log(perplexity);
    IntStream.range(0, n)
        .parallel()
        .forEach(
            i -> {
              progress.checkCancelled();
              double[] distances = Neighbours.distances(rows, i);
              distances[i] = Double.POSITIVE_INFINITY;
              double[] found = neighbourhood(distances, entropy);
              for (int j = 0; j < n; j++) {
                conditional[i][j] = (float) found[j];
              }
            });
    for (int i = 0; i < n; i++) {
      conditional[i][i] = 0;
      for (int j = 0; j < i; j++) {
        float both = (conditional[i][j] + conditional[j][i]) / (2 * n);
        conditional[i][j] = both;
        conditional[j][i] = both;
      }
    }
    return conditional;
  }

  /** Finds the width at which the entropy is that of the perplexity, by bisection. */
  private static double[] neighbourhood(double[] squared, double entropy) {
    double least = Arrays.stream(squared).min().orElse(0);
    double mean =
        Arrays.stream(squared).filter(Double::isFinite).map(d -> d - least).average().orElse(1);
    double beta = mean > 0 ? 1 / mean : 1;
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double[] weights = new double[squared.length];
    double sum = 1;
    for (int step = 0; step < 100; step++) {
      sum = 0;
      double weighted = 0;
      for (int j = 0; j < squared.length; j++) {
        // The nearest has the weight 1, so that the sum is never zero.
        double d = squared[j] - least;
        weights[j] = Math.exp(-beta * d);
        sum += weights[j];
        weighted += Double.isFinite(d) ? weights[j] * d : 0;
      }
      double difference = Math.log(sum) + beta * weighted / sum - entropy;
      if (Math.abs(difference) < 1e-5) {
        break;
      } else if (difference > 0) {
        low = beta;
        beta = Double.isInfinite(high) ? beta * 2 : (beta + high) / 2;
      } else {
        high = beta;
        beta = (beta + low) / 2;
      }
    }
    for (int j = 0; j < weights.length; j++) {
      weights[j] /= sum;
    }
    return weights;
  }
}
