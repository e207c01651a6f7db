package org.loupe.report.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.model.BadInputException;

@DisplayName("A report")
class HtmlReportsTest {
  private static final Pattern REFERENCE = Pattern.compile("(?:src|href|action)=\"(?!#|data:)");
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 2600;

  private final HtmlReports reports = new HtmlReports();

  @TempDir Path folder;

  private String page() throws Exception {
    Path file = folder.resolve("out/report.html");
    reports.write(Written.report(folder), file);
    assertThat(file.getParent().toFile().list()).containsExactly("report.html");
    return Files.readString(file);
  }

  @Test
  @DisplayName("says what was found, by which rule, and how to compute it again")
  void says() throws Exception {
    String page = page();
    assertThat(page)
        .contains("<title>CNC &lt;demo&gt; &amp; more</title>", "<p>dataset test, 300 windows</p>")
        .contains(
            "It is 2 &gt; 1. <small>(always said)</small> <a href=\"#c1-0-bars\">see figure</a>")
        .contains("sensors: It is 2. <small>(always said)</small> <a href=\"#c1-0-bars\">")
        .contains("heads: It is 3. <small>(always said)</small></li>")
        .contains("<b>Caution:</b> Few windows. <small>(below 6)</small></li>")
        .contains("<b>Recommended:</b> Use fewer channels.")
        .contains("<figcaption>What they show.</figcaption>", "What it does not say: Not why.")
        .contains("0.2500</td><td>95 % interval 0.2000 to 0.3000, bootstrap</td>", "n/a</td>")
        .contains("<td>a&lt;b</td><td class=\"number\">−0.5000</td>")
        .contains("loupe analyze &#39;my project&#39; --method sensors")
        .contains("<h3>Not in this report</h3>", "<li>Attention: the model has no attention.</li>");
    assertThat(page.split("<figure ", -1)).hasSize(3);
    assertThat(page.split("@font-face", -1)).hasSize(3);
  }

  @Test
  @DisplayName("refers to nothing outside, and its links lead somewhere")
  void refersToNothing() throws Exception {
    String page = page();
    assertThat(REFERENCE.matcher(page).find()).isFalse();
    assertThat(page).doesNotContain("<script", "@import", "http:", "https:");
    Pattern.compile("href=\"#([^\"]+)\"")
        .matcher(page)
        .results()
        .forEach(link -> assertThat(page).contains("id=\"" + link.group(1) + "\""));
  }

  @Test
  @DisplayName("can be read aloud and used by keyboard: landmarks, headings, captions, names")
  void accessible() throws Exception {
    String page = page();
    assertThat(page)
        .contains("<html lang=\"en\">", "<header>", "<nav aria-label=\"Contents\">")
        .contains("<a class=\"skip\" href=\"#content\">", "<main id=\"content\">")
        .contains("<th scope=\"col\">name</th>", "<th scope=\"row\">Mean drop</th>");
    assertThat(count(page, "<figure")).isEqualTo(count(page, "<figcaption>"));
    assertThat(count(page, "<figure")).isEqualTo(count(page, "role=\"img\""));
    assertThat(count(page, "role=\"img\"")).as("names").isEqualTo(count(page, "<desc>"));
    assertThat(count(page, "<table>")).isEqualTo(count(page, "<caption>")).isPositive();
    assertThat(count(page, "<table>")).isEqualTo(count(page, "class=\"wide\""));
    List<Integer> levels =
        Pattern.compile("<h([1-6])[ >]")
            .matcher(page)
            .results()
            .map(heading -> Integer.valueOf(heading.group(1)))
            .toList();
    assertThat(levels.get(0)).isEqualTo(1);
    assertThat(levels.stream().filter(level -> level == 1)).hasSize(1);
    for (int i = 1; i < levels.size(); i++) {
      assertThat(levels.get(i)).as("no level is left out").isLessThan(levels.get(i - 1) + 2);
    }
    List<String> ids =
        Pattern.compile(" id=\"([^\"]+)\"").matcher(page).results().map(id -> id.group(1)).toList();
    assertThat(ids).doesNotHaveDuplicates();
    Pattern.compile("aria-labelledby=\"([^\"]+)\"")
        .matcher(page)
        .results()
        .forEach(label -> assertThat(ids).contains(label.group(1)));
  }

