package org.loupe.tests.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("The open workbench")
@ExtendWith(SkippedAfterFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UseTest {
  private static final String METHOD = "org.loupe.method.saliency";

  private Driver driver;

  @BeforeAll
  void open() throws Exception {
    Screen.requireDisplay();
    Path state = Screen.fresh("state-use");
    driver = Driver.start(state, "demo");
    driver.run("wait compare.chip.late");
    driver.run("item explorer.tree Saliency");
    driver.until("analysis.figure.heatmap", Screen::complete);
  }

  @AfterAll
  void close() throws Exception {
    if (driver != null) {
      driver.close();
    }
  }

  @Test
  @Order(1)
  @DisplayName("computes all windows when asked")
  void all() throws Exception {
    driver.untilShownOfAll(
        "analysis.figure.heatmap",
        text -> Screen.complete(text) && text.split("300 windows", -1).length > 3);
    driver.until("jobs.text", "No jobs"::equals);
    driver.run("painted");
    Screen.picture(driver, "workbench.png");
  }

  @Test
  @Order(2)
  @DisplayName("enlarges a figure and shows all again")
  void enlarge() throws Exception {
    driver.run("press analysis.enlarge.heatmap");
    driver.untilGone("analysis.figure.top_channels");
    driver.run("wait analysis.figure.heatmap");
    driver.run("painted");
    Screen.picture(driver, "workbench-enlarged.png");
    driver.run("press analysis.enlarge.heatmap");
    driver.run("wait analysis.figure.heatmap");
    driver.run("wait analysis.figure.top_channels");
  }

  @Test
  @Order(3)
  @DisplayName("zooms time in every figure that has it when it is zoomed in one")
  void linkedZoom() throws Exception {
    String profile = "analysis.figure.temporal_profile";
    assertThat(driver.run("zoom " + profile)).isEqualTo("Zoom[x=null, y=null]");
    driver.run("keys analysis.figure.heatmap right,+,+,+");
    driver.untilAnswer("zoom " + profile, zoom -> zoom.startsWith("Zoom[x=Range"));
    driver.run("painted");
    assertThat(driver.run("zoom analysis.figure.distribution")).isEqualTo("Zoom[x=null, y=null]");
    Screen.picture(driver, "workbench-zoomed.png");
    driver.run("keys " + profile + " home");
    driver.untilAnswer("zoom " + profile, "Zoom[x=null, y=null]"::equals);
    driver.untilAnswer("zoom analysis.figure.heatmap", zoom -> zoom.startsWith("Zoom[x=null"));
    driver.run("keys analysis.figure.heatmap home");
  }

  @Test
  @Order(4)
  @DisplayName("opens a figure's data, explains it, and keeps it as it is while it is pinned")
  void figureMenu() throws Exception {
    driver.run("context analysis.figure.top_channels Open Its Data");
    driver.until("data.table", "60 rows"::equals);
    assertThat(driver.run("text data.subject")).startsWith("60 rows");
    Screen.picture(driver, "workbench-data.png");
    driver.run("shut data");
    driver.run("keys analysis.figure.top_channels shift+f1");
    driver.until("explain.sure", text -> text.contains("10 strongest"));
    assertThat(driver.run("text explain.limits")).isNotEmpty();
    Screen.picture(driver, "workbench-explain.png");
    driver.run("shut explain");

    driver.run("context analysis.figure.heatmap Pin");
    driver.until("analysis.enlarge.heatmap", text -> text.startsWith("Pinned"));
    driver.run("choose inspector.parameter.prediction_head command");
    driver.untilShownOfAll(
        "analysis.figure.top_channels",
        text -> text.contains("command") && !text.contains("computing"));
    assertThat(driver.run("text analysis.figure.heatmap")).contains("Saliency of type");
    Screen.picture(driver, "workbench-pinned.png");
    driver.run("context analysis.figure.heatmap Pin");
    driver.until("analysis.figure.heatmap", text -> text.contains("of command"));
    driver.run("press inspector.reset");
    driver.until("analysis.figure.heatmap", text -> text.contains("of type"));
  }

  @Test
  @Order(5)
  @DisplayName("analyses the windows that are selected in the table, filtered or not")
  void windows() throws Exception {
    driver.run("rows windows.table 3,5,8");
    driver.until("windows.subject", "Chosen: 3 windows, 1 recording"::equals);
    driver.run("type windows.filter window=20-29");
    driver.until("windows.table", "10 rows"::equals);
    driver.run("rows windows.table 4");
    driver.until("analysis.subject", "window 24, teacher-forced"::equals);
    driver.untilShown(
        "analysis.figure.heatmap", text -> text.contains("window 24") && Screen.complete(text));
    driver.run("type windows.filter ");
    driver.run("press windows.all");
    driver.until("windows.subject", text -> text.contains("all 300 windows"));
  }

  @Test
  @Order(6)
  @DisplayName("has a dark theme that is dark, and a light one that is light")
  void themes() throws Exception {
    driver.run("menu View/Theme/Dark");
    driver.until("analysis.figure.heatmap", Screen::complete);
    driver.run("painted");
    Screen.awaitBrightness(driver, "workbench-dark.png", 0.05, 0.35);
    awaitListGround("list-dark.png", 0, 0.35);
    driver.run("menu View/Theme/Light");
    Screen.awaitBrightness(driver, "workbench-light-again.png", 0.7, 0.99);
    awaitListGround("list-light.png", 0.7, 1);
  }

  /** The ground of the list of a combo that was there before the theme. */
  private void awaitListGround(String picture, double least, double most) throws Exception {
    driver.run("list analysis.option.sort open");
    driver.run("settle");
    String[] middle = driver.run("bounds analysis.option.sort").split(" ");
    // Below the chosen line, where the others stand.
    Rectangle others =
        new Rectangle(Integer.parseInt(middle[0]) - 30, Integer.parseInt(middle[1]) + 50, 40, 30);
    Screen.awaitMedian(driver, picture, others, least, most);
    driver.run("list analysis.option.sort closed");
  }

  @Test
  @Order(7)
  @DisplayName("keeps the focus where it is when something else is chosen")
  void focus() throws Exception {
    driver.run("click inspector.parameter.step");
    driver.untilAnswer("focus", "inspector.parameter.step"::equals);
    driver.run("choose inspector.parameter.class true");
    driver.untilAnswer("enabled inspector.reset", "true"::equals);
    driver.run("painted");
    assertThat(driver.run("focus")).isEqualTo("inspector.parameter.step");
    driver.run("press inspector.reset");
    driver.until("analysis.figure.heatmap", Screen::complete);
  }

  @Test
  @Order(8)
  @DisplayName("starts what Run is clicked for, while the help of the field before goes away")
  void clickRun() throws Exception {
    driver.run("choose inspector.parameter.class true");
    driver.run("click windows.filter");
    driver.run("click inspector.parameter.step");
    driver.until("inspector.help", help -> !help.isEmpty());
    driver.run("click inspector.run");
    driver.until("inspector.run", "Up to date"::equals);
    driver.until("analysis.figure.heatmap", text -> text.contains("true class"));
    driver.run("press inspector.reset");
    driver.until("analysis.figure.heatmap", text -> text.contains("predicted class"));
  }

  @Test
  @Order(9)
  @DisplayName("shows the difference to the baseline in all views, and back")
  void difference() throws Exception {
    driver.run("click compare.arrangement.difference");
    driver.until(
        "analysis.figure.heatmap",
        text ->
            text.contains("Difference to A early")
                && text.contains("B middle")
                && text.contains("C late"));
    driver.until("analysis.caption.heatmap", text -> text.contains("baseline A early"));
    Screen.picture(driver, "workbench-difference.png");
    driver.run("click compare.arrangement.side_by_side");
    driver.until("analysis.figure.heatmap", Screen::complete);
  }

  @Test
  @Order(10)
  @DisplayName("compares all checkpoints in one view where a method does so")
  void comparison() throws Exception {
    driver.run("item explorer.tree Flips");
    driver.until("inspector.method", text -> text.contains("baseline"));
    driver.until("inspector.run", text -> text.startsWith("Run all 300 windows"));
    driver.run("press inspector.run");
    driver.until(
        "analysis.figure.share",
        text -> text.contains("middle") && text.contains("late") && !text.contains("computing"));
    driver.until(
        "inspector.provenance",
        text -> text.contains("against middle") && text.contains("against late"));
    Screen.picture(driver, "workbench-comparison.png");
    driver.run("item explorer.tree Saliency");
    driver.until("analysis.figure.heatmap", Screen::complete);
    driver.until("analysis.figure.timeline", text -> text.contains("over checkpoints"));
  }

  @Test
  @Order(11)
  @DisplayName("says what was found above the figures and leads to the figure that shows it")
  void findings() throws Exception {
    String finding = driver.run("text analysis.finding.late.top_share");
    assertThat(finding).contains("10 strongest", "300 windows", "Show");
    driver.run("press analysis.finding.late.top_share");
    driver.untilAnswer("focus", "analysis.figure.top_channels"::equals);
  }

  @Test
  @Order(12)
  @DisplayName("brings the windows to the front when the layout is reset, and closes the log")
  void reset() throws Exception {
    driver.run("menu View/Log");
    driver.run("wait log.table");
    driver.run("menu View/Reset Layout");
    driver.until("windows.table", "300 rows"::equals);
    driver.run("item explorer.tree Saliency");
    driver.until("analysis.figure.heatmap", Screen::complete);
    driver.untilGone("log.table");
  }

  @Test
  @Order(13)
  @DisplayName("leads the keyboard round the whole window")
  void tabulator() throws Exception {
    driver.until("jobs.text", "No jobs"::equals);
    driver.run("item explorer.tree Window");
    driver.until("analysis.figure.tokens", Screen::complete);
    driver.until("jobs.text", "No jobs"::equals);
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
    driver.until("analysis.figure.heatmap", Screen::complete);
  }

  @Test
  @Order(14)
  @DisplayName("keeps the place of a view whose bundle goes, and fills it when it is back")
  void bundleGoes() throws Exception {
    String location = driver.run("uninstall " + METHOD);
    driver.until("page.title", text -> text.contains("not installed"));
    assertThat(driver.run("text page.text")).contains(METHOD);
    driver.run("wait loupe.view.saliency");
    driver.run("wait windows.table");
    Screen.picture(driver, "workbench-without-bundle.png");
    driver.run("install " + location);
    driver.until("analysis.figure.heatmap", Screen::complete);
    driver.untilGone("page.title");
    assertThat(driver.closeWindow()).isZero();
  }

  @Test
  @Order(15)
  @DisplayName("says what is wrong with a folder that is no project, and offers the demo")
  void noProject() throws Exception {
    Path folder = Files.createDirectories(Screen.TARGET.resolve("no-project"));
    Path state = Screen.fresh("state-no-project");
    try (Driver other = Driver.start(state, "workbench", folder.toString())) {
      other.until("page.title", text -> text.contains("could not be opened"));
      assertThat(other.run("text page.text")).contains("loupe.json");
      assertThat(other.run("ids")).contains("start.demo", "start.open");
      Screen.picture(other, "workbench-no-project.png");
      assertThat(other.closeWindow()).isZero();
    }
  }
}
