package org.loupe.tests.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;

/** What is on the screen. */
final class Screen {
  private static final Duration PAINTED = Duration.ofSeconds(60);
  static final Path TARGET = Path.of(System.getProperty("loupe.target"));

  /** The project that the product brings along, where it is opened. */
  static final Path DEMO =
      Path.of(System.getProperty("loupe.script")).resolveSibling("target/loupe/demo");

  private Screen() {}

  static void requireDisplay() {
    Assumptions.assumeTrue(
        System.getenv("DISPLAY") != null, "there is no display; releng/test brings its own");
  }

  /** A state folder that nothing was kept in before; nothing is kept of the demo, either. */
  static Path fresh(String name) throws IOException {
    delete(DEMO.resolve("results"));
    Path folder = TARGET.resolve(name);
    delete(folder);
    return Files.createDirectories(folder);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Waits until a file is there. */
  static void awaitFile(Path file, Duration limit) throws InterruptedException {
    Instant end = Instant.now().plus(limit);
    while (!Files.exists(file)) {
      assertThat(Instant.now()).as("when there is %s", file).isBefore(end);
      Thread.sleep(100);
    }
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

  /**
   * Saves what is on the screen as soon as its mean brightness, 0 to 1, is as wanted; how long the
   * window takes to paint itself is nobody's business here.
   */
  static void awaitBrightness(Driver driver, String name, double least, double most)
      throws Exception {
    long end = System.nanoTime() + PAINTED.toNanos();
    double now = brightness(driver, name);
    while ((now < least || now > most) && System.nanoTime() < end) {
      Thread.sleep(200);
      now = brightness(driver, name);
    }
    assertThat(now).as("brightness of %s", name).isBetween(least, most);
  }

  private static double brightness(Driver driver, String name) throws IOException {
    return IntStream.of(pixels(driver, name))
        .mapToDouble(Screen::brightness)
        .average()
        .orElseThrow();
  }

  /** Saves what is on the screen; the middle brightness of a part of it, 0 to 1. */
  static double median(Driver driver, String name, Rectangle part) throws IOException {
    double[] sorted =
        IntStream.of(pixels(driver, name, part)).mapToDouble(Screen::brightness).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /** Where a picture is kept. */
  static Path file(String name) throws IOException {
    return Files.createDirectories(TARGET.resolve("screenshots")).resolve(name);
  }

  private static double brightness(int rgb) {
    Color color = new Color(rgb);
    return (color.getRed() + color.getGreen() + color.getBlue()) / (3 * 255.0);
  }

  private static int[] pixels(Driver driver, String name) throws IOException {
    return pixels(driver, name, null);
  }

  private static int[] pixels(Driver driver, String name, Rectangle part) throws IOException {
    Path file = file(name);
    driver.run("screenshot " + file);
    BufferedImage picture = ImageIO.read(file.toFile());
    Rectangle shown = part == null ? new Rectangle(picture.getWidth(), picture.getHeight()) : part;
    return picture.getRGB(shown.x, shown.y, shown.width, shown.height, null, 0, shown.width);
  }
}
