package org.loupe.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Progress;

@DisplayName("The sign-flip test")
class SignFlipsTest {
  private static double[] test(double[][] means) {
    return SignFlips.test(means, 42, Progress.none());
  }

  @Test
  @DisplayName("counts all flips of few clusters")
  void exact() {
    double[][] means = {{1, 1, 0}, {2, -1, 0}, {3, 1, 0}, {4, -1, 0}, {5, 1, 0}, {6, -1, 0}};
    assertThat(test(means)).containsExactly(2 / 64.0, 1, 1);
  }

  @Test
  @DisplayName("agrees with counting by hand")
  void byHand() {
    double[] values = {0.3, -0.1, 0.7, 0.2, -0.4, 0.5, 0.6};
    double[][] means = new double[7][1];
    double sum = 0;
    for (int i = 0; i < 7; i++) {
      means[i][0] = values[i];
      sum += values[i];
    }
    int count = 0;
    for (int flip = 0; flip < 128; flip++) {
      double flipped = 0;
      for (int i = 0; i < 7; i++) {
        flipped += (flip >> i & 1) == 0 ? values[i] : -values[i];
      }
      count += Math.abs(flipped) >= sum - 1e-12 ? 1 : 0;
    }
    assertThat(test(means)[0]).isEqualTo(count / 128.0);
  }

  @Test
  @DisplayName("draws flips of many clusters, the same every time")
  void random() {
    Random random = new Random(3);
    double[][] means = new double[40][2];
    for (double[] cluster : means) {
      cluster[0] = random.nextGaussian();
      cluster[1] = random.nextGaussian() + 2;
    }
    double[] p = test(means);
    assertThat(p[0]).isGreaterThan(0.05);
    assertThat(p[1]).isEqualTo(1 / 32768.0);
    assertThat(test(means)).isEqualTo(p);
  }

  @Test
  @DisplayName("is adjusted for the number of tests as Benjamini and Hochberg have it")
  void adjusted() {
    double[] q = SignFlips.benjaminiHochberg(new double[] {0.04, 0.01, Double.NaN, 0.03, 0.5});
    assertThat(q[1]).isCloseTo(0.04, within(1e-12));
    assertThat(q[3]).isCloseTo(0.16 / 3, within(1e-12));
    assertThat(q[0]).isCloseTo(0.16 / 3, within(1e-12));
    assertThat(q[4]).isEqualTo(0.5);
    assertThat(q[2]).isNaN();
  }

  @Test
  @DisplayName("asks at every random flip whether to go on: clusters may be very many")
  void asksOften() {
    Asked asked = new Asked();
    SignFlips.test(new double[17][1], 42, asked);
    assertThat(asked.times()).isGreaterThan(30_000);
  }
}
