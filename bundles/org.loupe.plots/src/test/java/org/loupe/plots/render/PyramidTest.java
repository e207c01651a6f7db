package org.loupe.plots.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Dimension;
import org.loupe.plots.HeatMap;
import org.loupe.plots.HeatMap.Aggregation;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.ValueAxis;

@DisplayName("Smaller copies of a heat map")
class PyramidTest {
  private static final int WIDTH = 1531;
  private static final int HEIGHT = 1027;

  private static HeatMap map(float[] values, Aggregation aggregation) {
    return new HeatMap(
        IndexAxis.counting("x", Dimension.TIME, WIDTH),
        IndexAxis.counting("y", Dimension.CHANNEL, HEIGHT),
        values,
        ValueAxis.signed("v"),
        aggregation);
  }

  @Test
  @DisplayName("keep every extreme with its sign, also beside missing values and at odd edges")
  void keepExtremes() {
    Random random = new Random(2);
    for (int i = 0; i < 40; i++) {
      float[] values = new float[WIDTH * HEIGHT];
      int place = i == 0 ? values.length - 1 : random.nextInt(values.length);
      values[place] = -3;
      values[Math.max(0, place - 1)] = Float.NaN;
      Pyramid pyramid = Pyramid.of(map(values, Aggregation.MAX_ABS));
      for (double perPixel : new double[] {2, 4, 100}) {
        assertThat(pyramid.level(perPixel).values()).contains(-3f);
      }
    }
  }

  @Test
  @DisplayName("have the means of what is there, each value counting as much as every other")
  void keepMeans() {
    Random random = new Random(3);
    float[] values = new float[WIDTH * HEIGHT];
    double sum = 0;
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(5) == 0 ? Float.NaN : random.nextFloat();
      if (!Float.isNaN(values[i])) {
        sum += values[i];
        count++;
      }
    }
    Cells cells = Pyramid.of(map(values, Aggregation.MEAN)).level(100);
    assertThat(cells.width()).isLessThan(WIDTH / 2);
    double mean = 0;
    double weight = 0;
    for (int i = 0; i < cells.values().length; i++) {
      if (!Float.isNaN(cells.values()[i])) {
        mean += cells.weight(i) * cells.values()[i];
        weight += cells.weight(i);
      }
    }
    assertThat(weight).isEqualTo(count);
    assertThat(mean / weight).isCloseTo(sum / count, within(1e-6));
  }

  @Test
  @DisplayName("are not coarser than the pixels")
  void areFineEnough() {
    Pyramid pyramid = Pyramid.of(map(new float[WIDTH * HEIGHT], Aggregation.MEAN));
    for (double perPixel = 0.1; perPixel < 9; perPixel += 0.1) {
      Cells cells = pyramid.level(perPixel);
      assertThat((double) cells.cellsPerSide()).isLessThanOrEqualTo(Math.max(1, perPixel));
    }
    assertThat(pyramid.level(1.99).values()).hasSize(WIDTH * HEIGHT);
  }
}
