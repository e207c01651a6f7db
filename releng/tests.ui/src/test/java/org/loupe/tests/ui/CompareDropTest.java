package org.loupe.tests.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

@DisplayName("A file on the bar of compared checkpoints")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CompareDropTest {
  private static final String CHIP = "compare.chip.another";

  private Path project;
  private Path another;
  private Driver driver;

  @BeforeAll
  void open() throws Exception {
    Screen.requireDisplay();
    Path state = Screen.fresh("state-compare-drop");
    project = Screen.fresh("compare-drop");
    another = Screen.fresh("compare-drop-outside").resolve("another.ts.pt");
    for (String file :
        List.of(
            "demo.card.json",
            "data/test.npz",
            "checkpoints/early.ts.pt",
            "checkpoints/late.ts.pt")) {
      Path copy = project.resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(Screen.DEMO.resolve(file), copy);
    }
    Files.copy(Screen.DEMO.resolve("checkpoints/middle.ts.pt"), another);
    Files.writeString(
        project.resolve("loupe.json"),
        """
        {
          "loupe": 1,
          "name": "Two checkpoints",
          "card": "demo.card.json",
          "checkpoints": [
            {"name": "early", "file": "checkpoints/early.ts.pt"},
            {"name": "late", "file": "checkpoints/late.ts.pt"}
          ],
          "datasets": [{"name": "test", "file": "data/test.npz"}]
        }
        """);
    driver = Driver.start(state, "workbench", project.toString());
    driver.run("wait compare.chip.late");
  }

  @AfterAll
  void close() throws Exception {
    if (driver != null) {
      driver.close();
    }
  }

  private List<String> chips() throws Exception {
    return List.of(driver.run("text compare").split(" ")).stream()
        .filter(id -> id.startsWith("compare.chip."))
        .toList();
  }

  private void untilOnBar(boolean there) throws Exception {
    driver.until("compare", text -> List.of(text.split(" ")).contains(CHIP) == there);
  }

  @Test
  @Order(1)
  @DisplayName("joins the project and is compared where it fell")
  void joins() throws Exception {
    driver.run("dropon compare " + another);
    driver.until("status.notice", text -> text.contains("Added checkpoint 'another'"));
    untilOnBar(true);
    assertThat(chips()).containsExactly("compare.chip.early", "compare.chip.late", CHIP);
    assertThat(project.resolve("loupe.json")).content().contains("\"another\"");
    Screen.picture(driver, "compare-drop.png");
  }

  @Test
  @Order(2)
  @DisplayName("goes with undo, comes back with redo, and the file itself stays where it was")
  void undone() throws Exception {
    driver.run("menu Edit/Undo adding checkpoint another");
    untilOnBar(false);
    assertThat(chips()).containsExactly("compare.chip.early", "compare.chip.late");
    assertThat(project.resolve("loupe.json")).content().doesNotContain("\"another\"");
    assertThat(another).exists();
    driver.run("menu Edit/Redo adding checkpoint another");
    untilOnBar(true);
    assertThat(project.resolve("loupe.json")).content().contains("\"another\"");
  }

  @Test
  @Order(3)
  @DisplayName("is refused with what differs where it is of another model, or is none at all")
  void refused() throws Exception {
    driver.run("dropon compare " + Screen.DEMO.resolve("tiny/tiny.ts.pt"));
    driver.until("question.sentence", text -> text.contains("tiny"));
    Screen.picture(driver, "compare-drop-refused.png");
    driver.run("press question.no");
    assertThat(chips()).containsExactly("compare.chip.early", "compare.chip.late", CHIP);
    assertThat(project.resolve("loupe.json")).content().doesNotContain("tiny");
    Path notes = Files.writeString(another.resolveSibling("notes.pdf"), "no model");
    driver.run("dropon compare " + notes);
    driver.until("question.sentence", text -> text.contains("'notes.pdf' is. It opens"));
    Screen.picture(driver, "compare-drop-unknown.png");
    driver.run("press question.no");
    assertThat(driver.closeWindow()).isZero();
  }
}
