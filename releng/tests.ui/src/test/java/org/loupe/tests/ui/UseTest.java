package org.loupe.tests.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
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
    Path state = Screen.fresh("state-use");
    driver = Driver.start(state, "demo");
    driver.run("wait compare.chip.late 120");
    driver.run("item explorer.tree Saliency");
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
  @DisplayName("ends all jobs that are cancelled, says so, and computes them when asked again")
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
  @DisplayName("zooms time in every figure that has it when it is zoomed in one")
  void linkedZoom() throws Exception {
    String profile = "analysis.figure.temporal_profile";
    assertThat(driver.run("zoom " + profile)).isEqualTo("Zoom[x=null, y=null]");
    driver.run("keys analysis.figure.heatmap right,+,+,+");
    Thread.sleep(1000);
    assertThat(driver.run("zoom " + profile)).startsWith("Zoom[x=Range");
    assertThat(driver.run("zoom analysis.figure.distribution")).isEqualTo("Zoom[x=null, y=null]");
    Screen.picture(driver, "workbench-zoomed.png");
    driver.run("keys " + profile + " home");
    assertThat(driver.run("zoom " + profile)).isEqualTo("Zoom[x=null, y=null]");
    assertThat(driver.run("zoom analysis.figure.heatmap")).startsWith("Zoom[x=null");
    driver.run("keys analysis.figure.heatmap home");
  }

  @Test
  @Order(4)
  @DisplayName("opens a figure's data, explains it, and keeps it as it is while it is pinned")
  void figureMenu() throws Exception {
    driver.run("context analysis.figure.top_channels Open Its Data");
    driver.until("data.table", PATIENCE, "60 rows"::equals);
    assertThat(driver.run("text data.subject")).startsWith("60 rows");
    Screen.picture(driver, "workbench-data.png");
    driver.run("shut data");
    driver.run("keys analysis.figure.top_channels shift+f1");
    driver.until("explain.sure", PATIENCE, text -> text.contains("10 strongest"));
    assertThat(driver.run("text explain.limits")).isNotEmpty();
    Screen.picture(driver, "workbench-explain.png");
    driver.run("shut explain");

    driver.run("context analysis.figure.heatmap Pin");
    driver.until("analysis.enlarge.heatmap", PATIENCE, text -> text.startsWith("Pinned"));
    driver.run("choose inspector.parameter.prediction_head command");
    driver.until("inspector.run", PATIENCE, text -> text.startsWith("Run"));
    driver.run("press inspector.run");
    driver.until(
        "analysis.figure.top_channels",
        PATIENCE,
        text -> text.contains("command") && !text.contains("computing"));
    assertThat(driver.run("text analysis.figure.heatmap")).contains("Saliency of type");
    Screen.picture(driver, "workbench-pinned.png");
    driver.run("context analysis.figure.heatmap Pin");
    driver.until("analysis.figure.heatmap", PATIENCE, text -> text.contains("of command"));
    driver.run("press inspector.reset");
    driver.until("analysis.figure.heatmap", PATIENCE, text -> text.contains("of type"));
  }

  @Test
  @Order(5)
  @DisplayName("analyses the windows that are selected in the table, filtered or not")
  void windows() throws Exception {
    driver.run("rows windows.table 3,5,8");
    driver.until("windows.subject", PATIENCE, "Chosen: 3 windows, 1 recording"::equals);
    driver.run("type windows.filter window=20-29");
    driver.until("windows.table", PATIENCE, "10 rows"::equals);
    driver.run("rows windows.table 4");
    driver.until("analysis.subject", PATIENCE, "window 24, teacher-forced"::equals);
    driver.until(
        "analysis.figure.heatmap",
        PATIENCE,
        text -> text.contains("window 24") && Screen.complete(text));
    driver.run("type windows.filter ");
    driver.run("press windows.all");
    driver.until("windows.subject", PATIENCE, text -> text.contains("all 300 windows"));
  }

  @Test
  @Order(6)
  @DisplayName("has a dark theme that is dark, and a light one that is light")
  void themes() throws Exception {
    driver.run("menu View/Theme/Dark");
    driver.until("analysis.figure.heatmap", PATIENCE, Screen::complete);
    Screen.awaitBrightness(driver, "workbench-dark.png", 0.05, 0.35);
    assertThat(listGround("list-dark.png")).isLessThan(0.35);
    driver.run("menu View/Theme/Light");
    Screen.awaitBrightness(driver, "workbench-light-again.png", 0.7, 0.99);
    assertThat(listGround("list-light.png")).isGreaterThan(0.7);
  }

  /** The ground of the list of a combo that was there before the theme. */
  private double listGround(String picture) throws Exception {
    driver.run("list analysis.option.sort open");
    Thread.sleep(700);
    String[] middle = driver.run("bounds analysis.option.sort").split(" ");
    // Below the chosen line, where the others stand.
    double ground =
        Screen.median(
            driver,
            picture,
            new Rectangle(
                Integer.parseInt(middle[0]) - 30, Integer.parseInt(middle[1]) + 50, 40, 30));
    driver.run("list analysis.option.sort closed");
    return ground;
  }

  @Test
  @Order(7)
  @DisplayName("keeps the focus where it is when something else is chosen")
  void focus() throws Exception {
    driver.run("click inspector.parameter.step");
    driver.run("choose inspector.parameter.class true");
    Thread.sleep(800);
    assertThat(driver.run("focus")).isEqualTo("inspector.parameter.step");
    driver.run("press inspector.reset");
    driver.until("analysis.figure.heatmap", PATIENCE, Screen::complete);
  }

  @Test
  @Order(8)
  @DisplayName("starts what Run is clicked for, while the help of the field before goes away")
  void clickRun() throws Exception {
    driver.run("choose inspector.parameter.class true");
    driver.run("click windows.filter");
    driver.run("click inspector.parameter.step");
    driver.until("inspector.help", PATIENCE, help -> !help.isEmpty());
    driver.run("click inspector.run");
    driver.until("inspector.run", PATIENCE, "Up to date"::equals);
    assertThat(driver.run("text analysis.figure.heatmap")).contains("true class");
    driver.run("press inspector.reset");
    driver.until("analysis.figure.heatmap", PATIENCE, text -> text.contains("predicted class"));
  }

  @Test
  @Order(9)
  @DisplayName("shows the difference to the baseline in all views, and back")
  void difference() throws Exception {
    driver.run("click compare.arrangement.difference");
    String heatmap =
        driver.until(
            "analysis.figure.heatmap", PATIENCE, text -> text.contains("Difference to A early"));
    assertThat(heatmap).contains("B middle", "C late");
    driver.until("analysis.caption.heatmap", PATIENCE, text -> text.contains("baseline A early"));
    Screen.picture(driver, "workbench-difference.png");
    driver.run("click compare.arrangement.side_by_side");
    driver.until("analysis.figure.heatmap", PATIENCE, Screen::complete);
  }

  @Test
  @Order(10)
  @DisplayName("compares all checkpoints in one view where a method does so")
  void comparison() throws Exception {
    driver.run("item explorer.tree Flips");
    driver.until("inspector.method", PATIENCE, text -> text.contains("baseline"));
    driver.until("inspector.run", PATIENCE, text -> text.startsWith("Run all 300 windows"));
    driver.run("press inspector.run");
    driver.until(
        "analysis.figure.share",
        PATIENCE,
        text -> text.contains("middle") && text.contains("late") && !text.contains("computing"));
    assertThat(driver.run("text inspector.provenance")).contains("against middle", "against late");
    Screen.picture(driver, "workbench-comparison.png");
    driver.run("item explorer.tree Saliency");
    driver.until("analysis.figure.heatmap", PATIENCE, Screen::complete);
    driver.until("analysis.figure.timeline", PATIENCE, text -> text.contains("over checkpoints"));
  }

  @Test
  @Order(11)
  @DisplayName("says what was found above the figures and leads to the figure that shows it")
  void findings() throws Exception {
    String finding = driver.run("text analysis.finding.late.top_share");
    assertThat(finding).contains("10 strongest", "300 windows", "Show");
    driver.run("press analysis.finding.late.top_share");
    Thread.sleep(300);
    assertThat(driver.run("focus")).isEqualTo("analysis.figure.top_channels");
  }

  @Test
  @Order(12)
  @DisplayName("brings the windows to the front when the layout is reset, and closes the log")
  void reset() throws Exception {
    driver.run("menu View/Log");
    driver.run("wait log.table 20");
    driver.run("menu View/Reset Layout");
    driver.until("windows.table", PATIENCE, "300 rows"::equals);
    driver.run("item explorer.tree Saliency");
    driver.until("analysis.figure.heatmap", PATIENCE, Screen::complete);
    assertThat(ids()).doesNotContain("log.table");
  }

  @Test
  @Order(13)
  @DisplayName("leads the keyboard round the whole window")
  void tabulator() throws Exception {
    driver.until("jobs.text", PATIENCE, "No jobs"::equals);
    driver.run("item explorer.tree Window");
    driver.until("analysis.figure.tokens", PATIENCE, Screen::complete);
    driver.until("jobs.text", PATIENCE, "No jobs"::equals);
    assertThat(driver.run("walk 90").split(" "))
        .contains(
            "toolbar.project.bar",
            "toolbar.search",
            "compare.chip.late",
            "compare.arrangement",
            "explorer.tree",
            "analysis.figure.tokens",
            "analysis.enlarge.tokens",
            "inspector.parameter.step",
            "inspector.copy",
            "windows.table",
            "status.tools");
    driver.run("item explorer.tree Saliency");
    driver.until("analysis.figure.heatmap", PATIENCE, Screen::complete);
  }

  @Test
  @Order(14)
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
  @Order(15)
  @DisplayName("says what is wrong with a folder that is no project, and offers the demo")
  void noProject() throws Exception {
    Path folder = Files.createDirectories(Screen.TARGET.resolve("no-project"));
    Path state = Screen.fresh("state-no-project");
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
