package org.loupe.method.ablation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Resampling;
import org.loupe.model.Progress;

@DisplayName("The sign-flip test")
class SignFlipTest {

  private static double[] test(float[] values, int columns, Resampling resampling) {
    return SignFlip.test(values, columns, resampling, 42, Progress.none());
  }

  @Test
  @DisplayName("tries all flips of few clusters, and counts those as great on either side")
  void exact() {
    Resampling six = Resampling.windows(6);
    float[] values = {1, 1, 0, 1, -1, 0, 1, 1, 0, 1, -1, 0, 1, 1, 0, 1, -1, 0};
    double[] p = test(values, 3, six);
    assertThat(p[0]).isEqualTo(2 / 64.0);
    assertThat(p[1]).isEqualTo(1);
    assertThat(p[2]).isEqualTo(1);
  }

  @Test
  @DisplayName("takes whole clusters for one")
  void clusters() {
    int[] unit = new int[60];
    float[] values = new float[60];
    for (int n = 0; n < 60; n++) {
      unit[n] = n / 10;
      values[n] = n / 10 < 3 ? 1 : -1;
    }
    assertThat(test(values, 1, new Resampling(unit, 6, "recording"))[0]).isEqualTo(1);
    assertThat(test(values, 1, new Resampling(new int[60], 1, "recording"))[0]).isNaN();
  }

  @Test
  @DisplayName("of many clusters takes a sample that depends on the seed alone")
  void sampled() {
    Random random = new Random(1);
    float[] values = new float[80];
    for (int n = 0; n < 40; n++) {
      values[2 * n] = 1 + (float) random.nextGaussian();
      values[2 * n + 1] = (float) random.nextGaussian();
    }
    double[] p = test(values, 2, Resampling.windows(40));
    assertThat(p[0]).isLessThan(0.001);
    assertThat(p[1]).isGreaterThan(0.05);
    assertThat(test(values, 2, Resampling.windows(40))).isEqualTo(p);
  }

  @Test
  @DisplayName("is adjusted by Benjamini and Hochberg")
  void adjusted() {
    double[] adjusted = SignFlip.adjusted(new double[] {0.01, 0.04, Double.NaN, 0.03, 0.5});
    assertThat(adjusted[0]).isCloseTo(0.04, within(1e-12));
    assertThat(adjusted[1]).isCloseTo(0.04 * 4 / 3, within(1e-12));
    assertThat(adjusted[3]).isCloseTo(0.04 * 4 / 3, within(1e-12));
    assertThat(adjusted[4]).isEqualTo(0.5);
    assertThat(adjusted[2]).isNaN();
  }

  @Test
  @DisplayName("is beside a rank correlation in which equal values share a rank")
  void ranks() {
    assertThat(Ranks.correlation(new double[] {1, 2, 3}, new double[] {10, 30, 20}))
        .isCloseTo(0.5, within(1e-12));
    assertThat(Ranks.correlation(new double[] {1, 1, 2, 3}, new double[] {1, 2, 3, 4}))
        .isCloseTo(0.9486832980505138, within(1e-12));
    assertThat(Ranks.correlation(new double[] {1, 1}, new double[] {1, 2})).isNaN();
  }
}