  private static int count(String page, String part) {
    return page.split(Pattern.quote(part), -1).length - 1;
  }

  @Test
  @DisplayName("shows its figures in a browser, which has nothing to complain about")
  void inABrowser() throws Exception {
    page();
    Path picture = folder.resolve("report.png");
    String log =
        browse(
            "--hide-scrollbars",
            "--force-device-scale-factor=1",
            "--window-size=" + WIDTH + "," + HEIGHT,
            "--screenshot=" + picture);
    assertThat(picture).as(log).isNotEmptyFile();
    assertThat(log.lines().filter(line -> line.contains("CONSOLE"))).isEmpty();
    Files.createDirectories(Path.of("target", "screenshots"));
    Files.copy(
        picture,
        Path.of("target", "screenshots", "report.png"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    // The bars are painted in the first colour of the palette: two figures, two bands of them.
    BufferedImage image = ImageIO.read(picture.toFile());
    int bands = 0;
    boolean before = false;
    for (int y = 0; y < HEIGHT; y++) {
      int bars = 0;
      for (int x = 200; x < WIDTH; x++) {
        bars += (image.getRGB(x, y) & 0xFFFFFF) == 0x036AB4 ? 1 : 0;
      }
      boolean now = bars > 100;
      bands += now && !before ? 1 : 0;
      before = now;
    }
    // A horizontal bar chart of two bars is two bands.
    assertThat(bands).isEqualTo(4);
  }

  @Test
  @DisplayName("shows the figures of compared checkpoints together, in every way they can be")
  void together() throws Exception {
    String page = page();
    String again = page.substring(page.indexOf("id=\"c2-0\""), page.indexOf("id=\"c2-1\""));
    assertThat(again)
        .contains("<h4>Figures of early, late</h4>", "<div class=\"compared\" id=\"c2-0-bars\">")
        .contains("<summary>Laid over each other</summary>")
        .contains("<summary>Difference to the baseline</summary>")
        .contains("What each checkpoint has more than the baseline A early;");
    assertThat(count(again, "<figure")).isEqualTo(3);
    String older = page.substring(page.indexOf("id=\"c2-1\""));
    assertThat(older)
        .contains("Of early, late only drawings are there", "with --again the report")
        .contains("<div class=\"beside\" id=\"c2-1-bars\">", "early: What they show.")
        .doesNotContain("<summary>Laid over each other</summary>");
    assertThat(count(older, "<figure")).isEqualTo(2);
  }

  @Test
  @DisplayName("prints what is folded on the screen, on a sensible number of pages")
  void prints() throws Exception {
    page();
    Path printed = folder.resolve("report.pdf");
    String log = browse("--no-pdf-header-footer", "--print-to-pdf=" + printed);
    assertThat(printed).as(log).isNotEmptyFile();
    String pdf = Files.readString(printed, StandardCharsets.ISO_8859_1);
    int pages = pdf.split("/Type\\s*/Page\\b", -1).length - 1;
    // The two checkpoints, their comparison and the recipe begin on a page each; figures are whole.
    assertThat(pages).isBetween(4, 12);
  }

  /** Opens the page; gives what the browser says. */
  private String browse(String... options) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                chromium(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
                "--enable-logging=stderr",
                "--user-data-dir=" + folder.resolve("profile")));
    command.addAll(List.of(options));
    command.add(folder.resolve("out/report.html").toUri().toString());
    Process browser =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    assertThat(browser.waitFor(300, TimeUnit.SECONDS)).as("the browser ends").isTrue();
    return Files.readString(folder.resolve("log"));
  }

  @Test
  @DisplayName("replaces an older one, and never a folder")
  void replaces() throws Exception {
    page();
    page();
    Path taken = Files.createDirectories(folder.resolve("taken"));
    assertThatThrownBy(() -> reports.write(Written.report(folder), taken))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("is a folder");
    assertThat(taken.toFile().list()).isEmpty();
  }

  private static String chromium() {
    for (String directory : System.getenv("PATH").split(File.pathSeparator)) {
      File program = new File(directory, "chromium");
      if (program.canExecute()) {
        return program.getPath();
      }
    }
    return Assumptions.abort("there is no chromium here; releng/test installs it");
  }
}
