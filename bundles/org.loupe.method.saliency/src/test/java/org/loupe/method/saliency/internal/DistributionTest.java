package org.loupe.method.saliency.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Progress;

@DisplayName("The distribution of attributions")
class DistributionTest {
  private static Distribution of(boolean absolute, float... values) {
    return Distribution.of(values, values.length, new int[] {0}, absolute, Progress.none());
  }

  private static double area(Distribution distribution) {
    double width = distribution.edges()[1] - distribution.edges()[0];
    return Arrays.stream(distribution.density()).sum() * width;
  }

  private static float[] uniform() {
    Random random = new Random(3);
    float[] values = new float[1000];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() * 2 - 1;
    }
    return values;
  }

  @Test
  @DisplayName("shows everything where no tail is long")
  void whole() {
    Distribution distribution = of(false, uniform());
    assertThat(distribution.edges()).hasSize(51).isSorted();
    assertThat(distribution.edges()[0]).isCloseTo(-1, within(0.01));
    assertThat(distribution.beyond()).isZero();
    assertThat(area(distribution)).isCloseTo(1, within(1e-9));
    assertThat(of(true, uniform()).edges()[0]).isCloseTo(0, within(0.01));
  }

  @Test
  @DisplayName("ends before single values that are far away, however far, and says how many")
  void longTail() {
    for (float far : new float[] {10, 1e4f, 1e9f}) {
      float[] values = uniform();
      Arrays.fill(values, 0, 5, far);
      Distribution distribution = of(false, values);
      assertThat(distribution.edges()[50]).isBetween(0.9, 1.01);
      assertThat(distribution.beyond()).isBetween(0.005, 0.0101);
      assertThat(area(distribution) + distribution.beyond()).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  @DisplayName("has room for values that are all the same")
  void same() {
    assertThat(area(of(true, 2, 2, 2))).isCloseTo(1, within(1e-9));
    assertThat(of(false, 0, 0).edges()[0]).isEqualTo(-0.5);
  }

  @Test
  @DisplayName("sees the chosen windows only")
  void places() {
    Distribution distribution =
        Distribution.of(new float[] {9, 9, 1, 2, 9, 9}, 2, new int[] {1}, false, Progress.none());
    assertThat(distribution.edges()[0]).isEqualTo(1);
    assertThat(distribution.edges()[50]).isEqualTo(2);
  }
}
