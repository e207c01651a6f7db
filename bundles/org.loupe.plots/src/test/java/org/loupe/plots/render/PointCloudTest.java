package org.loupe.plots.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A cloud of points")
class PointCloudTest {
  private static final Bounds AREA = new Bounds(10, 20, 60, 40);

  private static Mark.Layer cloud(double[] x, double[] y, int[] rgb) {
    PointCloud cloud = new PointCloud(AREA, 1);
    cloud.add(x, y, rgb, 2);
    return cloud.layer(1);
  }

  private static int argb(Mark.Layer layer, int x, int y) {
    return layer.argb()[(y - 20) * layer.width() + x - 10];
  }

  @Test
  @DisplayName("has more ink where more points lie, and lets single ones be seen")
  void showsDensity() {
    double[] x = new double[1011];
    double[] y = new double[1011];
    Arrays.fill(x, 20.5);
    Arrays.fill(y, 30.5);
    Arrays.fill(x, 1000, 1010, 40.5);
    x[1010] = 60.5;
    Mark.Layer layer = cloud(x, y, new int[1011]);
    int many = argb(layer, 20, 30) >>> 24;
    int some = argb(layer, 40, 30) >>> 24;
    int one = argb(layer, 60, 30) >>> 24;
    assertThat(many).isEqualTo(255);
    assertThat(some).isBetween(one + 20, many - 20);
    assertThat(one).isGreaterThan(100);
    assertThat(argb(layer, 50, 50)).isZero();
  }

  @Test
  @DisplayName("mixes the colours of overlapping points whatever their order")
  void mixesColors() {
    double[] x = new double[2000];
    double[] y = new double[2000];
    Arrays.fill(x, 30.5);
    Arrays.fill(y, 30.5);
    int[] rgb = new int[2000];
    Arrays.fill(rgb, 0, 1000, 0xFF0000);
    Arrays.fill(rgb, 1000, 2000, 0x0000FF);
    int mixed = argb(cloud(x, y, rgb), 30, 30);
    assertThat(mixed >> 16 & 255).isBetween(100, 155);
    assertThat(mixed & 255).isBetween(100, 155);
  }

  @Test
  @DisplayName("leaves out what is no number and what is outside, and cuts discs at its edges")
  void staysInside() {
    double[] x = {Double.NaN, 1e9, -1e9, 10, 69.9, 30};
    double[] y = {30, 30, Double.POSITIVE_INFINITY, 20, 59.9, 1e5};
    Mark.Layer layer = cloud(x, y, new int[6]);
    assertThat(Arrays.stream(layer.argb()).filter(argb -> argb != 0).count()).isBetween(10L, 30L);
  }
}
