package org.loupe.tests.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The package, unpacked into a read-only folder with blanks and umlauts in its name")
class PackageTest {
  private static Path place;
  private static Path home;

  @BeforeAll
  static void unpack() throws Exception {
    place = Screen.fresh("package/Für alle");
    Path archive;
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("loupe.packages")))) {
      archive =
          files
              .filter(file -> file.getFileName().toString().endsWith("-linux-x86_64.tar.gz"))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("mvn package makes the package"));
    }
    run(List.of("tar", "-xzf", archive.toString(), "-C", place.toString()), Path.of("/tmp"));
    try (Stream<Path> files = Files.list(place)) {
      home = files.findFirst().orElseThrow();
    }
    run(List.of("chmod", "-R", "a-w", home.toString()), place);
  }

  /** So that the next build can clean up. */
  @AfterAll
  static void makeWritable() throws Exception {
    run(List.of("chmod", "-R", "u+w", home.toString()), place);
  }

  private record Ended(int code, String printed) {}

  /** Without the variables that name a display, a state folder or a language. */
  private static Ended run(List<String> command, Path state) throws Exception {
    Path printed = Files.createTempFile("loupe-package", ".txt");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.redirectOutput(printed.toFile());
      builder.environment().keySet().removeIf(name -> !name.matches("PATH|JAVA_HOME|HOME"));
      builder.environment().put("LOUPE_STATE", state.toString());
      builder.environment().put("LC_ALL", "C");
      Process process = builder.start();
      assertThat(Driver.ends(process)).isTrue();
      return new Ended(process.exitValue(), Files.readString(printed, StandardCharsets.UTF_8));
    } finally {
      Files.delete(printed);
    }
  }

  /** In a network namespace of its own where that is allowed: nothing can be reached there. */
  private static Ended loupe(Path state, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    if (run(List.of("sh", "-c", "unshare --net true"), state).code() == 0) {
      command.addAll(List.of("unshare", "--net"));
    }
    command.add(home.resolve("loupe").toString());
    command.addAll(List.of(arguments));
    return run(command, state);
  }

  @Test
  @DisplayName("says its version")
  void version() throws Exception {
    Ended ended = loupe(Screen.fresh("package-state"), "--version");
    assertThat(ended.printed()).matches("loupe \\d+\\.\\d+\\.\\d+\\S*\\s*");
    assertThat(ended.code()).isZero();
  }

  @Test
  @DisplayName("analyses without a network and writes nothing into its folder")
  void analyses() throws Exception {
    Path state = Screen.fresh("package-state");
    Path results = Screen.fresh("package-results").resolve("saliency");
    String tiny = home.resolve("demo/tiny").toString();
    List<String> before = files();
    Ended ended =
        loupe(
            state,
            "analyze",
            "--method",
            "saliency",
            "--checkpoint",
            tiny + "/tiny.ts.pt",
            "--card",
            tiny + "/tiny.card.json",
            "--data",
            tiny + "/tiny.npz",
            "--out",
            results.toString());
    assertThat(ended.code()).as(ended.printed()).isZero();
    try (Stream<Path> written = Files.walk(results)) {
      assertThat(written.map(file -> file.getFileName().toString()))
          .contains("result.json", "arrays.npz")
          .anyMatch(name -> name.endsWith(".svg"));
    }
    assertThat(files()).isEqualTo(before);
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      return all.map(Path::toString).sorted().toList();
    }
  }
}
