package org.loupe.tests.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
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

@DisplayName("Extensions in the window")
@ExtendWith(SkippedAfterFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ExtensionsTest {
  private static final String BUNDLE = "org.loupe.method.occlusion";
  private static final String PROFILE = "analysis.figure.temporal_profile";
  private static final String PINNED = "analysis.enlarge.temporal_profile";
  private static final Path REPOSITORY = Path.of(System.getProperty("loupe.repository"));

  private Path made;
  private Driver driver;

  @BeforeAll
  void open() throws Exception {
    Screen.requireDisplay();
    made = Screen.fresh("extensions");
    driver = Driver.start(Screen.fresh("state-extensions"), "demo");
  }

  @AfterAll
  void close() throws Exception {
    if (driver != null) {
      driver.close();
    }
  }

  private static Path occlusion() throws Exception {
    try (Stream<Path> files = Files.list(REPOSITORY.resolve("archives"))) {
      return files.filter(file -> file.toString().contains("occlusion")).findFirst().orElseThrow();
    }
  }

  /** Agrees to the plan, and to what nobody signed. */
  private void agree(String plan) throws Exception {
    driver.until("question.sentence", text -> text.startsWith(plan));
    driver.run("press question.yes");
  }

  private void trust() throws Exception {
    driver.until("question.lines", text -> text.contains("SHA-256: "));
    driver.run("expect");
    driver.run("press question.yes");
  }

  private String live(String method) throws Exception {
    String time = driver.run("live explorer.tree " + method);
    System.Logger log = System.getLogger(ExtensionsTest.class.getName());
    log.log(
        System.Logger.Level.INFO, method + " was in the explorer " + time + " after the change");
    return time;
  }

  @Test
  @Order(1)
  @DisplayName("installs what a repository offers, and its view is there at once")
  void install() throws Exception {
    driver.run("wait analysis.findings");
    driver.until("jobs.text", "No jobs"::equals);
    driver.run("menu Help/Extensions");
    driver.until("extensions.details", text -> text.contains("Add a repository"));
    driver.run("press extensions.repository.add");
    driver.run("wait repository.address");
    driver.run("type repository.address " + REPOSITORY.resolve("index.xml"));
    driver.run("press repository.ok");
    driver.until("extensions.details", text -> text.contains("not installed"));
    driver.run("press extensions.install");
    agree("Install ");
    trust();
    assertThat(live("Occlusion")).endsWith(" ms");
    driver.until(
        "extensions.details",
        text -> text.contains("in use") && text.contains("Adds: Occlusion (with view)"));
    Screen.picture(driver, "extensions-installed.png");
    driver.run("item explorer.tree Occlusion");
    driver.untilShown(
        "analysis.figure.heatmap", text -> !text.isEmpty() && !text.contains("computing"));
    driver.run("watch " + BUNDLE);
  }

  @Test
  @Order(2)
  @DisplayName("takes a newer version that is dropped on the window; the view opens anew as it was")
  void dropped() throws Exception {
    driver.run("choose analysis.option.sort drop");
    driver.run("keys " + PROFILE + " right,+,+,+");
    String zoom = untilZoom(text -> text.startsWith("Zoom[x=Range"));
    driver.run("context " + PROFILE + " Pin");
    driver.until(PINNED, text -> text.startsWith("Pinned"));
    String pinned = driver.run("text " + PROFILE);
    Path newer = ExtensionFiles.withVersion(occlusion(), "99.0.0", made);
    driver.run("drop " + newer);
    agree("Install ");
    trust();
    assertThat(live("Occlusion")).endsWith(" ms");
    assertAsItWas(zoom);
    driver.until(PINNED, text -> text.startsWith("Pinned"));
    assertThat(driver.run("text " + PROFILE)).isEqualTo(pinned);
    driver.run("collected " + BUNDLE);
    driver.run("context " + PROFILE + " Pin");
    driver.until(PINNED, text -> !text.startsWith("Pinned"));
    driver.run("watch " + BUNDLE);
  }

  private String untilZoom(Predicate<String> wanted) throws Exception {
    return driver.untilAnswer("zoom " + PROFILE, wanted);
  }

  private void assertAsItWas(String zoom) throws Exception {
    driver.until("analysis.subject", text -> !text.isEmpty());
    driver.untilShown("analysis.option.sort", "drop"::equals);
    untilZoom(zoom::equals);
  }

  @Test
  @Order(3)
  @DisplayName("updates to what a repository offers newer, one extension or all of them")
  void update() throws Exception {
    String zoom = untilZoom(text -> text.startsWith("Zoom[x=Range"));
    Path index = offer("99.1.0");
    driver.run("menu Help/Extensions");
    driver.run("press extensions.repository.add");
    driver.run("wait repository.address");
    driver.run("type repository.address " + index);
    driver.run("press repository.ok");
    driver.until("extensions.details", text -> text.contains("99.1.0 is offered"));
    driver.run("press extensions.update");
    agree("Update Occlusion 99.1.0");
    trust();
    driver.until(
        "extensions.details",
        text ->
            text.startsWith("Occlusion 99.1.0")
                && text.contains("licence Apache-2.0, not signed")
                && text.contains("It needs Java 17, ")
                && text.contains(" org.loupe.analysis 1"));
    offer("99.2.0");
    driver.run("press extensions.refresh");
    driver.until("extensions.details", text -> text.contains("99.2.0 is offered"));
    driver.run("press extensions.update.all");
    agree("Update Occlusion 99.2.0");
    trust();
    driver.until(
        "extensions.details",
        text -> text.startsWith("Occlusion 99.2.0") && !text.contains("is offered"));
    Screen.picture(driver, "extensions-updated.png");
    driver.run("tab Occlusion");
    assertAsItWas(zoom);
    driver.run("collected " + BUNDLE);
    driver.run("watch " + BUNDLE);
  }

  /** A repository of its own that offers the feature in a version. */
  private Path offer(String version) throws Exception {
    Path repository = Files.createDirectories(made.resolve("repository"));
    Path archive = ExtensionFiles.withVersion(occlusion(), version, repository);
    return ExtensionFiles.index(archive, "org.loupe.feature.occlusion", version, repository);
  }

  @Test
  @Order(4)
  @DisplayName("leaves a page in place of a view that is gone, and nothing in memory")
  void uninstall() throws Exception {
    driver.run("menu Help/Extensions");
    driver.run("press extensions.uninstall");
    agree("Uninstall ");
    driver.run("tab Occlusion");
    driver.until("page.title", text -> text.contains("not installed any more"));
    assertThat(driver.run("text page.text")).contains("extension");
    Screen.picture(driver, "extensions-gone.png");
    driver.run("collected " + BUNDLE);
    driver.run("press page.install");
    agree("Install ");
    driver.until("analysis.subject", text -> !text.isEmpty());
  }

  @Test
  @Order(5)
  @DisplayName("names an extension that misbehaves, goes on without it, and disables it")
  void misbehaving() throws Exception {
    Path bundles = Path.of(System.getProperty("loupe.script")).resolveSibling("target/loupe");
    driver.run("drop " + ExtensionFiles.misbehaving(bundles, made));
    agree("Install ");
    trust();
    live("Thrower");
    driver.run("menu Help/Extensions");
    driver.until("extensions.details", text -> text.contains("Thrower (with view)"));
    driver.run("item explorer.tree Thrower");
    driver.until("trouble.sentence", text -> text.contains("thrown on purpose"));
    driver.run("item explorer.tree Flooder");
    driver.until("trouble.sentence", text -> text.contains("lines to the log"));
    driver.until("trouble.sentence", text -> text.contains("has not answered for 10 s"));
    Screen.picture(driver, "extensions-trouble.png");
    driver.run("press trouble.disable");
    agree("Disable ");
    driver.until("page.title", text -> text.contains("is switched off"));
    assertThat(driver.closeWindow()).isZero();
  }
}
