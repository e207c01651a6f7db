package org.loupe.plots.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.loupe.plots.Figure;

/**
 * Compares small pictures with those that were looked at when they were made. With {@code
 * -Dloupe.golden.update=true} they are made anew; look at them before they are kept.
 */
@DisplayName("A picture")
class GoldenImagesTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 220;
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

  /** Smoothing of edges may differ a little between releases of Java. */
  private static final int LIKE = 48;

  private static final double EDGES = 0.004;

  static List<Arguments> pictures() {
    List<Arguments> pictures = new ArrayList<>();
    for (Figure figure : KindsOfFigures.all()) {
      Theme theme = pictures.size() % 2 == 0 ? Theme.LIGHT : Theme.DARK;
      pictures.add(Arguments.of(figure.id(), figure, theme));
    }
    return pictures;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pictures")
  @DisplayName("looks as it did")
  void looksAsItDid(String name, Figure figure, Theme theme) throws Exception {
    Path file = GOLDEN.resolve(name + ".png");
    Scene scene = Scene.of(List.of(Panel.of(figure)), RenderOptions.of(theme, WIDTH, HEIGHT));
    Pixels pixels = scene.pixels();
    if (Boolean.getBoolean("loupe.golden.update")) {
      Files.createDirectories(GOLDEN);
      Files.write(file, pixels.png());
    }
    BufferedImage golden = ImageIO.read(file.toFile());
    int different = 0;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        different += differ(pixels.at(x, y), golden.getRGB(x, y)) ? 1 : 0;
      }
    }
    if (different > EDGES * WIDTH * HEIGHT) {
      Path found = Files.createDirectories(Path.of("target", "golden")).resolve(name + ".png");
      Files.write(found, pixels.png());
    }
    assertThat(different)
        .as(
            "pixels of %s that differ from %s; target/golden has the picture as it is now",
            name, file)
        .isLessThanOrEqualTo((int) (EDGES * WIDTH * HEIGHT));
  }

  private static boolean differ(int one, int other) {
    for (int shift = 0; shift <= 16; shift += 8) {
      if (Math.abs((one >> shift & 255) - (other >> shift & 255)) > LIKE) {
        return true;
      }
    }
    return false;
  }
}
