package org.loupe.tests.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@DisplayName("The workbench, as a person uses it")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WorkbenchTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final List<String> FIGURES =
      List.of("heatmap", "top_channels", "temporal_profile", "distribution");

  private static final Path TARGET = Path.of(System.getProperty("loupe.target"));
  private static final Path STATE = TARGET.resolve("state");

  @Test
  @Order(1)
  @DisplayName(
      "opens the demo, computes the saliency of three checkpoints and explains another head")
  void demo() throws Exception {
    requireDisplay();
    Files.createDirectories(STATE);
    try (Driver driver = Driver.start(STATE, "demo")) {
      driver.run("wait explorer.tree 120");
      for (String checkpoint : List.of("early", "middle", "late")) {
        driver.run("wait compare.chip." + checkpoint + " 120");
      }
      driver.run("item explorer.tree Saliency");
      for (String figure : FIGURES) {
        driver.until("analysis.figure." + figure, PATIENCE, text -> text.contains("late"));
      }
      String heatMap = driver.until("analysis.figure.heatmap", PATIENCE, WorkbenchTest::complete);
      assertThat(heatMap).contains("Saliency of type").contains("early").contains("middle");
      assertThat(driver.run("text windows.table")).isEqualTo("300 rows");
      picture(driver, "workbench-light.png");

      driver.run("choose inspector.parameter.prediction_head command");
      driver.until(
          "analysis.figure.heatmap",
          PATIENCE,
          text -> text.contains("Saliency of command") && complete(text));
      assertThat(driver.run("text status.warnings")).isEqualTo("Warnings (0)");
      assertThat(driver.closeWindow()).isZero();
    }
  }

  @Test
  @Order(2)
  @DisplayName("finds its layout and its project again after a restart, with every view once")
  void restart() throws Exception {
    requireDisplay();
    try (Driver driver = Driver.start(STATE)) {
      driver.until("analysis.figure.heatmap", PATIENCE, WorkbenchTest::complete);
      List<String> ids = List.of(driver.run("ids").split(" "));
      for (String once : List.of("explorer.tree", "windows.table", "loupe.view.saliency")) {
        assertThat(ids).containsOnlyOnce(once);
      }
      picture(driver, "workbench-restarted.png");
      assertThat(driver.closeWindow()).isZero();
    }
  }

  @Test
  @Order(3)
  @DisplayName(
      "without a project offers the demo and says what is wrong with a project that is none")
  void first() throws Exception {
    requireDisplay();
    Path state = TARGET.resolve("state-first");
    try (Driver driver = Driver.start(state)) {
      driver.run("wait start.demo 120");
      picture(driver, "workbench-first.png");
      driver.run("click start.demo");
      driver.run("wait compare.chip.late 120");
      assertThat(driver.closeWindow()).isZero();
    }
  }

  /** Whether every compared checkpoint's panel shows its numbers and none is still computing. */
  private static boolean complete(String description) {
    return description.split("Greatest", -1).length == 4 && !description.contains("computing");
  }

  private static void requireDisplay() {
    Assumptions.assumeTrue(
        System.getenv("DISPLAY") != null, "there is no display; releng/test brings its own");
  }

  /** Saves what is on the screen, and makes sure that something is. */
  private static void picture(Driver driver, String name) throws Exception {
    Path file = Files.createDirectories(TARGET.resolve("screenshots")).resolve(name);
    driver.run("screenshot " + file);
    BufferedImage picture = ImageIO.read(file.toFile());
    int[] colours =
        picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    assertThat(IntStream.of(colours).distinct().count())
        .as("colours in %s", file)
        .isGreaterThan(64);
  }
}
