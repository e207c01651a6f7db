package org.loupe.plots.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.model.Dimension;
import org.loupe.plots.ColorMap;
import org.loupe.plots.Figure;
import org.loupe.plots.HeatMap;
import org.loupe.plots.HeatMap.Aggregation;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.ValueAxis;

@DisplayName("A heat map")
class HeatMapRenderingTest {
  private static final Theme THEME = Theme.DARK;

  @ParameterizedTest
  @ValueSource(doubles = {1, 1.5, 2})
  @DisplayName("shows each cell in the colour of its value, at any scale")
  void showsValues(double scale) {
    float[] values = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    Scene scene =
        scene(4, 3, values, Aggregation.MEAN, RenderOptions.of(THEME, 500, 400).withScale(scale));
    Pixels pixels = scene.pixels();
    Bounds body = scene.body(0);
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 4; column++) {
        // Beside the middle, where the value stands.
        int x = (int) ((body.x() + (column + 0.2) * body.width() / 4) * scale);
        int y = (int) ((body.y() + (row + 0.8) * body.height() / 3) * scale);
        assertThat(pixels.at(x, y))
            .isEqualTo(THEME.sequential().color(values[row * 4 + column] / 11));
      }
    }
  }

  @Test
  @DisplayName("of signed values has zero in the middle of a diverging map")
  void centresZero() {
    HeatMap map =
        new HeatMap(
            IndexAxis.counting("x", Dimension.TIME, 3),
            IndexAxis.counting("y", Dimension.CHANNEL, 1),
            new float[] {-1, 0, 4},
            ValueAxis.signed("v"),
            Aggregation.MAX_ABS);
    Scene scene = scene(map, RenderOptions.of(Theme.LIGHT, 400, 300));
    assertThat(at(scene, 0, 3)).isEqualTo(ColorMap.RED_BLUE.color(3 / 8.0));
    assertThat(at(scene, 1, 3)).isEqualTo(ColorMap.RED_BLUE.color(0.5));
    assertThat(at(scene, 2, 3)).isEqualTo(ColorMap.RED_BLUE.color(1));
  }

  @Test
  @DisplayName("keeps every single extreme when 4096 columns shrink to some 300 pixels")
  void keepsExtremes() {
    for (int place : new int[] {0, 1, 1777, 2048, 4095}) {
      float[] values = new float[4096 * 2];
      values[place] = 1;
      Scene scene = scene(4096, 2, values, Aggregation.MAX_ABS, RenderOptions.of(THEME, 420, 200));
      assertThat(scene.body(0).width()).isLessThan(400);
      assertThat(colors(scene)).contains(THEME.sequential().color(1));
      assertThat(words(scene)).contains("v · max |·| per pixel");
    }
  }

  @Test
  @DisplayName("shows means where it was asked to")
  void showsMeans() {
    float[] values = new float[4096];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 2 == 0 ? 1 : 0;
    }
    Scene scene = scene(4096, 1, values, Aggregation.MEAN, RenderOptions.of(THEME, 420, 200));
    assertThat(colors(scene)).doesNotContain(THEME.sequential().color(1));
    assertThat(words(scene)).contains("v · mean per pixel");
  }

  @Test
  @DisplayName("draws missing values as missing and says so, never as a colour of the map")
  void showsMissing() {
    float[] values = {1, Float.NaN, 3, 4};
    Scene scene = scene(2, 2, values, Aggregation.MAX_ABS, RenderOptions.of(THEME, 500, 400));
    Bounds body = scene.body(0);
    Pixels pixels = scene.pixels();
    Set<Integer> found = new HashSet<>();
    for (int x = (int) (body.x() + body.width() / 2) + 2; x < body.right() - 2; x++) {
      found.add(pixels.at(x, (int) body.y() + 20));
    }
    assertThat(found).containsExactlyInAnyOrder(THEME.missing(), THEME.missingHatch());
    assertThat(words(scene)).contains("missing");
    assertThat(at(scene, 0, 2)).isEqualTo(THEME.sequential().color(1 / 4.0));
  }

  @Test
  @DisplayName("leaves missing values out of what a pixel says")
  void skipsMissing() {
    float[] values = new float[4096];
    Arrays.fill(values, Float.NaN);
    for (int i = 0; i < values.length; i += 2) {
      values[i] = 5;
    }
    for (Aggregation aggregation : Aggregation.values()) {
      Scene scene = scene(4096, 1, values, aggregation, RenderOptions.of(THEME, 420, 200));
      Bounds body = scene.body(0);
      Pixels pixels = scene.pixels();
      for (int x = (int) body.x() + 2; x < body.right() - 2; x++) {
        assertThat(pixels.at(x, (int) body.y() + 20)).isEqualTo(THEME.sequential().color(0.5));
      }
    }
  }

  @Test
  @DisplayName("stands empty, constant and infinite values")
  void standsOddValues() {
    RenderOptions options = RenderOptions.of(THEME, 300, 200);
    assertThat(scene(0, 0, new float[0], Aggregation.MEAN, options).hit(100, 100)).isEmpty();
    for (float value : new float[] {0, 7, Float.NaN, Float.POSITIVE_INFINITY}) {
      float[] values = new float[4];
      Arrays.fill(values, value);
      Scene scene = scene(2, 2, values, Aggregation.MAX_ABS, options);
      assertThat(scene.pixels().rgb()).hasSize(300 * 200);
      assertThat(scene.hit(scene.body(0).x() + 5, scene.body(0).y() + 5)).isPresent();
    }
  }

  private static Set<Integer> colors(Scene scene) {
    Bounds body = scene.body(0);
    Pixels pixels = scene.pixels();
    Set<Integer> colors = new HashSet<>();
    for (int x = (int) body.x() + 1; x < body.right() - 1; x++) {
      colors.add(pixels.at(x, (int) body.y() + 10));
    }
    // The frame lies on the outermost pixels; the raster itself is looked at there.
    for (Mark mark : scene.marks()) {
      if (mark instanceof Mark.Clipped clipped
          && clipped.marks().get(0) instanceof Mark.Picture picture) {
        colors.add(picture.pixels().at(0, 0));
        colors.add(picture.pixels().at(picture.pixels().width() - 1, 0));
      }
    }
    return colors;
  }

  private static int at(Scene scene, int column, int columns) {
    Bounds body = scene.body(0);
    int x = (int) (body.x() + (column + 0.5) * body.width() / columns);
    return scene.pixels().at(x, (int) body.y() + 20);
  }

  private static List<String> words(Scene scene) {
    return SceneLayoutTest.texts(scene.marks()).stream().map(Mark.Text::text).toList();
  }

  private static Scene scene(
      int columns, int rows, float[] values, Aggregation aggregation, RenderOptions options) {
    return scene(
        new HeatMap(
            IndexAxis.counting("x", Dimension.TIME, columns),
            IndexAxis.counting("y", Dimension.CHANNEL, rows),
            values,
            ValueAxis.of("v"),
            aggregation),
        options);
  }

  private static Scene scene(HeatMap map, RenderOptions options) {
    return Scene.of(List.of(Panel.of(new Figure("map", "", "", map))), options);
  }
}
