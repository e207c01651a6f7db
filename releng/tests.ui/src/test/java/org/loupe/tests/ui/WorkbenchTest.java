package org.loupe.tests.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@DisplayName("The workbench, as a person uses it")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WorkbenchTest {
  private static final List<String> FIGURES =
      List.of("heatmap", "top_channels", "temporal_profile", "distribution");

  private static final String STATE = "state";

  @Test
  @Order(1)
  @DisplayName(
      "opens the demo, computes the saliency of three checkpoints and explains another head")
  void demo() throws Exception {
    Screen.requireDisplay();
    try (Driver driver = Driver.start(Screen.fresh(STATE), "demo")) {
      driver.run("wait explorer.tree");
      for (String checkpoint : List.of("early", "middle", "late")) {
        driver.run("wait compare.chip." + checkpoint);
      }
      driver.run("item explorer.tree Saliency");
      for (String figure : FIGURES) {
        driver.until("analysis.figure." + figure, text -> text.contains("late"));
      }
      String heatMap = driver.until("analysis.figure.heatmap", Screen::complete);
      assertThat(heatMap).contains("Saliency of type").contains("early").contains("middle");
      assertThat(driver.run("text windows.table")).isEqualTo("300 rows");
      Screen.picture(driver, "workbench-light.png");

      driver.run("choose inspector.parameter.prediction_head command");
      driver.untilShown(
          "analysis.figure.heatmap",
          text -> text.contains("Saliency of command") && Screen.complete(text));
      assertThat(driver.run("text status.warnings")).isEqualTo("Warnings (0)");
      assertThat(driver.closeWindow()).isZero();
    }
  }

  @Test
  @Order(2)
  @DisplayName("finds its layout and its project again after a restart, with every view once")
  void restart() throws Exception {
    Screen.requireDisplay();
    try (Driver driver = Driver.start(Screen.TARGET.resolve(STATE))) {
      driver.until(
          "analysis.figure.heatmap",
          text -> text.contains("Saliency of command") && Screen.complete(text));
      driver.until("inspector.parameter.prediction_head", "command"::equals);
      List<String> ids = List.of(driver.run("ids").split(" "));
      for (String once : List.of("explorer.tree", "windows.table", "loupe.view.saliency")) {
        assertThat(ids).containsOnlyOnce(once);
      }
      Screen.picture(driver, "workbench-restarted.png");
      assertThat(driver.closeWindow()).isZero();
    }
  }

  @Test
  @Order(3)
  @DisplayName("shows what it computed at the next start, without computing it again")
  void kept() throws Exception {
    Screen.requireDisplay();
    Path state = Screen.fresh("state-kept");
    try (Driver driver = Driver.start(state, "demo")) {
      driver.run("wait explorer.tree");
      for (String checkpoint : List.of("early", "middle", "late")) {
        driver.run("wait compare.chip." + checkpoint);
      }
      driver.run("item explorer.tree Saliency");
      driver.until("analysis.figure.heatmap", Screen::complete);
      driver.untilShownOfAll("analysis.subject", text -> text.startsWith("300 windows"));
      for (String checkpoint : List.of("early", "middle", "late")) {
        Screen.awaitKept("saliency", checkpoint);
      }
      assertThat(driver.run("text inspector.provenance")).doesNotContain("read from the project");
      assertThat(driver.closeWindow()).isZero();
    }
    try (Driver driver = Driver.start(state)) {
      driver.until("analysis.figure.heatmap", Screen::complete);
      driver.until("analysis.subject", text -> text.startsWith("300 windows"));
      driver.until(
          "inspector.provenance", text -> text.split("read from the project", -1).length == 4);
      assertThat(driver.closeWindow()).isZero();
    }
  }

  @Test
  @Order(4)
  @DisplayName(
      "without a project offers the demo and says what is wrong with a project that is none")
  void first() throws Exception {
    Screen.requireDisplay();
    Path state = Screen.fresh("state-first");
    try (Driver driver = Driver.start(state)) {
      driver.run("wait start.demo");
      Screen.picture(driver, "workbench-first.png");
      driver.run("click start.demo");
      driver.run("wait compare.chip.late");
      assertThat(driver.closeWindow()).isZero();
    }
  }
}
