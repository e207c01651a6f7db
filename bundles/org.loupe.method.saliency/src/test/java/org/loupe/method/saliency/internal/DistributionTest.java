package org.loupe.method.saliency.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The distribution of attributions")
class DistributionTest {
  private static Distribution of(boolean absolute, float... values) {
    ValueCounts counts = new ValueCounts();
    for (float value : values) {
      counts.add(absolute ? Math.abs(value) : value);
    }
    return Distribution.of(counts);
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
  @DisplayName("has the heights of bins that are counted one by one, to within a bin")
  void heights() {
    float[] values = uniform();
    Distribution distribution = of(false, values);
    double width = distribution.edges()[1] - distribution.edges()[0];
    double found = 0;
    for (int b = 0; b < 50; b++) {
      found += distribution.density()[b] * width * values.length;
      double edge = distribution.edges()[b + 1];
      long below = IntStream.range(0, values.length).filter(i -> values[i] < edge).count();
      // 1/64 of an edge's size is shared between its neighbours, here 8 values at most.
      assertThat(found).isCloseTo(below, within(8.0));
    }
  }

  @Test
  @DisplayName("puts zeros where zero is")
  void zeros() {
    Distribution distribution = of(false, 0, 0, 0, 0, 0, 0, -1, 1, 1, 1);
    assertThat(distribution.beyond()).isZero();
    double width = distribution.edges()[1] - distribution.edges()[0];
    double middle = distribution.density()[24] + distribution.density()[25];
    assertThat(middle * width).isCloseTo(0.6, within(1e-9));
    assertThat(area(distribution)).isCloseTo(1, within(1e-9));
  }
}
