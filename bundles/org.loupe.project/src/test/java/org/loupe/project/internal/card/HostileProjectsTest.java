package org.loupe.project.internal.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.loupe.model.BadInputException;
import org.loupe.project.Project;
import org.loupe.project.internal.FileProjects;
import org.loupe.project.internal.data.TestArrays;

@DisplayName("A project file that is damaged or contradicts itself")
class HostileProjectsTest {
  private static final String SOUND_CHECKPOINT = "{\"name\": \"late\", \"file\": \"late.ts.pt\"}";
  private static final String SOUND_DATASET = "{\"name\": \"test\", \"file\": \"data.npz\"}";
  private static final String SOUND_SLICE =
      "{\"name\": \"first\", \"dataset\": \"test\", \"windows\": \"0-1\"}";

  @TempDir Path folder;

  private static String project(String... parts) {
    return "{\"loupe\": 1, \"name\": \"p\", " + String.join(", ", parts) + "}";
  }

  private static String checkpoints(String... entries) {
    return "\"checkpoints\": [" + String.join(", ", entries) + "]";
  }

  private static String datasets(String... entries) {
    return "\"datasets\": [" + String.join(", ", entries) + "]";
  }

  private static String slices(String... entries) {
    return "\"slices\": [" + String.join(", ", entries) + "]";
  }

