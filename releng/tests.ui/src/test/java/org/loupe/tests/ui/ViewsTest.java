package org.loupe.tests.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("Overview, window, slices and decoding")
@ExtendWith(SkippedAfterFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ViewsTest {
  private static final String TOKENS = "analysis.figure.tokens";

  private Path project;
  private Driver driver;

  @BeforeAll
  void open() throws Exception {
    Screen.requireDisplay();
    // A copy: slices are written into the project.
    project = Screen.fresh("project-views");
    for (String part : List.of("loupe.json", "demo.card.json", "checkpoints", "data")) {
      copy(Screen.DEMO.resolve(part), project.resolve(part));
    }
    driver = Driver.start(Screen.fresh("state-views"), "workbench", project.toString());
  }

  private static void copy(Path from, Path to) throws Exception {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  @AfterAll
  void close() throws Exception {
    if (driver != null) {
      driver.close();
    }
  }

  @Test
  @Order(1)
  @DisplayName("begins with the overview, of one window by itself, and leads to every view")
  void overview() throws Exception {
    String accuracy =
        driver.untilShownOfAll(
            "analysis.figure.accuracy",
            text -> text.split("300 windows", -1).length > 3 && !text.contains("computing"));
    assertThat(accuracy).contains("majority", "previous token", "continuous zeroed");
    assertThat(driver.run("text analysis.subject")).contains("300 windows", "teacher-forced");
    assertThat(driver.run("text analysis.finding.late.reliance.type.continuous"))
        .contains("Prediction head type uses input continuous", "Show");
    driver.run("wait overview.method.saliency");
    driver.run("wait overview.method.window");
    driver.run("painted");
    Screen.picture(driver, "overview-light.png");
    driver.run("menu View/Theme/Dark");
    driver.run("painted");
    Screen.awaitBrightness(driver, "overview-dark.png", 0.02, 0.4);
    driver.run("menu View/Theme/Light");
    driver.run("press overview.method.saliency");
    driver.until("analysis.figure.heatmap", text -> text.contains("Saliency of type"));
  }

  @Test
  @Order(2)
  @DisplayName("opens the window that is double-clicked, and explains the token that is clicked")
  void window() throws Exception {
    driver.run("open windows.table 7");
    driver.until(
        TOKENS, text -> text.split("window 7", -1).length > 3 && !text.contains("computing"));
    driver.run("wait analysis.figure.channels");
    driver.run("wait loupe.view.window");
    driver.run("painted");
    Screen.picture(driver, "window-light.png");
    driver.until("inspector.parameter.step", "all"::equals);
    driver.run("press analysis.enlarge.tokens");
    driver.untilGone("analysis.figure.channels");
    // A cell of the first column, of the first checkpoint.
    driver.run("at " + TOKENS + " 0.15 0.5");
    driver.until("inspector.parameter.step", text -> text.matches("\\d+"));
    String step = driver.run("text inspector.parameter.step");
    driver.untilShown(
        "analysis.figure.tokens", text -> text.contains("window 7") && !text.contains("computing"));
    Screen.picture(driver, "window-explained.png");
    driver.run("press analysis.enlarge.tokens");
    driver.run("item explorer.tree Saliency");
    driver.untilShown(
        "analysis.figure.heatmap",
        text -> text.contains("step " + step) && !text.contains("computing"));
    driver.run("press inspector.reset");
  }

  @Test
  @Order(3)
  @DisplayName("keeps chosen windows under a name, in the project and wherever windows are chosen")
  void slices() throws Exception {
    driver.run("rows windows.table 3,5,8");
    driver.until("windows.subject", "Chosen: 3 windows, 1 recording"::equals);
    driver.run("press windows.save");
    driver.run("wait slice.name");
    driver.run("type slice.name first recording");
    driver.run("press slice.ok");
    driver.run("settle");
    Screen.picture(driver, "slice-taken.png");
    driver.run("wait slice.name");
    driver.run("type slice.name three");
    driver.run("press slice.ok");
    driver.untilGone("slice.name");
    assertThat(Files.readString(project.resolve("loupe.json"))).contains("\"three\"", "\"3,5,8\"");
    driver.run("press windows.all");
    driver.until("windows.subject", text -> text.contains("all 300 windows"));
    driver.run("item explorer.tree three");
    driver.until("toolbar.slice", text -> text.startsWith("Slice: three (3)"));
    Screen.picture(driver, "slice-chosen.png");
    driver.run("press windows.all");
  }

  @Test
  @Order(4)
  @DisplayName("has one switch for decoding, which is said with every figure")
  void decoding() throws Exception {
    assertThat(driver.run("text toolbar.decoding")).startsWith("Decoding: teacher-forced");
    driver.run("open windows.table 7");
    driver.until(TOKENS, text -> text.contains("window 7"));
    driver.run("popup toolbar.decoding Free-running");
    driver.until("toolbar.decoding", text -> text.startsWith("Decoding: free-running"));
    driver.untilShown(
        TOKENS, text -> text.split("free-running", -1).length > 3 && !text.contains("computing"));
    assertThat(driver.run("text analysis.subject")).contains("free-running");
    driver.run("painted");
    Screen.picture(driver, "window-free-running.png");
    assertThat(driver.run("text status.warnings")).startsWith("Warnings");
    assertThat(driver.closeWindow()).isZero();
  }
}
