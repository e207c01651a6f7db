package org.loupe.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every method has a help page, and every page says what a reader needs. */
@DisplayName("Help pages")
class HelpPagesTest {
  private static final Pattern ANALYZER =
      Pattern.compile("class \\w+\\s+implements (?:Comparison)?Analyzer<");
  private static final Pattern ID = Pattern.compile("static final String ID = \"(\\w+)\"");
  private static final Pattern YEAR = Pattern.compile("\\b(19|20)\\d\\d\\b");
  private static final List<String> HEADINGS =
      List.of("What it shows", "How to read it", "What it does not say", "Source");
  private static final int LEAST_WORDS = 150;
  private static final int MOST_WORDS = 400;

  /** A method, and where its page must lie. */
  private record Page(String method, Path file) {}

  @Test
  @DisplayName("are looked for of all methods")
  void found() {
    assertThat(pages()).extracting(Page::method).contains("overview", "saliency", "flips");
  }

  @TestFactory
  @DisplayName(
      "have all headings, 150 to 400 words, and a paper with its year or a word on why not")
  Stream<DynamicTest> complete() {
    return pages().stream().map(page -> DynamicTest.dynamicTest(page.method(), () -> check(page)));
  }

  private static void check(Page page) throws IOException {
    assertThat(page.file()).exists();
    String text = Files.readString(page.file());
    assertThat(text.lines().findFirst().orElse("")).startsWith("# ");
    assertThat(text.lines().filter(line -> line.startsWith("## ")).map(line -> line.substring(3)))
        .containsExactlyElementsOf(HEADINGS);
    assertThat(text.strip().split("\\s+").length).isBetween(LEAST_WORDS, MOST_WORDS);
    String source = text.substring(text.indexOf("## Source"));
    assertThat(YEAR.matcher(source).find() || source.contains("No paper")).isTrue();
  }

  private static List<Page> pages() {
    List<Page> pages = new ArrayList<>();
    for (String bundle : SourceTree.bundles()) {
      Path folder = SourceTree.ROOT.resolve("bundles").resolve(bundle);
      if (bundle.startsWith("org.loupe.method.")) {
        for (String id : ids(folder.resolve("src/main/java"))) {
          pages.add(new Page(id, folder.resolve("src/main/resources/OSGI-INF/help/" + id + ".md")));
        }
      }
    }
    return pages;
  }

  private static List<String> ids(Path sources) {
    try (Stream<Path> files = Files.walk(sources)) {
      List<String> ids = new ArrayList<>();
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).sorted().toList()) {
        String source = Files.readString(file);
        if (ANALYZER.matcher(source).find()) {
          Matcher id = ID.matcher(source);
          assertThat(id.find()).as("%s names its method in a constant ID", file).isTrue();
          ids.add(id.group(1));
        }
      }
      return ids;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
