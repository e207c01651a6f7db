package org.loupe.method.embeddings.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.analysis.Vectors;
import org.loupe.model.Progress;

@DisplayName("Principal components")
class PcaTest {
  private static double[][] rows(int count, double[] deviations, long seed) {
    Random random = new Random(seed);
    double[][] rows = new double[count][deviations.length];
    for (double[] row : rows) {
      for (int u = 0; u < row.length; u++) {
        row[u] = 5 + deviations[u] * random.nextGaussian();
      }
    }
    return rows;
  }

  @ParameterizedTest(name = "{0} rows of {1} columns")
  @CsvSource({"300, 40", "20, 200", "60, 60", "500, 3"})
  @DisplayName("are eigenvectors of the covariance, in descending order")
  void eigenvectors(int count, int width) {
    double[] deviations = new double[width];
    Arrays.setAll(deviations, u -> Math.pow(0.8, u));
    double[][] rows = rows(count, deviations, 1);
    Pca pca = Pca.of(rows, 10, Progress.none());
    assertThat(pca.shares()).hasSize(Math.min(10, Math.min(count - 1, width)));
    for (int k = 0; k < pca.shares().length; k++) {
      double[] v = pca.components()[k];
      double[] image = covarianceTimes(rows, v);
      double eigenvalue = pca.shares()[k] * pca.variance();
      for (int u = 0; u < width; u++) {
        assertThat(image[u]).isEqualTo(eigenvalue * v[u], within(1e-8));
      }
      assertThat(Vectors.dot(v, v)).isEqualTo(1, within(1e-10));
      if (k > 0) {
        assertThat(pca.shares()[k]).isLessThanOrEqualTo(pca.shares()[k - 1]);
        assertThat(Vectors.dot(v, pca.components()[k - 1])).isEqualTo(0, within(1e-8));
      }
      int component = k;
      double variance =
          Arrays.stream(pca.scores())
              .mapToDouble(s -> s[component] * s[component])
              .average()
              .orElseThrow();
      assertThat(variance).isEqualTo(eigenvalue, within(1e-8));
    }
  }

  private static double[] covarianceTimes(double[][] rows, double[] v) {
    double[] mean = new double[v.length];
    for (double[] row : rows) {
      Arrays.setAll(mean, u -> mean[u] + row[u] / rows.length);
    }
    double[] image = new double[v.length];
    for (double[] row : rows) {
      double along = 0;
      for (int u = 0; u < v.length; u++) {
        along += (row[u] - mean[u]) * v[u];
      }
      for (int u = 0; u < v.length; u++) {
        image[u] += along * (row[u] - mean[u]) / rows.length;
      }
    }
    return image;
  }

  @Test
  @DisplayName("of noise without any direction still share the variance rightly")
  void noise() {
    double[] deviations = new double[100];
    Arrays.fill(deviations, 1);
    Pca pca = Pca.of(rows(2000, deviations, 2), 10, Progress.none());
    // Marchenko and Pastur: the greatest eigenvalue is about (1 + sqrt(d/n))² of the mean one.
    assertThat(pca.shares()[0] * 100).isBetween(1.35, 1.55);
  }

  @Test
  @DisplayName("of rows on a line are one, of equal rows none")
  void degenerate() {
    double[][] line = new double[10][4];
    for (int i = 0; i < 10; i++) {
      Arrays.fill(line[i], i);
    }
    Pca pca = Pca.of(line, 10, Progress.none());
    assertThat(pca.shares()[0]).isEqualTo(1, within(1e-12));
    assertThat(pca.shares()[1]).isEqualTo(0, within(1e-12));
    for (double element : pca.components()[0]) {
      assertThat(element).isEqualTo(0.5, within(1e-9));
    }
    double[][] same = new double[10][4];
    for (double[] row : same) {
      Arrays.fill(row, 0.1);
    }
    assertThat(Pca.of(same, 10, Progress.none()).shares()).isEmpty();
  }
}
