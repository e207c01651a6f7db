package org.loupe.method.cka.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.method.cka.internal.CkaParameters.Estimator;

@DisplayName("Linear CKA")
class LinearCkaTest {
  private static LayerRows layer(int rows, int units, long seed, float[] like, double share) {
    Random random = new Random(seed);
    float[] values = new float[rows * units];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (3 + random.nextGaussian() + (i % units) * 0.1);
      values[i] += (float) (share * like[i % like.length]);
    }
    RowChoice choice = new RowChoice(1, IntStream.range(0, rows).toArray());
    return new LayerRows("layer", choice, units, values);
  }

  private static double[][] gram(LayerRows x) {
    int n = x.choice().size();
    double[][] gram = new double[n][n];
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        for (int u = 0; u < x.units(); u++) {
          gram[a][b] += (double) x.values()[a * x.units() + u] * x.values()[b * x.units() + u];
        }
      }
    }
    return gram;
  }

  /** tr(K·H·L·H) with every matrix written out. */
  private static double biased(double[][] k, double[][] l) {
    int n = k.length;
    double[][] centring = new double[n][n];
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        centring[a][b] = (a == b ? 1 : 0) - 1.0 / n;
      }
    }
    return trace(times(times(k, centring), times(l, centring)));
  }

  /** Equation 5 of Song et al. 2012, written out. */
  private static double debiased(double[][] k, double[][] l) {
    int n = k.length;
    double[][] a = withoutDiagonal(k);
    double[][] b = withoutDiagonal(l);
    return trace(times(a, b))
        + sum(a) * sum(b) / ((n - 1.0) * (n - 2.0))
        - 2 / (n - 2.0) * sum(times(a, b));
  }

  private static double[][] withoutDiagonal(double[][] k) {
    double[][] copy = new double[k.length][];
    for (int a = 0; a < k.length; a++) {
      copy[a] = k[a].clone();
      copy[a][a] = 0;
    }
    return copy;
  }

  private static double[][] times(double[][] a, double[][] b) {
    int n = a.length;
    double[][] product = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          product[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return product;
  }

  private static double trace(double[][] a) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i][i]).sum();
  }

  private static double sum(double[][] a) {
    double sum = 0;
    for (double[] row : a) {
      for (double value : row) {
        sum += value;
      }
    }
    return sum;
  }

  private static double cka(LayerRows x, LayerRows y, Estimator estimator) {
    return LinearCka.of(
        x,
        y,
        LinearCka.dependence(x, x, estimator),
        LinearCka.dependence(y, y, estimator),
        estimator);
  }

  @ParameterizedTest
  @CsvSource({"60,5,9", "60,40,33", "20,70,90", "20,3,90"})
  @DisplayName("is what its definition gives with every matrix written out")
  void definition(int rows, int unitsX, int unitsY) {
    LayerRows x = layer(rows, unitsX, 1, new float[] {0}, 0);
    LayerRows y = layer(rows, unitsY, 2, x.values(), 0.7);
    double[][] k = gram(x);
    double[][] l = gram(y);
    double expected = biased(k, l) / Math.sqrt(biased(k, k) * biased(l, l));
    double expectedDebiased = debiased(k, l) / Math.sqrt(debiased(k, k) * debiased(l, l));
    assertThat(x.centre()).isTrue();
    assertThat(y.centre()).isTrue();
    assertThat(cka(x, y, Estimator.BIASED)).isCloseTo(expected, within(1e-5));
    assertThat(cka(x, y, Estimator.DEBIASED)).isCloseTo(expectedDebiased, within(1e-4));
    assertThat(LinearCka.inFeatures(x, y))
        .isCloseTo(LinearCka.inSamples(x, y), within(1e-9 * LinearCka.inSamples(x, y)));
  }

  @Test
  @DisplayName(
      "of a layer with itself, turned and scaled, is 1; of noise far less, debiased near 0")
  void itself() {
    LayerRows x = layer(200, 2, 1, new float[] {0}, 0);
    float[] turned = new float[400];
    for (int n = 0; n < 200; n++) {
      turned[2 * n] = 3 * (0.6f * x.values()[2 * n] - 0.8f * x.values()[2 * n + 1]);
      turned[2 * n + 1] = 3 * (0.8f * x.values()[2 * n] + 0.6f * x.values()[2 * n + 1]);
    }
    LayerRows y = new LayerRows("layer", x.choice(), 2, turned);
    LayerRows noise = layer(200, 50, 9, new float[] {0}, 0);
    x.centre();
    y.centre();
    noise.centre();
    assertThat(cka(x, x, Estimator.BIASED)).isCloseTo(1, within(1e-12));
    assertThat(cka(x, y, Estimator.BIASED)).isCloseTo(1, within(1e-6));
    assertThat(cka(x, noise, Estimator.BIASED)).isBetween(0.01, 0.3);
    assertThat(cka(x, noise, Estimator.DEBIASED)).isCloseTo(0, within(0.05));
  }

  @Test
  @DisplayName("is n/a of a constant layer, and where layers have other rows")
  void none() {
    LayerRows x = layer(20, 3, 1, new float[] {0}, 0);
    LayerRows constant = new LayerRows("layer", x.choice(), 2, new float[40]);
    LayerRows other =
        new LayerRows("layer", new RowChoice(2, x.choice().rows()), 3, x.values().clone());
    x.centre();
    assertThat(cka(x, constant, Estimator.BIASED)).isNaN();
    assertThat(cka(x, other, Estimator.BIASED)).isNaN();
    x.values()[4] = Float.NaN;
    assertThat(x.centre()).isFalse();
  }

  @Test
  @DisplayName("draws the same rows again, ascending, without repeating one")
  void rows() {
    RowChoice choice = RowChoice.of(50, 64, 300, 42);
    assertThat(choice.rows()).hasSize(300).isSorted().doesNotHaveDuplicates();
    assertThat(RowChoice.of(50, 64, 300, 42).rows()).isEqualTo(choice.rows());
    assertThat(RowChoice.of(50, 64, 300, 43).rows()).isNotEqualTo(choice.rows());
    assertThat(RowChoice.of(5, 3, 300, 42).rows()).hasSize(15);
    int first = choice.firstOf(20);
    assertThat(choice.window(first)).isGreaterThanOrEqualTo(20);
    assertThat(choice.window(first - 1)).isLessThan(20);
  }
}
