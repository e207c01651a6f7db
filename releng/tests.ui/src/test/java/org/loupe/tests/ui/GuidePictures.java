package org.loupe.tests.ui;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Makes the pictures of the user guide anew; run by {@code releng/screenshot/renew}, not with the
 * tests.
 */
@DisplayName("The pictures of the user guide")
class GuidePictures {
  private static final Path FOLDER =
      Path.of(Objects.requireNonNullElse(System.getProperty("loupe.pictures"), "target/pictures"));

  @Test
  @DisplayName("are made")
  void make() throws Exception {
    try (Driver driver = Driver.start(Screen.fresh("state-pictures"), "demo")) {
      driver.run("wait compare.chip.late");
      driver.run("item explorer.tree Saliency");
      driver.until("analysis.figure.heatmap", Screen::complete);
      // So that nothing moves any more.
      driver.until("jobs.text", text -> text.equals("No jobs"));
      keep(driver, "window.png");
      driver.run("menu Help/Help of This View");
      driver.until("help.text", text -> text.startsWith("Saliency"));
      keep(driver, "help.png");
      driver.run("press toolbar.search");
      driver.run("wait quick.text");
      driver.run("type quick.text sen");
      driver.until("quick.table", text -> text.startsWith("Views\tSensors"));
      keep(driver, "search.png");
    }
  }

  private static void keep(Driver driver, String name) throws Exception {
    driver.run("painted");
    Screen.picture(driver, name);
    BufferedImage taken = ImageIO.read(Screen.file(name).toFile());
    BufferedImage plain =
        new BufferedImage(taken.getWidth(), taken.getHeight(), BufferedImage.TYPE_INT_RGB);
    plain.createGraphics().drawImage(taken, 0, 0, null);
    Files.createDirectories(FOLDER);
    ImageIO.write(plain, "png", FOLDER.resolve(name).toFile());
  }
}
