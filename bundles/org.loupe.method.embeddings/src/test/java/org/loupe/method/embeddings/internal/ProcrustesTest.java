package org.loupe.method.embeddings.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Vectors;
import org.loupe.model.Progress;

@DisplayName("The orthogonal Procrustes alignment")
class ProcrustesTest {
  private static final int ROWS = 40;

  private static double[][] random(int rows, int size, long seed) {
    Random random = new Random(seed);
    double[][] values = new double[rows][size];
    for (double[] row : values) {
      for (int i = 0; i < size; i++) {
        row[i] = random.nextGaussian();
      }
    }
    for (int i = 0; i < size; i++) {
      double mean = 0;
      for (double[] row : values) {
        mean += row[i] / rows;
      }
      for (double[] row : values) {
        row[i] -= mean;
      }
    }
    return values;
  }

  /** Any orthogonal matrix: the directions of a random one. */
  private static double[][] rotated(double[][] rows, double scale, long seed) {
    double[][] directions =
        Svd.of(random(rows[0].length, rows[0].length, seed), Progress.none()).u();
    double[][] turned = new double[rows.length][rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < directions.length; k++) {
        turned[i][k] = scale * Vectors.dot(rows[i], directions[k]);
      }
    }
    return turned;
  }

  private static void assertSame(double[][] found, double[][] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).containsExactly(expected[i], within(1e-9));
    }
  }

  @Test
  @DisplayName("undoes a rotation and a scale")
  void rotation() {
    double[][] a = random(ROWS, 7, 1);
    Procrustes fitted = Procrustes.of(a, rotated(a, 3, 2), true, Progress.none());
    assertThat(fitted.scale()).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(fitted.disparity()).isCloseTo(0, within(1e-9));
    assertSame(fitted.aligned(), a);
  }

  @Test
  @DisplayName("leaves the size as it is where no scale is wanted")
  void size() {
    double[][] a = random(ROWS, 4, 1);
    Procrustes fitted = Procrustes.of(a, rotated(a, 3, 2), false, Progress.none());
    assertThat(fitted.scale()).isEqualTo(1);
    assertThat(fitted.disparity()).isCloseTo(0, within(1e-9));
    double[][] larger = rotated(a, 3, 2);
    double before = 0;
    double after = 0;
    for (int i = 0; i < ROWS; i++) {
      before += Vectors.dot(larger[i], larger[i]);
      after += Vectors.dot(fitted.aligned()[i], fitted.aligned()[i]);
    }
    assertThat(after).isCloseTo(before, within(1e-9 * before));
  }

  @Test
  @DisplayName("rotates directions that the rows do not have, too")
  void fewDirections() {
    double[][] a = random(ROWS, 6, 1);
    for (double[] row : a) {
      row[4] = 0;
      row[5] = row[0];
    }
    Procrustes fitted = Procrustes.of(a, rotated(a, 1, 3), false, Progress.none());
    assertThat(fitted.disparity()).isCloseTo(0, within(1e-9));
    assertSame(fitted.aligned(), a);
  }

  @Test
  @DisplayName("finds in noise what it finds in noise dealt out at random")
  void chance() {
    double[][] a = random(ROWS, 5, 1);
    double[][] b = random(ROWS, 5, 2);
    double found = Procrustes.of(a, b, true, Progress.none()).disparity();
    double[] chance = Procrustes.byChance(a, b, 99, 42, Progress.none());
    assertThat(found).isBetween(chance[0] - 0.1, chance[98] + 0.1);
    assertThat(chance).isSorted();
    assertThat(Procrustes.byChance(a, b, 99, 42, Progress.none())).containsExactly(chance);
  }

  @Test
  @DisplayName("rests on singular values that multiply back to the matrix")
  void decomposition() {
    double[][] columns = random(6, 6, 9);
    Svd svd = Svd.of(columns, Progress.none());
    for (int c = 0; c < 6; c++) {
      for (int r = 0; r < 6; r++) {
        double value = 0;
        for (int k = 0; k < 6; k++) {
          value += svd.u()[k][r] * svd.values()[k] * svd.v()[k][c];
        }
        assertThat(value).isCloseTo(columns[c][r], within(1e-10));
      }
    }
  }
}
