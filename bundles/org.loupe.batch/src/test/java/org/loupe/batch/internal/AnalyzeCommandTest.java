package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.model.Device;
import org.loupe.testkit.FakeModelSession;

@DisplayName("loupe analyze")
class AnalyzeCommandTest {
  /** Failures are provoked here; their log would only look like one of the test's own. */
  private static final Logger LOG = Logger.getLogger(Commands.class.getName());

  @TempDir Path out;
  private final Loupe loupe = new Loupe();

  @BeforeAll
  static void quiet() {
    LOG.setLevel(Level.OFF);
  }

  private int analyze(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("analyze", "--method", "count", "--card", "c.json", "--data", "d.npz"));
    arguments.addAll(List.of("--out", out.toString()));
    if (!Arrays.asList(more).contains("--checkpoint")) {
      arguments.addAll(List.of("--checkpoint", "runs/late.ts.pt"));
    }
    if (!Arrays.asList(more).contains("--threads")) {
      // One after the other, in the order that is tested.
      arguments.addAll(List.of("--threads", "1"));
    }
    arguments.addAll(Arrays.asList(more));
    return loupe.run(arguments.toArray(String[]::new));
  }

  private int project(String... more) {
    List<String> arguments = new ArrayList<>(List.of("analyze", "demo", "--method", "count"));
    if (!Arrays.asList(more).contains("--threads")) {
      // One after the other, in the order that is tested.
      arguments.addAll(List.of("--threads", "1"));
    }
    arguments.addAll(Arrays.asList(more));
    return loupe.run(arguments.toArray(String[]::new));
  }

  @Test
  @DisplayName("writes a result per checkpoint and prints its folder and findings")
  void lines() {
    assertThat(analyze()).isEqualTo(ExitCode.DONE);
    Path folder = out.resolve("count/late");
    assertThat(loupe.written).containsOnlyKeys(folder);
    assertThat(loupe.out().lines()).containsExactly(folder.toString(), "  Counted 50.");
  }

  @Test
  @DisplayName("goes on where a part of the project's file is wrong, and says so")
  void wrongPart() {
    List<String> call = List.of("analyze", "wrong", "--method", "count", "--out", out.toString());
    assertThat(loupe.run(call.toArray(String[]::new))).isEqualTo(ExitCode.DONE);
    assertThat(loupe.err()).contains("Not used: loupe.json: /slices/1/windows is wrong.");

    List<String> slice = new ArrayList<>(call);
    slice.addAll(List.of("--windows", "slice:even"));
    assertThat(loupe.run(slice.toArray(String[]::new))).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(loupe.err()).contains("/slices/1/windows is wrong.");
  }

  @Test
  @DisplayName("says what is wrong with checkpoints none of which can be used")
  void noneUsable() {
    assertThat(loupe.run("analyze", "unusable", "--method", "count", "--out", out.toString()))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(loupe.err())
        .contains("has no checkpoints; correct what cannot be used: loupe.json: /checkpoints is 3");
  }

  @Test
  @DisplayName("takes several checkpoints, one after the other, and closes each")
  void several() {
    assertThat(analyze("--checkpoint", "a.ts.pt", "b.pt", "--architecture", "a.ts.pt"))
        .isEqualTo(ExitCode.DONE);
    assertThat(loupe.written.keySet())
        .containsExactly(out.resolve("count/a"), out.resolve("count/b"));
    assertThat(loupe.opened).hasSize(2).allMatch(FakeModelSession::isClosed);
  }

  @Test
  @DisplayName("takes a folder or a pattern for its checkpoints, epoch_2 before epoch_10")
  void folderOfCheckpoints(@TempDir Path runs) throws IOException {
    for (String epoch : List.of("epoch_10", "epoch_2", "epoch_1")) {
      Files.createFile(runs.resolve(epoch + ".pt"));
    }
    Files.createFile(runs.resolve("model.ts.pt"));
    String archive = runs.resolve("model.ts.pt").toString();

    assertThat(analyze("--checkpoint", runs.toString(), "--architecture", archive))
        .isEqualTo(ExitCode.DONE);
    assertThat(loupe.written.keySet())
        .extracting(folder -> folder.getFileName().toString())
        .containsExactly("epoch_1", "epoch_2", "epoch_10");

    loupe.written.clear();
    assertThat(analyze("--checkpoint", runs.resolve("epoch_1*.pt").toString()))
        .isEqualTo(ExitCode.DONE);
    assertThat(loupe.written.keySet()).hasSize(2);

    loupe.written.clear();
    analyze("--checkpoint", "a/epoch_1.pt", "a/epoch_10.pt", "a/epoch_2.pt");
    assertThat(loupe.written.keySet())
        .extracting(folder -> folder.getFileName().toString())
        .containsExactly("epoch_1", "epoch_2", "epoch_10");
    loupe.written.clear();
    analyze("--checkpoint", "late.pt", "early.pt");
    assertThat(loupe.written.keySet())
        .extracting(folder -> folder.getFileName().toString())
        .containsExactly("late", "early");
  }

  @Test
  @DisplayName("computes the others where one is damaged or fails, and says so at the end")
  void leftOut() throws IOException {
    Path damaged = Files.createFile(out.resolve("damaged.pt"));
    loupe.broken.add("b");
    assertThat(analyze("--checkpoint", "a.pt", damaged.toString(), "b.pt", "c.pt"))
        .isEqualTo(ExitCode.PARTLY);
    assertThat(loupe.written).containsOnlyKeys(out.resolve("count/a"), out.resolve("count/c"));
    assertThat(loupe.err())
        .contains("Failed: count of b: The engine cannot load 'b'.")
        .contains("Left out: damaged: " + damaged + " is damaged.");

    assertThat(analyze("--checkpoint", damaged.toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(loupe.err()).endsWith("loupe: " + damaged + " is damaged." + System.lineSeparator());
    assertThat(analyze("--checkpoint", damaged.toString(), "b.pt")).isEqualTo(ExitCode.FAILED);
    assertThat(loupe.err())
        .contains("Left out: damaged: ")
        .endsWith("loupe: The engine cannot load 'b'." + System.lineSeparator());
  }

  @Test
  @DisplayName("passes on windows, parameters, seed, device and threads")
  void options() {
    assertThat(
            analyze(
                "--windows",
                "3,8-9",
                "--param",
                "times=2",
                "failure=none",
                "--seed",
                "7",
                "--device",
                "cuda:1",
                "--threads",
                "3"))
        .isEqualTo(ExitCode.DONE);
    assertThat(loupe.out()).contains("Counted 6.");
    assertThat(loupe.written.values())
        .singleElement()
        .satisfies(result -> assertThat(result.provenance().seed()).isEqualTo(7))
        .satisfies(result -> assertThat(result.provenance().windows()).containsExactly(3, 8, 9));
    assertThat(loupe.options.get(0).device()).isEqualTo(new Device(Device.Kind.CUDA, 1));
    assertThat(loupe.options.get(0).threads()).isEqualTo(3);
  }

  @Test
  @DisplayName("of a project takes all its checkpoints, its first dataset and its slices")
  void ofProject() {
    assertThat(project("--windows", "slice:odd", "--out", out.toString())).isEqualTo(ExitCode.DONE);
    assertThat(loupe.written.keySet())
        .containsExactly(out.resolve("count/early"), out.resolve("count/late"));
    assertThat(loupe.out()).contains("Counted 3.");
  }

  @Test
  @DisplayName("of a project writes into its results unless told otherwise")
  void projectResults() {
    assertThat(project("--checkpoint", "late")).isEqualTo(ExitCode.DONE);
    assertThat(loupe.written).containsOnlyKeys(Path.of("demo/results/count/late").toAbsolutePath());
  }

  @Test
  @DisplayName("prints one JSON document when asked, and nothing else")
  void json() throws IOException {
    assertThat(analyze("--json")).isEqualTo(ExitCode.DONE);
    JsonNode result = new ObjectMapper().readTree(loupe.out()).get("results").get(0);
    assertThat(result.get("checkpoint").asText()).isEqualTo("late");
    assertThat(result.get("figures").get(0).asText()).endsWith("count/late/count.svg");
    assertThat(result.get("scalars").get(0).get("value").asDouble()).isEqualTo(50);
    assertThat(result.get("scalars").get(1).get("value").isNull()).isTrue();
    assertThat(result.get("findings").get(0).get("sentence").asText()).isEqualTo("Counted 50.");
  }

  @ParameterizedTest
  @DisplayName("says in one sentence what is wrong with a call, and exits with 2")
  @CsvSource(
      delimiter = '|',
      value = {
        "--method nothing | There is no method 'nothing'; installed are count.",
        "--windoes all | Unknown option",
        "--seed many | 'many' is no whole number",
        "--threads 1.5 | '1.5' is no whole number",
        "--device tpu | 'tpu' is no device; expected auto, cpu, mps, cuda or cuda:N",
        "--threads -1 | --threads is -1, which is less than 0.",
        "--param times | Parameter 'times' has no value; write --param NAME=VALUE.",
        "--param times=1 times=2 | Parameter 'times' is given twice",
        "--param times=0 | Parameter 'times' is '0'; it must be from 1 to 9.",
        "--param time=1 | There is no parameter 'time'; there are times, failure.",
        "--windows some | Windows 'some' cannot be read; write all, 0-99",
        "--windows 9-3 | Windows '9-3' end before they begin",
        "--windows random:0 | Windows 'random:0' are none"
      })
  void wrongCall(String more, String sentence) {
    List<String> arguments = new ArrayList<>(List.of("analyze", "--card", "c", "--data", "d"));
    arguments.addAll(List.of("--checkpoint", "a", "--out", out.toString()));
    if (!more.startsWith("--method")) {
      arguments.addAll(List.of("--method", "count"));
    }
    arguments.addAll(Arrays.asList(more.split(" ")));
    assertThat(loupe.run(arguments.toArray(String[]::new))).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(loupe.err().lines().toList()).hasSize(2);
    assertThat(loupe.err()).startsWith("loupe: ").contains(sentence);
    assertThat(loupe.out()).isEmpty();
  }

  @Test
  @DisplayName("names the option that is missing")
  void missingOption() {
    assertThat(loupe.run("analyze", "--method", "count", "--checkpoint", "a"))
        .isEqualTo(ExitCode.WRONG_CALL);
    assertThat(loupe.err()).contains("'--data=FILE'");
    assertThat(project("--card", "c.json")).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(loupe.err()).contains("--card and --architecture cannot be given with a project");
  }

  @ParameterizedTest
  @DisplayName("says in one sentence what is wrong with the input, and exits with 3")
  @CsvSource(
      delimiter = '|',
      value = {
        "--checkpoint missing.pt | There is no file missing.pt.",
        "--windows 40-60 | Windows '40-60' are not in dataset",
        "--windows slice:none | There is no slice 'none' of dataset 'test'; slices are named in",
        "--checkpoint taken.pt | is no result.",
        "--checkpoint a.pt x/a.ts.pt | Two checkpoints are called 'a'"
      })
  void badInput(String more, String sentence) {
    assertThat(analyze(more.split(" "))).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(loupe.err().lines().toList()).hasSize(1);
    assertThat(loupe.err()).startsWith("loupe: ").contains(sentence);
    assertThat(loupe.out()).isEmpty();
    assertThat(loupe.written).isEmpty();
    assertThat(out).isEmptyDirectory();
  }

  @Test
  @DisplayName("finds out before computing that the output cannot be written")
  void unwritable() throws IOException {
    Path file = Files.createFile(out.resolve("file"));
    assertThat(analyze("--out", file.resolve("below").toString())).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(project("--out", file.resolve("below").toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(loupe.err()).contains(file + " is no folder; choose another one with --out.");
    assertThat(loupe.opened).isEmpty();
  }

  @Test
  @DisplayName("exits with 4 when the engine or a method fails, naming the bundle")
  void failed() {
    assertThat(analyze("--param", "failure=engine")).isEqualTo(ExitCode.FAILED);
    assertThat(loupe.err().lines()).containsExactly("loupe: The engine has gone.");
    assertThat(analyze("--param", "failure=mistake")).isEqualTo(ExitCode.FAILED);
    assertThat(loupe.err()).contains("Method 'count' of bundle bundle.count failed on 'late'");
    assertThat(loupe.err()).doesNotContain("\tat ");
    assertThat(loupe.opened).hasSize(2).allMatch(FakeModelSession::isClosed);
  }

  @Test
  @DisplayName("prints the stack trace only with --debug")
  void debug() {
    assertThat(analyze("--param", "failure=mistake", "--debug")).isEqualTo(ExitCode.FAILED);
    assertThat(loupe.err()).contains("Caused by: java.lang.IllegalStateException: a mistake");
  }

  @Test
  @DisplayName("cancelled writes nothing, closes the model and exits with 130")
  void cancelled() {
    loupe.cancelled = true;
    assertThat(analyze()).isEqualTo(ExitCode.CANCELLED);
    assertThat(loupe.err()).isEqualTo("loupe: cancelled" + System.lineSeparator());
    assertThat(loupe.written).isEmpty();
    assertThat(loupe.opened).allMatch(FakeModelSession::isClosed);
  }

  @Test
  @DisplayName("shows progress on standard error, on a terminal in one line that goes away")
  void progress() {
    loupe.terminal = true;
    analyze();
    assertThat(loupe.err())
        .startsWith("\r\u001b[Kevaluate late: 10/50 windows, 0:0")
        .endsWith("\r\u001b[K");
  }

  @Test
  @DisplayName("refuses a method whose needs the model does not meet")
  void unmet() {
    assertThat(loupe.method.info().unmet(loupe.card)).isEmpty();
    assertThat(loupe.method.info().unmet(new org.loupe.testkit.CardBuilder("blind").build()))
        .contains(
            "Count needs a floating point input to explain, but the model card lists none under 'explain'.");
  }
}
