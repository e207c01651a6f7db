package org.loupe.tests.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Finding one's way: search, help, tutorial, preferences, undo. */
@DisplayName("A newcomer")
class HomeTest {

  @Test
  @DisplayName("finds views, reads help, follows the tutorial, takes back what was done")
  void home() throws Exception {
    Screen.requireDisplay();
    try (Driver driver = Driver.start(Screen.fresh("state-home"), "demo")) {
      driver.run("wait compare.chip.late");
      search(driver);
      help(driver);
      undo(driver);
      tutorial(driver);
      preferences(driver);
      assertThat(driver.run("text status.warnings")).isEqualTo("Warnings (0)");
      assertThat(driver.closeWindow()).isZero();
    }
  }

  private static void search(Driver driver) throws Exception {
    driver.run("press toolbar.search");
    driver.run("wait quick.text");
    driver.run("type quick.text sen");
    driver.until("quick.table", text -> text.startsWith("Views\tSensors"));
    driver.run("open quick.table 0");
    driver.run("wait loupe.view.sensors");
    driver.run("press toolbar.search");
    driver.run("wait quick.text");
    driver.run("type quick.text window 7");
    driver.until("quick.table", text -> text.startsWith("Windows\twindow 7"));
    driver.run("open quick.table 0");
    driver.run("wait loupe.view.window");
    driver.until("windows.subject", text -> text.contains("window 7"));
  }

  private static void help(Driver driver) throws Exception {
    driver.run("item explorer.tree Saliency");
    driver.run("wait loupe.view.saliency");
    driver.run("menu Help/Help of This View");
    driver.until(
        "help.text", text -> text.startsWith("Saliency") && text.contains("What it does not say"));
    driver.run("item explorer.tree Flips");
    driver.until("help.text", text -> text.startsWith("Flips"));
    driver.run("press help.contents");
    driver.until("help.text", text -> text.contains("User guide"));
    driver.run("press help.back");
    driver.until("help.text", text -> text.startsWith("Flips"));
    driver.run("menu Help/User Guide");
    driver.until("help.text", text -> text.startsWith("User guide"));
  }

  private static void undo(Driver driver) throws Exception {
    driver.run("context compare.chip.middle Remove");
    driver.until("compare", text -> !text.contains("middle"));
    driver.run("menu Edit/Undo removing middle from the comparison");
    driver.run("wait compare.chip.middle");
    driver.run("menu Edit/Redo removing middle from the comparison");
    driver.until("compare", text -> !text.contains("middle"));
  }

  private static void tutorial(Driver driver) throws Exception {
    driver.run("menu Help/Five-Minute Tutorial");
    driver.run("press tutorial.window");
    driver.until("windows.subject", text -> text.contains("window 12"));
    driver.until("tutorial.progress", text -> text.startsWith("1 of 10"));
  }

  private static void preferences(Driver driver) throws Exception {
    driver.run("menu Edit/Preferences…");
    driver.run("wait preferences");
    driver.run("shut preferences");
  }
}
