package org.loupe.tests.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.tests.product.Product.Run;

@DisplayName("Extensions of the product")
class ExtensionsTest {
  private static final int KILLED = 137;
  private static final int BAD_INPUT = 3;
  private static final int POINTS = 20;

  /** The journal is written, and the first bundles are in the store. */
  private static final int STORED = 6;

  @TempDir Path folder;

  private Path state() {
    return folder.resolve("state");
  }

  private static void copy(Path from, Path to) throws IOException {
    if (Files.exists(to)) {
      try (Stream<Path> all = Files.walk(to)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }

  @Test
  @DisplayName("bring their methods to the commands, are listed, left out, and removed")
  void use() throws Exception {
    Product loupe = new Product(state());
    Path archive = Extension.archive(folder, "1.0.0");
    Run refused = loupe.run("install", archive.toString(), "--yes");
    assertThat(refused.code()).as(refused.err()).isEqualTo(4);
    assertThat(refused.err()).contains("is not signed", "--trust");
    assertThat(loupe.run("list").out()).contains("No extensions are installed");

    Run installed = loupe.run("install", archive.toString(), "--yes", "--trust");
    assertThat(installed.code()).as(installed.err()).isZero();
    assertThat(loupe.run("list").out()).contains("org.example.heating", "1.0.0", "in use");
    assertThat(loupe.run("methods").out()).contains("heat: How warm a model is.", "saliency");
    assertThat(loupe.run("--safe", "methods").out())
        .contains("saliency")
        .doesNotContain("How warm");
    Run again = loupe.run("install", archive.toString(), "--yes");
    assertThat(again.out()).contains("as wanted already");

    Run removed = loupe.run("uninstall", "org.example.heating", "--yes");
    assertThat(removed.code()).as(removed.err()).isZero();
    assertThat(loupe.run("methods").out()).doesNotContain("How warm");
    Run unknown = loupe.run("uninstall", "org.example.heating", "--yes");
    assertThat(unknown.code()).isEqualTo(BAD_INPUT);
  }

  @Test
  @DisplayName("are as before or as wanted, wherever the process is ended while they change")
  void killed() throws Exception {
    Product loupe = new Product(state());
    Path older = Extension.archive(folder, "1.0.0", "early");
    Path newer = Extension.archive(folder, "1.1.0", "late", "later");
    assertThat(loupe.run("install", older.toString(), "--yes", "--trust").code()).isZero();
    Map<String, String> before = Lasting.in(state());
    String listedBefore = loupe.run("list", "--json").out();
    Path saved = folder.resolve("saved");
    copy(state().resolve("extensions"), saved);

    assertThat(loupe.run("install", newer.toString(), "--yes", "--trust").code()).isZero();
    Map<String, String> after = Lasting.in(state());
    String listedAfter = loupe.run("list", "--json").out();
    assertThat(after).isNotEqualTo(before);

    List<Boolean> made = new ArrayList<>();
    boolean ended = true;
    for (int point = 1; ended; point++) {
      copy(saved, state().resolve("extensions"));
      Kill kill = Kill.whileChanging(point);
      Run run = loupe.run(kill, "install", newer.toString(), "--yes", "--trust");
      ended = run.code() == KILLED;
      assertThat(kill.passed()).as(run.err()).isEqualTo(ended ? point : point - 1);
      assertThat(run.code()).as(run.err()).isIn(0, KILLED);
      String listed = loupe.run("list", "--json").out();
      boolean wanted = listed.equals(listedAfter);
      assertThat(listed).as("ended at %d", point).isIn(listedBefore, listedAfter);
      assertThat(Lasting.in(state())).as("ended at %d", point).isEqualTo(wanted ? after : before);
      made.add(wanted);
    }
    assertThat(made).as("points at which it was ended").hasSizeGreaterThan(POINTS);
    assertThat(made).as("before the change and after it").contains(true, false).isSorted();
  }

  @Test
  @DisplayName("are as before, even where the start that tidies up is ended as well")
  void killedAgain() throws Exception {
    Product loupe = new Product(state());
    Path older = Extension.archive(folder, "1.0.0");
    Path newer = Extension.archive(folder, "1.1.0", "late");
    assertThat(loupe.run("install", older.toString(), "--yes", "--trust").code()).isZero();
    Map<String, String> before = Lasting.in(state());
    String listed = loupe.run("list", "--json").out();
    Run run =
        loupe.run(Kill.whileChanging(STORED), "install", newer.toString(), "--yes", "--trust");
    assertThat(run.code()).as(run.err()).isEqualTo(KILLED);
    assertThat(Lasting.in(state())).as("left over").isNotEqualTo(before);
    Path torn = folder.resolve("torn");
    copy(state().resolve("extensions"), torn);

    int ended = 0;
    do {
      copy(torn, state().resolve("extensions"));
      run = loupe.run(Kill.whileRecovering(ended + 1), "list");
      assertThat(run.code()).as(run.err()).isIn(0, KILLED);
      assertThat(loupe.run("list", "--json").out()).isEqualTo(listed);
      assertThat(Lasting.in(state())).as("ended at %d", ended + 1).isEqualTo(before);
      ended += run.code() == KILLED ? 1 : 0;
    } while (run.code() == KILLED);
    assertThat(ended).isGreaterThan(1);
  }
}