  private static String deep(int levels) {
    return "[".repeat(levels) + "]".repeat(levels);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("nothing", "", "is empty; a project file was expected"),
        Arguments.of("blanks", "  \n ", "is empty"),
        Arguments.of("an end in the middle", "{\"loupe\": 1, \"name\": ", "in line 1, column"),
        Arguments.of("a list", "[1]", "is [1], expected an object in braces"),
        Arguments.of("a number", "7", "is 7, expected an object"),
        Arguments.of("other text behind it", "{\"loupe\": 1} x", "is no JSON in line 1"),
        Arguments.of("a key twice", "{\"loupe\": 1, \"loupe\": 1}", "Duplicate field 'loupe'"),
        Arguments.of("NUL bytes", "{\"loupe\": 1,\0\0}", "CTRL-CHAR, code 0"),
        Arguments.of("bytes of an archive", "PK\3\4", "is no JSON in line 1"),
        Arguments.of("no version", "{\"name\": \"p\"}", "lacks the key 'loupe'"),
        Arguments.of(
            "a version in words", "{\"loupe\": \"1\"}", "/loupe is \"1\", expected an int"),
        Arguments.of(
            "version 0", "{\"loupe\": 0}", "/loupe is 0, expected a format version from 1"),
        Arguments.of(
            "a newer version",
            "{\"loupe\": 2, \"name\": \"p\", \"models\": []}",
            "/loupe is 2, this Loupe reads format version 1; install a newer Loupe"),
        Arguments.of("deep nesting", "{\"loupe\": 1, \"x-a\": " + deep(5000) + "}", "depth (65)"),
        Arguments.of(
            "an endless number", "{\"loupe\": " + "9".repeat(5000) + "}", "is no project file"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  @DisplayName("is refused where it cannot be told what it is")
  void refused(String what, String text, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("loupe.json"), text);

    assertThatThrownBy(() -> new FileProjects().open(folder))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("loupe.json")
        .hasMessageContaining(message);
    assertThat(Files.readString(file)).isEqualTo(text);
  }

  @Test
  @DisplayName("is refused by its size before it is read, and where it is a folder")
  void size() throws IOException {
    Path file = folder.resolve("loupe.json");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(100L << 20);
    }
    assertThatThrownBy(() -> new FileProjects().open(folder))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("has 104857600 bytes, which is too much for a project file");

    Files.delete(file);
    Files.createDirectory(file);
    assertThatThrownBy(() -> new FileProjects().open(file.getParent()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("There is no project file");
  }

  static Stream<Arguments> wrongCheckpoints() {
    return Stream.of(
        Arguments.of("5", "checkpoint 1", "/checkpoints/0 is 5, expected an object"),
        Arguments.of("null", "checkpoint 1", "/checkpoints/0 is null, expected an object"),
        Arguments.of("{}", "checkpoint 1", "/checkpoints/0 lacks the key 'name'"),
        Arguments.of("{\"name\": \"early\"}", "early", "/checkpoints/0 lacks the key 'file'"),
        Arguments.of(
            "{\"name\": 3, \"file\": \"a.pt\"}", "checkpoint 1", "/checkpoints/0/name is 3"),
        Arguments.of(
            "{\"name\": \"a\", \"file\": [\"a.pt\"]}", "a", "/checkpoints/0/file is [\"a.pt\"]"),
        Arguments.of(
            "{\"name\": \"../x\", \"file\": \"a.pt\"}",
            "checkpoint 1",
            "/checkpoints/0/name is '../x'; a name must not"),
        Arguments.of(
            "{\"name\": \"\\u001b[2J\", \"file\": \"a.pt\"}",
            "checkpoint 1",
            "/checkpoints/0/name is '\uFFFD[2J'; a name must not"),
        Arguments.of(
            "{\"name\": \"" + "n".repeat(300) + "\", \"file\": \"a.pt\"}",
            "checkpoint 1",
            "or be longer than 200 characters"),
        Arguments.of(
            "{\"name\": \"a\", \"file\": \"a\\u0000.pt\"}", "a", "/checkpoints/0/file is no path"),
        Arguments.of(
            "{\"name\": \"a\", \"file\": \"a.pt\", \"architectur\": \"b.pt\"}",
            "a",
            "unknown key 'architectur' at /checkpoints/0/architectur"),
        Arguments.of(
            "{\"folder\": \"nowhere\"}", "checkpoint 1", "/checkpoints/0/folder cannot be opened"),
        Arguments.of(
            "{\"folder\": \".\", \"file\": \"a.pt\"}", "checkpoint 1", "leave out 'name' and"),
        Arguments.of("{\"name\": \"a\", \"file\": \"missing.ts.pt\"}", "a", "missing.ts.pt"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  @DisplayName("keeps the other checkpoints, and says of the wrong one where and what")
  void wrongCheckpoints(String entry, String name, String message) throws Exception {
    Project project = open(project(checkpoints(entry, SOUND_CHECKPOINT), datasets(SOUND_DATASET)));

    assertThat(project.checkpoints()).containsExactly(name, "late");
    assertThatThrownBy(() -> project.checkpoint(name))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
    assertThat(project.problems()).isEmpty();
    assertThat(project.dataset("test").size()).isEqualTo(10);
  }

  @Test
  @DisplayName("lists what is listed twice once, and says so in the second place")
  void twice() throws Exception {
    Project project =
        open(
            project(
                checkpoints(SOUND_CHECKPOINT, SOUND_CHECKPOINT, SOUND_CHECKPOINT),
                datasets(SOUND_DATASET, SOUND_DATASET),
                slices(SOUND_SLICE, SOUND_SLICE)));

    assertThat(project.checkpoints()).containsExactly("late", "checkpoint 2", "checkpoint 3");
    assertThatThrownBy(() -> project.checkpoint("checkpoint 2"))
        .hasMessageContaining("/checkpoints/1/name is 'late' a second time");
    assertThatThrownBy(() -> project.dataset("dataset 2"))
        .hasMessageContaining("/datasets/1/name is 'test' a second time");
    assertThat(project.slices()).hasSize(1);
    assertThat(sentences(project)).singleElement().asString().contains("/slices/1/name is 'first'");
  }

  static Stream<Arguments> wrongDatasets() {
    return Stream.of(
        Arguments.of(
            "\"data.npz\"", "dataset 1", "/datasets/0 is \"data.npz\", expected an object"),
        Arguments.of("{\"name\": \"d\"}", "d", "/datasets/0 lacks the key 'file'"),
        Arguments.of("{\"name\": \"d\", \"file\": \"gone.npz\"}", "d", "gone.npz"),
        Arguments.of("{\"name\": \"d\", \"file\": \"loupe.json\"}", "d", "loupe.json"),
        Arguments.of(
            "{\"name\": \"d\", \"file\": \"d.csv\", \"windows\": {\"length\": -3}}",
            "d",
            "/datasets/0/windows/length is -3, expected an integer from 1"),
        Arguments.of(
            "{\"name\": \"d\", \"file\": \"d.csv\", \"windows\": {\"length\": 1e99}}",
            "d",
            "/datasets/0/windows/length is 1"),
        Arguments.of(
            "{\"name\": \"d\", \"file\": \"d.csv\", \"windows\": 8}",
            "d",
            "/datasets/0/windows is 8, expected an object"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  @DisplayName("keeps the other datasets and their slices, and says of the wrong one what is wrong")
  void wrongDatasets(String entry, String name, String message) throws Exception {
    Project project = open(project(datasets(entry, SOUND_DATASET), slices(SOUND_SLICE)));

    assertThat(project.datasets()).containsExactly(name, "test");
    assertThatThrownBy(() -> project.dataset(name))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
    assertThat(project.dataset("test").size()).isEqualTo(10);
    assertThat(project.slices()).hasSize(1);
    assertThat(project.problems()).isEmpty();
  }

  static Stream<Arguments> wrongParts() {
    return Stream.of(
        Arguments.of(
            slices("{\"name\": \"a\", \"dataset\": \"gone\", \"windows\": \"0\"}"),
            "/slices/0/dataset is 'gone', the project has no such dataset, it has [test]"),
        Arguments.of(
            slices("{\"name\": \"a\", \"dataset\": \"test\", \"windows\": \"-5\"}"),
            "/slices/0/windows is wrong"),
        Arguments.of(
            slices("{\"name\": \"a\", \"dataset\": \"test\", \"windows\": \"9-2\"}"),
            "/slices/0/windows is wrong"),
        Arguments.of(
            slices("{\"name\": \"a\", \"dataset\": \"test\", \"windows\": [1]}"),
            "/slices/0/windows is [1], expected a text"),
        Arguments.of(slices("[]"), "/slices/0 is [], expected an object"),
        Arguments.of("\"slices\": \"all\"", "/slices is \"all\", expected a list"),
        Arguments.of("\"checkpoint\": []", "unknown key 'checkpoint' at /checkpoint; known there"),
        Arguments.of("\"checkpoints\": {}", "/checkpoints is {}, expected a list"),
        Arguments.of("\"card\": 4", "/card is 4, expected a text"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  @DisplayName("keeps what is not concerned, and tells the problem")
  void wrongParts(String part, String message) throws Exception {
    Project project = open(project(datasets(SOUND_DATASET), part));

    assertThat(sentences(project)).singleElement().asString().contains("loupe.json", message);
    assertThat(project.dataset("test").size()).isEqualTo(10);
    assertThat(project.slices()).isEmpty();
  }

  @Test
  @DisplayName("uses no other card where the one that all checkpoints share is none")
  void card() throws Exception {
    Project project =
        open(
            project(
                "\"card\": 4",
                checkpoints(
                    SOUND_CHECKPOINT,
                    "{\"name\": \"own\", \"file\": \"own.ts.pt\", \"card\": \"own.json\"}")));

    assertThatThrownBy(() -> project.checkpoint("late")).hasMessageContaining("/card is 4");
    assertThatThrownBy(() -> project.checkpoint("own")).hasMessageContaining("own.json");
  }

  @Test
  @DisplayName("is called like its folder where its name is none")
  void name() throws Exception {
    Project project = open("{\"loupe\": 1, \"name\": \"a\\u0007b\"}");

    assertThat(project.name()).isEqualTo(folder.getFileName().toString());
    assertThat(sentences(project)).singleElement().asString().contains("/name is empty or holds");
  }

  @Test
  @DisplayName("is bounded in what it may list")
  void many() throws Exception {
    String entries =
        IntStream.range(0, 10_001)
            .mapToObj(i -> "{\"name\": \"c" + i + "\", \"file\": \"c.pt\"}")
            .collect(Collectors.joining(","));
    Project project = open(project(checkpoints(entries), datasets(SOUND_DATASET)));

    assertThat(project.checkpoints()).isEmpty();
    assertThat(sentences(project)).singleElement().asString().contains("has 10001 entries");
  }

  @Test
  @DisplayName("of which any part is cut off says so, or opens with the rest")
  void truncated() throws Exception {
    String whole =
        project(checkpoints(SOUND_CHECKPOINT), datasets(SOUND_DATASET), slices(SOUND_SLICE));
    List<Integer> opened = new ArrayList<>();
    for (int length = 0; length < whole.length(); length++) {
      Files.writeString(folder.resolve("loupe.json"), whole.substring(0, length));
      try {
        new FileProjects().open(folder);
        opened.add(length);
      } catch (BadInputException e) {
        assertThat(e).hasMessageContaining("loupe.json");
      }
    }
    assertThat(opened).isEmpty();
  }

  private static List<String> sentences(Project project) {
    return project.problems().stream().map(Project.Problem::sentence).toList();
  }

  private Project open(String text) throws IOException, BadInputException {
    TestArrays.file(folder, Map.of("operation", TestArrays.longs("(10,)", new long[10])));
    Files.write(folder.resolve("loupe.json"), text.getBytes(StandardCharsets.UTF_8));
    return new FileProjects().open(folder);
  }
}
