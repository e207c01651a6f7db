package org.loupe.tests.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;

/** What is on the screen. */
final class Screen {
  static final Path TARGET = Path.of(System.getProperty("loupe.target"));

  private Screen() {}

  static void requireDisplay() {
    Assumptions.assumeTrue(
        System.getenv("DISPLAY") != null, "there is no display; releng/test brings its own");
  }

  /** Whether every compared checkpoint's panel shows its numbers and none is still computing. */
  static boolean complete(String description) {
    return description.split("Greatest", -1).length == 4 && !description.contains("computing");
  }

  /** Saves what is on the screen, and makes sure that something is. */
  static void picture(Driver driver, String name) throws IOException {
    assertThat(IntStream.of(pixels(driver, name)).distinct().count())
        .as("colours in %s", name)
        .isGreaterThan(64);
  }

  /** Saves what is on the screen; its mean brightness, 0 to 1. */
  static double brightness(Driver driver, String name) throws IOException {
    return IntStream.of(pixels(driver, name))
            .mapToObj(Color::new)
            .mapToInt(color -> color.getRed() + color.getGreen() + color.getBlue())
            .average()
            .orElseThrow()
        / (3 * 255);
  }

  private static int[] pixels(Driver driver, String name) throws IOException {
    Path file = Files.createDirectories(TARGET.resolve("screenshots")).resolve(name);
    driver.run("screenshot " + file);
    BufferedImage picture = ImageIO.read(file.toFile());
    return picture.getRGB(
        0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
  }
}
