package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.project.Windowing;
import org.loupe.project.imports.CardReport.Problem;
import org.loupe.project.imports.CardReport.Severity;
import org.loupe.project.imports.NewProject;
import org.loupe.project.imports.NewProject.Placing;

@DisplayName("loupe card and loupe project")
class CardCommandTest {
  @TempDir Path folder;
  private final Loupe loupe = new Loupe();

  @Test
  @DisplayName("init drafts a card, writes it beside the model and shows guesses with shapes")
  void init() {
    assertThat(loupe.run("card", "init", "runs/late.ts.pt", "--data", "test.pt"))
        .as(loupe.err())
        .isEqualTo(ExitCode.DONE);
    assertThat(loupe.imports.cards.keySet())
        .singleElement()
        .asString()
        .endsWith("runs/late.card.json");
    assertThat(loupe.out())
        .contains("x      float32 [50,3,2]", "type    [N,3,2]")
        .contains("/inputs/0/data  x", "sure", "It has the name. Or: z.")
        .contains("still unanswered", "/heads/0/classes  Name the classes.")
        .contains("'x' is padded.");
    assertThat(loupe.imports.drafted.get(0).name()).isEqualTo("late");
  }

  @Test
  @DisplayName("init prints one JSON document")
  void initJson() throws IOException {
    loupe.run("card", "init", "late.ts.pt", "--out", "c.json", "--force", "--json");
    JsonNode document = new ObjectMapper().readTree(loupe.out());
    assertThat(document.get("card").asText()).isEqualTo("c.json");
    assertThat(document.at("/guesses/0/key").asText()).isEqualTo("/inputs/0/data");
    assertThat(document.at("/guesses/1/confidence").asText()).isEqualTo("open");
    assertThat(loupe.imports.cards).containsEntry(Path.of("c.json"), true);
  }

  @Test
  @DisplayName("check tells accuracy masked and unmasked beside the baseline")
  void check() {
    assertThat(
            loupe.run(
                "card",
                "check",
                "c.json",
                "--checkpoint",
                "a.ts.pt",
                "--data",
                "t.npz",
                "--windows",
                "0-9"))
        .isEqualTo(ExitCode.DONE);
    assertThat(loupe.out())
        .contains(
            "type             [N,3,2]  accuracy  0.7500  0.5000    0.5000 (majority)  10 of 12")
        .contains("10 windows; nothing is wrong.");
    assertThat(loupe.imports.checked.get(0).size()).isEqualTo(10);
  }

