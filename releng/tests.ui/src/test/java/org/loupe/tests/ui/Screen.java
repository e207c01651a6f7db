package org.loupe.tests.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;

/** What is on the screen. */
final class Screen {
  private static final int PICTURES = 600;

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

  /**
   * Waits until the demo keeps a method's result of all windows. Where it takes a second, that of a
   * single window is kept as well.
   */
  static void awaitKept(String method, String checkpoint) throws Exception {
    for (int looks = 0; looks < Driver.PATIENCE && !isKept(method, checkpoint); looks++) {
      Thread.sleep(100);
    }
    assertThat(isKept(method, checkpoint)).as("%s of %s is kept", method, checkpoint).isTrue();
  }

  private static boolean isKept(String method, String checkpoint) throws IOException {
    Path folder = DEMO.resolve("results").resolve(method);
    if (!Files.exists(folder)) {
      return false;
    }
    try (Stream<Path> results = Files.list(folder)) {
      // What is hidden is being written.
      for (Path place :
          results.filter(each -> !each.getFileName().toString().startsWith(".")).toList()) {
        String text = Files.readString(place.resolve("result.json"));
        if (text.contains("\"checkpoint\" : \"" + checkpoint + "\"") && text.contains(", 299 ]")) {
          return true;
        }
      }
    }
    return false;
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
    await(
        name,
        () ->
            IntStream.of(pixels(driver, name))
                .mapToDouble(Screen::brightness)
                .average()
                .orElseThrow(),
        least,
        most);
  }

  /** The same of the middle brightness of a part of it. */
  static void awaitMedian(Driver driver, String name, Rectangle part, double least, double most)
      throws Exception {
    await(name, () -> median(pixels(driver, name, part)), least, most);
  }

  private static double median(int[] pixels) {
    double[] sorted = IntStream.of(pixels).mapToDouble(Screen::brightness).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static void await(String name, Callable<Double> brightness, double least, double most)
      throws Exception {
    double now = brightness.call();
    for (int looks = 0; looks < PICTURES && (now < least || now > most); looks++) {
      Thread.sleep(200);
      now = brightness.call();
    }
    assertThat(now).as("brightness of %s", name).isBetween(least, most);
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
