package org.loupe.tests.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
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

@DisplayName("The wizard 'Open my model'")
@ExtendWith(SkippedAfterFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ImportTest {
  private static final Path DEMO =
      Path.of(System.getProperty("loupe.script")).resolveSibling("demo").normalize();

  private static final Path LIQUID =
      DEMO.resolve("../../bundles/org.loupe.family.ncp/src/test/resources")
          .resolve("org/loupe/family/ncp/internal/cfc_default.pt")
          .normalize();

  private final Path folder = Screen.TARGET.resolve("imported");
  private Driver driver;

  @BeforeAll
  void open() throws Exception {
    Screen.requireDisplay();
    delete(folder);
    delete(Screen.TARGET.resolve("state-import"));
    Path state = Files.createDirectories(Screen.TARGET.resolve("state-import"));
    driver = Driver.start(state);
    driver.run("wait start.model");
  }

  private static void delete(Path old) throws IOException {
    if (Files.exists(old)) {
      try (Stream<Path> content = Files.walk(old)) {
        for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
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
  @DisplayName("says what a file is, and that a state dict needs its architecture or a family's")
  void files() throws Exception {
    driver.run("press start.model");
    driver.run("wait import.model");
    driver.run("type import.model " + DEMO.resolve("checkpoints/late.pt"));
    driver.until("import.kind", text -> text.contains("architecture is needed"));
    driver.run("type import.model " + LIQUID);
    driver.until(
        "import.kind",
        text ->
            text.contains("a liquid network (ncps CfC, 3 inputs, 5 units, 2 outputs)")
                && text.contains("no architecture is needed"));
    Screen.picture(driver, "import-liquid.png");
    driver.run("type import.model " + DEMO.resolve("checkpoints/late.ts.pt"));
    driver.until("import.kind", text -> text.contains("weights and code"));
    driver.run("type import.data " + DEMO.resolve("data/test.npz"));
    driver.run("settle");
    Screen.picture(driver, "import-files.png");
  }

  @Test
  @Order(2)
  @DisplayName("shows what was guessed, and takes what is corrected")
  void card() throws Exception {
    driver.run("press import.next");
    driver.run("wait import.card");
    driver.until("import.input.continuous", text -> text.startsWith("continuous  float16"));
    driver.until("import.head.type.kind", "categorical"::equals);
    driver.until("import.head.type.target", "target_type"::equals);
    driver.until("import.clusters", "recording"::equals);
    Screen.picture(driver, "import-card.png");
    driver.run("choose import.head.operation.target none");
    driver.until("import.head.operation.target", "none"::equals);
    driver.run("choose import.head.operation.target operation");
    driver.until("import.head.operation.target", "operation"::equals);
    assertThat(driver.run("text import.head.type.axes")).isEqualTo("window, token, class");
    assertThat(driver.run("text import.input.continuous.axes")).isEqualTo("window, time, channel");
    driver.run("type import.head.operation.mask operation not in -1");
  }

  @Test
  @Order(3)
  @DisplayName(
      "feeds an input with another array, drafts anew, and says where the model refuses it")
  void feed() throws Exception {
    driver.run("choose import.input.categorical target_type  int64 [300,16]");
    driver.until("import.input.categorical", text -> text.startsWith("target_type"));
    driver.run("settle");
    Screen.picture(driver, "import-refused.png");
    driver.run("choose import.input.categorical categorical  int64 [300,32,4]");
    driver.until("import.head.type.target", "target_type"::equals);
  }

  @Test
  @Order(4)
  @DisplayName("runs the model on the data and shows how right it is, before anything is written")
  void check() throws Exception {
    driver.run("press import.next");
    driver.run("wait import.check.heads");
    driver.until("import.check.heads", "5 rows"::equals);
    driver.until("import.check.summary", "On 300 windows. Nothing is wrong."::equals);
    driver.until("import.name", "late"::equals);
    driver.run("type import.folder " + folder);
    Screen.picture(driver, "import-check.png");
    assertThat(folder).doesNotExist();
  }

  @Test
  @Order(5)
  @DisplayName("writes the project and opens it, and its first figures are computed")
  void finish() throws Exception {
    driver.run("press import.finish");
    driver.run("wait compare.chip.late");
    driver.run("item explorer.tree Saliency");
    driver.until(
        "analysis.figure.heatmap",
        text -> text.contains("Saliency of") && !text.contains("computing"));
    Screen.picture(driver, "import-opened.png");
    assertThat(folder.resolve("loupe.json")).isRegularFile();
    assertThat(folder.resolve("model.card.json")).content().contains("x-guesses");
  }

  @Test
  @Order(6)
  @DisplayName("shows how a state dict's tensors belong where that is in doubt, dark or light")
  void dark() throws Exception {
    driver.run("menu View/Theme/Dark");
    driver.run("menu File/Open My Model…");
    driver.run("wait import.model");
    driver.run("type import.model " + DEMO.resolve("checkpoints/late.pt"));
    driver.run("type import.architecture " + DEMO.resolve("checkpoints/early.ts.pt"));
    driver.run("type import.data " + DEMO.resolve("data/test.npz"));
    driver.run("press import.next");
    driver.run("wait import.card");
    Screen.awaitBrightness(driver, "import-card-dark.png", 0.05, 0.35);
    driver.run("press import.cancel");
    driver.untilGone("import.card");
    assertThat(driver.closeWindow()).isZero();
  }
}
