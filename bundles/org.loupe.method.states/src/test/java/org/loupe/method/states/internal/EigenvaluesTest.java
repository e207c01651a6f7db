package org.loupe.method.states.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.model.Progress;

@DisplayName("Eigenvalues of a general matrix")
class EigenvaluesTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 40})
  @DisplayName("are those that a similar block-diagonal matrix has")
  void known(int size) {
    Random random = new Random(size);
    double[][] blocks = new double[size][size];
    double[] moduli = new double[size];
    for (int i = 0; i + 1 < size; i += 2) {
      double radius = 0.1 + i;
      double angle = 0.3 + random.nextDouble();
      blocks[i][i] = radius * Math.cos(angle);
      blocks[i + 1][i + 1] = radius * Math.cos(angle);
      blocks[i][i + 1] = -radius * Math.sin(angle);
      blocks[i + 1][i] = radius * Math.sin(angle);
      moduli[i] = radius;
      moduli[i + 1] = radius;
    }
    if (size % 2 == 1) {
      blocks[size - 1][size - 1] = -1.7;
      moduli[size - 1] = 1.7;
    }
    List<Complex> values = Eigenvalues.of(similar(blocks, random), Progress.none());
    Arrays.sort(moduli);
    double trace = 0;
    for (int i = 0; i < size; i++) {
      assertThat(values.get(i).modulus()).isCloseTo(moduli[size - 1 - i], within(1e-8));
      trace += blocks[i][i];
    }
    assertThat(values.stream().mapToDouble(Complex::re).sum()).isCloseTo(trace, within(1e-7));
    assertThat(values.stream().mapToDouble(Complex::im).sum()).isCloseTo(0, within(1e-7));
  }

  /** S·M·S⁻¹ with S = I + uvᵀ, whose inverse is I − uvᵀ / (1 + v·u). */
  private static double[][] similar(double[][] matrix, Random random) {
    int size = matrix.length;
    double[] u = random.doubles(size).toArray();
    double[] v = random.doubles(size).toArray();
    double dot = 0;
    for (int i = 0; i < size; i++) {
      dot += u[i] * v[i];
    }
    double[][] left = new double[size][size];
    double[][] right = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        left[i][j] = (i == j ? 1 : 0) + u[i] * v[j];
        right[i][j] = (i == j ? 1 : 0) - u[i] * v[j] / (1 + dot);
      }
    }
    return times(times(left, matrix), right);
  }

  private static double[][] times(double[][] a, double[][] b) {
    double[][] product = new double[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        for (int k = 0; k < a.length; k++) {
          product[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return product;
  }

  @Test
  @DisplayName("come also from matrices that shifts alone do not split, and from defective ones")
  void hard() {
    double[][] cycle = {{0, 0, 0, 1}, {1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}};
    List<Complex> roots = Eigenvalues.of(cycle, Progress.none());
    assertThat(roots).allSatisfy(root -> assertThat(root.modulus()).isCloseTo(1, within(1e-10)));
    assertThat(roots.stream().filter(Complex::isOscillation)).hasSize(2);
    double[][] jordan = {{2, 1, 0}, {0, 2, 1}, {0, 0, 2}};
    assertThat(Eigenvalues.of(jordan, Progress.none()))
        .allSatisfy(value -> assertThat(value.re()).isCloseTo(2, within(1e-4)));
    assertThat(Eigenvalues.of(new double[3][3], Progress.none()))
        .allSatisfy(value -> assertThat(value.modulus()).isZero());
  }
}
