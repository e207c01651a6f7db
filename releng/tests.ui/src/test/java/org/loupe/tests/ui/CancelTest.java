package org.loupe.tests.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The workbench, when an analysis does not end")
class CancelTest {

  @Test
  @DisplayName("ends all jobs that are cancelled, says so, and computes them when asked again")
  void cancel() throws Exception {
    Screen.requireDisplay();
    try (Driver driver = Driver.start(Screen.fresh("state-cancel"), "demo")) {
      driver.run("wait compare.chip.late");
      driver.run("gate shut");
      driver.run("item explorer.tree Gate");
      driver.untilRunsOnAll("Gate");
      driver.run("press jobs.cancel");
      driver.until("analysis.reason.early", "A early, B middle, C late: cancelled."::equals);
      driver.until("jobs.text", "No jobs"::equals);
      driver.run("gate open");
      assertThat(driver.run("press analysis.run.early")).isEqualTo("Run again");
      driver.until(
          "analysis.figure.passed", text -> text.split("300 windows passed", -1).length == 4);
      driver.untilGone("analysis.reason.early");
      driver.until("jobs.text", "No jobs"::equals);
      assertThat(driver.closeWindow()).isZero();
    }
  }
}
