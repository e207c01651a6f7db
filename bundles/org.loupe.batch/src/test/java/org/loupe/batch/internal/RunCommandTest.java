package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.project.Results;
import org.loupe.report.Report;
import org.loupe.testkit.FakeModelSession;

@DisplayName("loupe run")
class RunCommandTest {
  /** Failures are provoked here; their log would only look like one of the test's own. */
  private static final Logger LOG = Logger.getLogger("org.loupe.batch.internal");

  private final Loupe loupe = new Loupe();

  @TempDir Path folder;

  @BeforeAll
  static void quiet() {
    LOG.setLevel(Level.OFF);
  }

  private Path recipe(String steps) throws IOException {
    Path file = folder.resolve("recipe.json");
    Files.writeString(
        file,
        "{\"loupe\": 1, \"project\": \"project\", \"windows\": \"0-9\", \"report\": \"r.html\","
            + " \"steps\": ["
            + steps
            + "]}");
    return file;
  }

  private int run(String steps, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("run", recipe(steps).toString()));
    arguments.addAll(List.of(more));
    return loupe.run(arguments.toArray(String[]::new));
  }

  private Path result(String name) {
    return folder.resolve("project/results").resolve(name);
  }

  private long evaluated() {
    return loupe.opened.stream().mapToLong(FakeModelSession::evaluated).sum();
  }

  @Test
  @DisplayName("computes every step on every checkpoint, comparisons too, and writes the report")
  void computes() throws IOException {
    int code =
        run(
            "{\"method\": \"count\"},"
                + "{\"method\": \"count\", \"checkpoints\": [\"late\"], \"parameters\": {\"times\": 2}},"
                + "{\"method\": \"difference\", \"baseline\": \"late\"}");

    assertThat(code).as(loupe.err()).isEqualTo(ExitCode.DONE);
    assertThat(loupe.written.keySet())
        .contains(result("count/early"), result("count/late"), result("difference/late-vs-early"))
        .hasSize(4);
    assertThat(loupe.out().lines().filter(line -> !line.startsWith(" ")))
        .startsWith(result("count/early").toString(), result("count/late").toString())
        .endsWith(folder.resolve("r.html").toString());
    assertThat(loupe.out()).contains("Counted 20.");
    assertThat(loupe.err()).startsWith("4 results to compute: ");
    Report report = loupe.reports.get(folder.resolve("r.html"));
    assertThat(report.chapters())
        .extracting(Report.Chapter::checkpoint)
        .containsExactly("early", "late", "Compared with late: early");
    assertThat(report.chapters().get(1).sections())
        .extracting(Report.Section::variant)
        .containsExactly("times=1", "times=2");
    assertThat(report.recipe()).contains("\"difference\"");
    assertThat(loupe.opened).allMatch(FakeModelSession::isClosed);
  }

  @Test
  @DisplayName(
      "holds results of a method of one checkpoint against a baseline's, once they are there")
  void differences() throws IOException {
    int code =
        run(
            "{\"method\": \"count\", \"baseline\": \"late\"},"
                + "{\"method\": \"difference\", \"baseline\": \"late\"}");

    assertThat(code).as(loupe.err()).isEqualTo(ExitCode.DONE);
    assertThat(loupe.written.keySet())
        .containsExactlyInAnyOrder(
            result("count/early"),
            result("count/late"),
            result("count/late-vs-early"),
            result("difference/late-vs-early"));
    assertThat(loupe.reports.get(folder.resolve("r.html")).chapters().get(2).sections())
        .as("differences and comparisons stand in one chapter")
        .extracting(section -> section.method().id())
        .containsExactly("count", "difference");
    assertThat(evaluated()).as("ten windows of each, for counting").isEqualTo(20);

    Path written = folder.resolve("again.json");
    assertThat(
            loupe.run("recipe", folder.resolve("project").toString(), "--out", written.toString()))
        .isEqualTo(ExitCode.DONE);
    assertThat(loupe.run("run", written.toString())).as(loupe.err()).isEqualTo(ExitCode.DONE);
    assertThat(loupe.written).as("the recipe of them asks for the same").hasSize(4);
  }

  @Test
  @DisplayName("holds a checkpoint against itself where that is asked for")
  void itself() throws IOException {
    int code = run("{\"method\": \"count\", \"baseline\": \"late\", \"checkpoints\": [\"late\"]}");
    assertThat(code).as(loupe.err()).isEqualTo(ExitCode.DONE);
    assertThat(loupe.written).containsOnlyKeys(result("count/late"), result("count/late-vs-late"));
  }

  @Test
  @DisplayName("computes nothing twice, unless told to")
  void goesOn() throws IOException {
    run("{\"method\": \"count\", \"checkpoints\": [\"early\"]}");
    assertThat(evaluated()).isEqualTo(10);
    run("{\"method\": \"count\"}, {\"method\": \"count\"}");
    assertThat(evaluated()).isEqualTo(20);
    assertThat(loupe.err()).contains("1 result to compute, 1 there already");
    run("{\"method\": \"count\"}");
    assertThat(evaluated()).isEqualTo(20);
    assertThat(loupe.err()).contains("All 2 results are there.");
    run("{\"method\": \"count\"}", "--again");
    assertThat(evaluated()).isEqualTo(40);
    assertThat(loupe.written).hasSize(2);
  }

  @Test
  @DisplayName("finds what is there although the method left windows with gaps out")
  void gaps() throws IOException {
    loupe.values[3 * 6] = Float.NaN;
    String steps = "{\"method\": \"count\"}";
    assertThat(run(steps)).as(loupe.err()).isEqualTo(ExitCode.DONE);
    assertThat(evaluated()).isEqualTo(18);
    assertThat(loupe.written.get(result("count/late")).provenance().windows())
        .hasSize(9)
        .doesNotContain(3);

    assertThat(run(steps)).as(loupe.err()).isEqualTo(ExitCode.DONE);
    assertThat(loupe.err()).contains("All 2 results are there.");
    loupe.run(
        "analyze", folder.resolve("project").toString(), "--method", "count", "--windows", "0-9");
    Path written = folder.resolve("again.json");
    loupe.run("recipe", folder.resolve("project").toString(), "--out", written.toString());
    assertThat(Files.readString(written)).contains("\"windows\" : \"0-9\"");
    Path report = folder.resolve("report.html");
    loupe.run(
        "report",
        folder.resolve("project").toString(),
        "--methods",
        "count",
        "--windows",
        "0-9",
        "--out",
        report.toString());
    assertThat(loupe.reports.get(report).chapters())
        .allSatisfy(chapter -> assertThat(chapter.sections()).hasSize(1));
    assertThat(evaluated()).as("nothing is computed twice").isEqualTo(18);
    assertThat(loupe.written).hasSize(3);
  }

  @Test
  @DisplayName("says once what of the project is wrong and left out")
  void problems() throws IOException {
    Path file = recipe("{\"method\": \"count\"}");
    Files.writeString(file, Files.readString(file).replace("\"project\",", "\"wrong\","));
    assertThat(loupe.run("run", file.toString())).as(loupe.err()).isEqualTo(ExitCode.DONE);
    assertThat(loupe.err()).containsOnlyOnce("Not used: loupe.json: /slices/1/windows is wrong.");
    assertThat(loupe.out()).doesNotContain("Not used");
  }

  @Test
  @DisplayName("says with --dry-run what it would compute, and computes nothing")
  void dryRun() throws IOException {
    run("{\"method\": \"count\", \"checkpoints\": [\"early\"]}");
    int code = run("{\"method\": \"count\"}", "--dry-run");
    assertThat(code).isEqualTo(ExitCode.DONE);
    assertThat(loupe.out())
        .contains("RESULT", "count of early  10       there")
        .containsPattern("count of late   10       (under|about|up to) \\d+ s")
        .containsPattern(
            "1 result to compute, 1 there already: (under|about|up to) \\d+ s; memory up to about ");
    assertThat(evaluated()).isEqualTo(10);
    assertThat(loupe.written).hasSize(1);
  }

  @Test
  @DisplayName("goes on when a step fails, lists what failed and exits with 5")
  void fails() throws IOException {
    int code =
        run(
            "{\"method\": \"count\", \"parameters\": {\"failure\": \"mistake\"}},"
                + "{\"method\": \"count\", \"checkpoints\": [\"late\"]}");
    assertThat(code).isEqualTo(ExitCode.PARTLY);
    assertThat(loupe.written.values())
        .singleElement()
        .satisfies(result -> assertThat(result.provenance().checkpoint()).isEqualTo("late"));
    assertThat(loupe.err())
        .contains(
            "Failed: count of early: Method 'count' of bundle bundle.count failed on 'early'",
            "Failed: count of late: Method 'count'",
            "2 of 3 results failed.");
    assertThat(loupe.reports.values().iterator().next().chapters().get(0).missing()).hasSize(1);
    assertThat(loupe.opened).allMatch(FakeModelSession::isClosed);
  }

  @Test
  @DisplayName("exits with 4 where the engine failed everywhere")
  void failsEverywhere() throws IOException {
    assertThat(run("{\"method\": \"count\", \"parameters\": {\"failure\": \"engine\"}}"))
        .isEqualTo(ExitCode.FAILED);
    assertThat(loupe.err()).contains("2 of 2 results failed.");
  }

  @ParameterizedTest(name = "{1}")
  @DisplayName("refuses what is wrong with file and place, and computes nothing")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"method\": \"nothing\"}|recipe.json: /steps/0/method is 'nothing', but there is no such method; installed are ",
        "{\"method\": \"count\"}, {\"method\": \"count\", \"parameters\": {\"time\": 1}}|recipe.json: /steps/1/parameters/time is wrong: There is no parameter 'time'; there are times, failure.",
        "{\"method\": \"count\", \"parameters\": {\"times\": 10}}|recipe.json: /steps/0/parameters/times is wrong: Parameter 'times' is '10'; it must be from 1 to 9.",
        "{\"method\": \"count\", \"checkpoints\": [\"lat\"]}|recipe.json: /steps/0/checkpoints/0 is 'lat'",
        "{\"method\": \"count\", \"windows\": \"40-60\"}|recipe.json: /steps/0/windows cannot be had: Windows '40-60' are not in dataset",
        "{\"method\": \"difference\", \"checkpoints\": [\"late\"]}|recipe.json: /steps/0 compares fewer than two",
        "{\"methods\": \"count\"}|recipe.json: /steps/0 lacks the key 'method'"
      })
  void refuses(String steps, String sentence) throws IOException {
    assertThat(run(steps)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(loupe.err()).contains(sentence);
    assertThat(loupe.opened).isEmpty();
    assertThat(loupe.written).isEmpty();
  }

  @Test
  @DisplayName("cancelled keeps what is done and writes no report")
  void cancelled() throws IOException {
    loupe.cancelled = true;
    assertThat(run("{\"method\": \"count\"}")).isEqualTo(ExitCode.CANCELLED);
    assertThat(loupe.reports).isEmpty();
    assertThat(loupe.opened).allMatch(FakeModelSession::isClosed);
  }

  @Test
  @DisplayName("takes the recipe that 'loupe recipe' writes of what there is")
  void recipe() throws IOException {
    run("{\"method\": \"count\", \"seed\": 7, \"parameters\": {\"times\": 3}}");
    Path written = folder.resolve("again.json");
    assertThat(
            loupe.run("recipe", folder.resolve("project").toString(), "--out", written.toString()))
        .as(loupe.err())
        .isEqualTo(ExitCode.DONE);
    assertThat(Files.readString(written))
        .contains("\"windows\" : \"0-9\"", "\"seed\" : 7", "\"times\" : \"3\"")
        .doesNotContain("failure");

    assertThat(loupe.run("run", written.toString(), "--dry-run")).isEqualTo(ExitCode.DONE);

    assertThat(loupe.out()).contains("All 2 results are there.");
    assertThat(loupe.run("recipe", folder.resolve("project").toString(), "--all"))
        .isEqualTo(ExitCode.DONE);
    assertThat(loupe.out())
        .containsSubsequence("\"method\" : \"count\"", "\"baseline\" : \"early\"", "}")
        .containsSubsequence("\"method\" : \"difference\"", "\"baseline\" : \"early\"", "}");
  }

  @Test
  @DisplayName("leaves results that 'loupe results' lists, exports and deletes")
  void results() throws IOException {
    run(
        "{\"method\": \"count\"}, {\"method\": \"count\", \"checkpoints\": [\"late\"], \"seed\": 7}");
    String project = folder.resolve("project").toString();

    assertThat(loupe.run("results", "list", project)).isEqualTo(ExitCode.DONE);
    assertThat(loupe.out()).contains("count/early", "current", "seed 42", "seed 7");
    assertThat(loupe.run("results", "list", project, "--json", "--checkpoint", "early"))
        .isEqualTo(ExitCode.DONE);
    assertThat(loupe.out()).contains("\"state\" : \"current\"");

    Path to = folder.resolve("to");
    assertThat(loupe.run("results", "export", project, "count/early", "--to", to.toString()))
        .isEqualTo(ExitCode.DONE);
    assertThat(loupe.exported).containsExactly(to.resolve("count/early"));

    loupe.damaged.add(new Results.Damaged(result("count/broken"), "result.json is no JSON."));
    assertThat(loupe.run("results", "export", project, "count/broken", "--to", to.toString()))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(loupe.err()).contains("Not exported: count/broken: result.json is no JSON.");
    assertThat(loupe.run("results", "export", project, "--to", to.toString()))
        .isEqualTo(ExitCode.PARTLY);
    assertThat(loupe.exported).hasSize(4);
    assertThat(
            loupe.run("results", "export", project, "--checkpoint", "late", "--to", to + "/late"))
        .as("what is damaged is not known to be of that checkpoint")
        .isEqualTo(ExitCode.DONE);
    loupe.damaged.add(0, new Results.Damaged(result("count/taken"), "result.json is no JSON."));
    assertThat(loupe.run("results", "delete", project, "count/taken", "count/broken", "--yes"))
        .as("what cannot be deleted does not keep the others")
        .isEqualTo(ExitCode.PARTLY);
    assertThat(loupe.err()).contains("Not deleted: count/taken: ", "Deleted: 1.");
    loupe.damaged.clear();

    assertThat(loupe.run("results", "delete", project)).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(loupe.run("results", "delete", project, "--checkpoint", "late"))
        .isEqualTo(ExitCode.DONE);
    assertThat(loupe.written).as("nobody said --yes").hasSize(3);
    assertThat(loupe.run("results", "delete", project, "--checkpoint", "late", "--yes"))
        .isEqualTo(ExitCode.DONE);
    assertThat(loupe.written).containsOnlyKeys(result("count/early"));
    assertThat(loupe.run("results", "delete", project, "count/late", "--yes"))
        .isEqualTo(ExitCode.BAD_INPUT);
  }
}
