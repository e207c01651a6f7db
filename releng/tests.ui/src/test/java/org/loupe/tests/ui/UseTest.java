package org.loupe.tests.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

@DisplayName("The open workbench")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UseTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String METHOD = "org.loupe.method.saliency";

  private Driver driver;

  @BeforeAll
  void open() throws Exception {
    Screen.requireDisplay();
    Path state = Files.createDirectories(Screen.TARGET.resolve("state-use"));
    driver = Driver.start(state, "demo");
    driver.until("analysis.figure.heatmap", PATIENCE, Screen::complete);
  }

  @AfterAll
  void close() throws Exception {
    if (driver != null) {
      driver.close();
    }
  }

  @Test
  @Order(1)
  @DisplayName("ends a job that is cancelled, says so, and computes it when asked again")
  void cancel() throws Exception {
    assertThat(driver.run("press analysis.run")).startsWith("Run all 300 windows");
    driver.run("press jobs.cancel");
    driver.until(
        "analysis.reason.early", PATIENCE, "A early, B middle, C late: cancelled."::equals);
    assertThat(driver.run("press analysis.run.early")).isEqualTo("Run again");
    driver.until("jobs.text", PATIENCE, "No jobs"::equals);
    driver.until(
        "analysis.figure.heatmap",
        PATIENCE,
        text -> Screen.complete(text) && text.split("300 windows", -1).length > 3);
    // A moment for the other figures to be painted.
    Thread.sleep(1000);
    assertThat(ids()).doesNotContain("analysis.reason.early");
    Screen.picture(driver, "workbench.png");
  }

  @Test
  @Order(2)
  @DisplayName("enlarges a figure and shows all again")
  void enlarge() throws Exception {
    driver.run("press analysis.enlarge.heatmap");
    assertThat(ids())
        .contains("analysis.figure.heatmap")
        .doesNotContain("analysis.figure.top_channels");
    Screen.picture(driver, "workbench-enlarged.png");
    driver.run("press analysis.enlarge.heatmap");
    assertThat(ids()).contains("analysis.figure.heatmap", "analysis.figure.top_channels");
  }

  @Test
  @Order(3)
  @DisplayName("analyses the windows that are selected in the table, filtered or not")
  void windows() throws Exception {
    driver.run("rows windows.table 3,5,8");
    driver.until("windows.subject", PATIENCE, "Analysed: 3 windows, 1 recording"::equals);
    driver.run("type windows.filter window=20-29");
    driver.until("windows.table", PATIENCE, "10 rows"::equals);
    driver.run("rows windows.table 4");
    driver.until("analysis.subject", PATIENCE, "window 24"::equals);
    driver.until(
        "analysis.figure.heatmap",
        PATIENCE,
        text -> text.contains("window 24") && Screen.complete(text));
    driver.run("type windows.filter ");
    driver.run("press windows.all");
    driver.until("windows.subject", PATIENCE, text -> text.contains("all 300 windows"));
  }

  @Test
  @Order(4)
  @DisplayName("has a dark theme that is dark, and a light one that is light")
  void themes() throws Exception {
    driver.run("menu View/Theme/Dark");
    driver.until("analysis.figure.heatmap", PATIENCE, Screen::complete);
    Thread.sleep(1000);
    assertThat(Screen.brightness(driver, "workbench-dark.png")).isBetween(0.05, 0.35);
    driver.run("menu View/Theme/Light");
    Thread.sleep(1000);
    assertThat(Screen.brightness(driver, "workbench-light-again.png")).isBetween(0.7, 0.99);
  }

  @Test
  @Order(5)
  @DisplayName("keeps the place of a view whose bundle goes, and fills it when it is back")
  void bundleGoes() throws Exception {
    String location = driver.run("uninstall " + METHOD);
    driver.until("page.title", PATIENCE, text -> text.contains("not installed"));
    assertThat(driver.run("text page.text")).contains(METHOD);
    assertThat(ids()).contains("loupe.view.saliency", "windows.table");
    Screen.picture(driver, "workbench-without-bundle.png");
    driver.run("install " + location);
    driver.until("analysis.figure.heatmap", PATIENCE, Screen::complete);
    assertThat(ids()).doesNotContain("page.title");
    assertThat(driver.closeWindow()).isZero();
  }

  @Test
  @Order(6)
  @DisplayName("says what is wrong with a folder that is no project, and offers the demo")
  void noProject() throws Exception {
    Path folder = Files.createDirectories(Screen.TARGET.resolve("no-project"));
    Path state = Files.createDirectories(Screen.TARGET.resolve("state-no-project"));
    try (Driver other = Driver.start(state, "workbench", folder.toString())) {
      other.until("page.title", PATIENCE, text -> text.contains("could not be opened"));
      assertThat(other.run("text page.text")).contains("loupe.json");
      assertThat(other.run("ids")).contains("start.demo", "start.open");
      Screen.picture(other, "workbench-no-project.png");
      assertThat(other.closeWindow()).isZero();
    }
  }

  private List<String> ids() throws Exception {
    return List.of(driver.run("ids").split(" "));
  }
}