  @Test
  @DisplayName("check ends with 3 where something is wrong, not where something is worth a look")
  void problems() {
    loupe.imports.problems = List.of(new Problem(Severity.WARNING, "Look."));
    String[] call = {"card", "check", "c.json", "--checkpoint", "a.pt", "--data", "t.npz"};
    assertThat(loupe.run(call)).isEqualTo(ExitCode.DONE);
    loupe.imports.problems = List.of(new Problem(Severity.ERROR, "Wrong."));
    assertThat(loupe.run(call)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(loupe.out()).contains("look: Look.", "wrong: Wrong.");
  }

  @Test
  @DisplayName("wrong calls are told before anything is read")
  void wrong() {
    assertThat(loupe.run("card")).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(loupe.run("project")).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(loupe.run("card", "init")).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(
            loupe.run(
                "card",
                "check",
                "missing.json",
                "--checkpoint",
                "a",
                "--data",
                "b",
                "--windows",
                "x"))
        .isEqualTo(ExitCode.WRONG_CALL);
    assertThat(loupe.err()).contains("A command is missing.", "Windows 'x' cannot be read");
  }

  @Test
  @DisplayName(
      "what is there already is refused before anything is read, unless it may be replaced")
  void inTheWay() throws IOException {
    Path card = Files.createFile(folder.resolve("c.json"));
    Files.createFile(folder.resolve("loupe.json"));
    assertThat(loupe.run("card", "init", "a.ts.pt", "--out", card.toString()))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(loupe.run("project", "init", folder.toString(), "--checkpoint", "a.ts.pt"))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(loupe.imports.drafted).isEmpty();
    assertThat(loupe.err()).contains("c.json is there already", "loupe.json is there already");
    assertThat(loupe.run("card", "init", "a.ts.pt", "--out", card.toString(), "--force"))
        .isEqualTo(ExitCode.DONE);
  }

  @Test
  @DisplayName("project init refers to files, moves in what it imported and drafts a card")
  void project() {
    Path made = folder.resolve("mine");
    assertThat(
            loupe.run(
                "project",
                "init",
                made.toString(),
                "--checkpoint",
                "a.ts.pt",
                "b.pt",
                "--architecture",
                "a.ts.pt",
                "--data",
                "test.pt",
                "more.npz"))
        .as(loupe.err())
        .isEqualTo(ExitCode.DONE);
    NewProject project = loupe.imports.projects.get(0);
    assertThat(project.name()).isEqualTo("mine");
    assertThat(project.checkpoints()).extracting(NewProject.Part::name).containsExactly("a", "b");
    assertThat(project.datasets())
        .extracting(NewProject.Part::placing)
        .containsExactly(Placing.MOVED, Placing.REFERRED);
    assertThat(project.draft()).isNotNull();
    assertThat(loupe.out()).startsWith(made.toString()).contains("still unanswered");
    assertThat(folder).isEmptyDirectory();
  }

  private int table(String... options) {
    List<String> call =
        new ArrayList<>(List.of("project", "init", folder.resolve("mine").toString(), "--force"));
    call.addAll(List.of("--checkpoint", "a.ts.pt", "--data"));
    call.addAll(List.of(options));
    return loupe.run(call.toArray(String[]::new));
  }

  @Test
  @DisplayName("project init says of a table how its rows may become windows, and makes nothing")
  void tableWithoutWindows() {
    assertThat(table("runs.csv")).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(loupe.err())
        .contains("runs.csv is a table; say how its rows become windows, for example")
        .contains("--window 64 --stride 32 --recording run --time t --label state");
    assertThat(loupe.imports.projects).isEmpty();
  }

  @Test
  @DisplayName("project init takes how rows of a table become windows")
  void tableWindows() {
    assertThat(
            table(
                "runs.csv",
                "--window",
                "16",
                "--stride",
                "4",
                "--recording",
                "run",
                "--time",
                "t",
                "--label",
                "state",
                "mode",
                "--ignore",
                "note"))
        .as(loupe.err())
        .isEqualTo(ExitCode.DONE);
    assertThat(table("runs.csv", "more.npz", "--window", "16")).isEqualTo(ExitCode.DONE);

    assertThat(loupe.imports.projects.get(0).datasets().get(0).windowing())
        .isEqualTo(
            new Windowing(16, 4, "run", "t", List.of("state", "mode"), List.of("note"), Map.of()));
    assertThat(loupe.imports.projects.get(1).datasets())
        .extracting(NewProject.Part::windowing)
        .containsExactly(new Windowing(16, 16, null, null, List.of(), List.of(), Map.of()), null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "runs.csv --window 0 | window",
        "runs.csv --window x | 'x' is not an int",
        "runs.csv --window 8 --stride -1 | stride",
        "runs.csv --window 8 --time t --label t | 't' is named for two purposes",
        "test.npz --window 8 | are for tables, not for data without rows"
      })
  @DisplayName("project init refuses options that make no windows")
  void wrongTableOptions(String options, String message) {
    assertThat(table(options.split(" "))).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(loupe.err()).containsIgnoringCase(message);
    assertThat(loupe.imports.projects).isEmpty();
  }

  @Test
  @DisplayName("project init takes the card that is given, or that the model has")
  void ownCard() {
    String place = folder.resolve("mine").toString();
    loupe.run("project", "init", place, "--checkpoint", "a.pt", "--card", "c.json", "--copy");
    NewProject given = loupe.imports.projects.get(0);
    assertThat(given.draft()).isNull();
    assertThat(given.card().file()).isEqualTo(Path.of("c.json"));
    assertThat(given.checkpoints().get(0).placing()).isEqualTo(Placing.COPIED);
    loupe.run("project", "init", place, "--checkpoint", "own.pt", "--name", "N", "--force");
    NewProject own = loupe.imports.projects.get(1);
    assertThat(own.draft().guesses()).isEmpty();
    assertThat(own.name()).isEqualTo("N");
    assertThat(own.force()).isTrue();
    assertThat(loupe.imports.drafted).isEmpty();
  }
}
