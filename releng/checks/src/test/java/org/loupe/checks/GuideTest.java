package org.loupe.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Code in the guide is that of the project which the archetype's test has just made, built and
 * tested; its commands are those that were, or are now, run on it.
 */
@DisplayName("The guide to a first method")
class GuideTest {
  private static final Path ROOT = SourceTree.ROOT.toAbsolutePath().normalize();
  private static final Path GUIDE = ROOT.resolve("product/docs/your-first-method.md");
  private static final Path TEST =
      ROOT.resolve("releng/archetype/src/test/resources/projects/history");
  private static final Path PROJECT =
      ROOT.resolve(
          "releng/archetype/target/test-classes/projects/history/project/org.example.history");

  private static final Path STATE = ROOT.resolve("releng/checks/target/state");

  private static final Pattern BLOCK =
      Pattern.compile("(?:<!-- (\\w+): (\\S+) -->\\n)?```(\\w*)\\n(.*?)\\n```", Pattern.DOTALL);
  private static final Pattern PROPERTY = Pattern.compile("-D(\\w+)=(\\S+)");

  /** A block with the comment before it: {@code code: PATH}, {@code command: run}. */
  private record Block(String kind, String of, String text) {}

  private static List<Block> blocks() throws IOException {
    List<Block> blocks = new ArrayList<>();
    Matcher match = BLOCK.matcher(Files.readString(GUIDE));
    while (match.find()) {
      blocks.add(new Block(String.valueOf(match.group(1)), match.group(2), match.group(4)));
    }
    return blocks;
  }

  private static String command(String name) throws IOException {
    return blocks().stream()
        .filter(block -> block.kind().equals("command") && block.of().equals(name))
        .map(Block::text)
        .findFirst()
        .orElseThrow();
  }

  @TestFactory
  @DisplayName("shows code that is built and tested")
  Stream<DynamicTest> code() throws IOException {
    return blocks().stream()
        .filter(block -> !block.kind().equals("command"))
        .map(
            block ->
                DynamicTest.dynamicTest(
                    block.of() + ": " + block.text().lines().findFirst().orElse("").strip(),
                    () -> {
                      assertThat(block.kind()).as(block.text()).isIn("code", "loupe");
                      Path folder = block.kind().equals("code") ? PROJECT : ROOT;
                      List<String> file = stripped(Files.readString(folder.resolve(block.of())));
                      assertThat(Collections.indexOfSubList(file, stripped(block.text())))
                          .as("these lines in %s:\n%s", block.of(), block.text())
                          .isNotNegative();
                    }));
  }

  private static List<String> stripped(String text) {
    return text.lines().map(String::strip).toList();
  }

  @Test
  @DisplayName("makes the project that the archetype's test makes")
  void generate() throws IOException {
    Map<String, String> said = new TreeMap<>();
    Matcher match = PROPERTY.matcher(command("generate"));
    while (match.find()) {
      said.put(match.group(1), match.group(2));
    }
    assertThat(said.remove("archetypeCatalog")).isEqualTo("local");
    String pom = Files.readString(ROOT.resolve("releng/archetype/pom.xml"));
    for (String coordinate : List.of("groupId", "artifactId", "version")) {
      String name = Character.toUpperCase(coordinate.charAt(0)) + coordinate.substring(1);
      assertThat(pom)
          .contains("<%1$s>%2$s</%1$s>".formatted(coordinate, said.remove("archetype" + name)));
    }
    Properties tested = new Properties();
    try (InputStream in = Files.newInputStream(TEST.resolve("archetype.properties"))) {
      tested.load(in);
    }
    assertThat(said).isEqualTo(tested);
  }

  @Test
  @DisplayName("builds it as the archetype's test does")
  void build() throws IOException {
    assertThat(command("build"))
        .isEqualTo("mvn " + Files.readString(TEST.resolve("goal.txt")).strip());
    assertThat(PROJECT.resolve("feature/target/org.example.history.feature.zip")).exists();
  }

  @Test
  @DisplayName("gives commands that run: the method is listed, and analyses the demo")
  void run() throws IOException, InterruptedException {
    Path printed = Files.createTempFile("guide", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder("bash", "-euc", command("run"))
              .directory(PROJECT.toFile())
              .redirectErrorStream(true)
              .redirectOutput(printed.toFile());
      builder.environment().put("LOUPE", ROOT.toString());
      builder.environment().put("LOUPE_STATE", STATE.toString());
      Process process = builder.start();
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("it ends").isTrue();
      assertThat(process.exitValue()).as(Files.readString(printed)).isZero();
      assertThat(Files.readString(printed)).contains("history: How many of the last time steps");
      assertThat(PROJECT.resolve("results/history/late"))
          .isDirectoryContaining("glob:**/result.json")
          .isDirectoryContaining("glob:**/arrays.npz")
          .isDirectoryContaining("glob:**/drop.svg");
    } finally {
      Files.delete(printed);
    }
  }
}
