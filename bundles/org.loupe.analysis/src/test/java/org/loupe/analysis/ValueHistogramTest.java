package org.loupe.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A histogram that knows no range beforehand")
class ValueHistogramTest {
  @ParameterizedTest
  @ValueSource(doubles = {1e-20, 1, 3e12})
  @DisplayName("has the quantiles of values of any size to two parts in a hundred")
  void quantiles(double scale) {
    Random random = new Random(1);
    float[] values = new float[20_001];
    ValueHistogram histogram = new ValueHistogram();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (scale * (random.nextGaussian() + 0.5));
      histogram.add(values[i]);
    }
    Arrays.sort(values);
    for (double share : new double[] {0.01, 0.25, 0.5, 0.9, 0.999}) {
      double exact = values[(int) (share * 20_000)];
      assertThat(histogram.quantile(share))
          .isCloseTo(exact, within(0.02 * Math.abs(exact) + 1e-3 * scale));
    }
    assertThat(histogram.within(scale) / histogram.count()).isCloseTo(0.6247, within(0.01));
  }

  @Test
  @DisplayName("has a density of area 1, and of less where the edges leave values out")
  void density() {
    ValueHistogram histogram = new ValueHistogram();
    for (int i = 1; i <= 1000; i++) {
      histogram.add(i / 1000f);
      histogram.add(-i / 500f);
    }
    assertThat(Arrays.stream(histogram.density(new double[] {-2.5, -1, 0.5, 2})).sum() * 1.5)
        .isCloseTo(1, within(1e-9));
    double[] inner = histogram.density(new double[] {-1, 0, 1});
    assertThat(inner[0]).isCloseTo(0.25, within(0.005));
    assertThat(inner[1]).isCloseTo(0.5, within(0.005));
  }

  @Test
  @DisplayName("of nothing has no quantile")
  void empty() {
    assertThat(new ValueHistogram().quantile(0.5)).isNaN();
  }
}
