package org.loupe.plots.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loupe.plots.Figure;

@DisplayName("An SVG in a browser")
class SvgInBrowserTest {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 640;

  /** Share of colour that may differ on average: antialiasing of lines and letters. */
  private static final double TOLERANCE = 0.02;

  /** Share of pixels that may look quite different: edges of letters. */
  private static final double EDGES = 0.06;

  @TempDir Path folder;

  static List<Figure> figures() {
    return KindsOfFigures.all();
  }

  @ParameterizedTest
  @MethodSource("figures")
  @DisplayName("looks like the pixels on the screen")
  void sameAsScreen(Figure figure) throws Exception {
    Scene scene = Scene.of(List.of(Panel.of(figure)), RenderOptions.of(Theme.LIGHT, WIDTH, HEIGHT));
    BufferedImage browser = screenshot(scene.svg());
    int[] screen = scene.pixels().rgb();
    double difference = 0;
    int different = 0;
    for (int i = 0; i < screen.length; i++) {
      int pixel = distance(screen[i], browser.getRGB(i % WIDTH, i / WIDTH));
      difference += pixel;
      different += pixel > 3 * 64 ? 1 : 0;
    }
    assertThat(difference / (3.0 * 255 * screen.length)).isLessThan(TOLERANCE);
    assertThat((double) different / screen.length).isLessThan(EDGES);
  }

  private static int distance(int a, int b) {
    return Math.abs((a >> 16 & 255) - (b >> 16 & 255))
        + Math.abs((a >> 8 & 255) - (b >> 8 & 255))
        + Math.abs((a & 255) - (b & 255));
  }

  private BufferedImage screenshot(String svg) throws Exception {
    Path page = folder.resolve("figure.svg");
    Path picture = folder.resolve("figure.png");
    Files.writeString(page, svg);
    Process browser =
        new ProcessBuilder(
                chromium(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
                "--hide-scrollbars",
                "--force-device-scale-factor=1",
                "--user-data-dir=" + folder.resolve("profile"),
                "--window-size=" + WIDTH + "," + HEIGHT,
                "--screenshot=" + picture,
                page.toUri().toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    assertThat(browser.waitFor(300, TimeUnit.SECONDS)).as("the browser ends").isTrue();
    assertThat(picture).as(Files.readString(folder.resolve("log"))).isNotEmptyFile();
    return ImageIO.read(picture.toFile());
  }

  private static String chromium() {
    for (String directory : System.getenv("PATH").split(File.pathSeparator)) {
      File program = new File(directory, "chromium");
      if (program.canExecute()) {
        return program.getPath();
      }
    }
    return Assumptions.abort("there is no chromium here; releng/test installs it");
  }
}
