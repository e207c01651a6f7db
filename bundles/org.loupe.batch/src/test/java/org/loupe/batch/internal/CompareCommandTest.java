package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.analysis.Provenance;
import org.loupe.testkit.FakeModelSession;

@DisplayName("loupe compare")
class CompareCommandTest {
  @TempDir Path out;
  private final Loupe loupe = new Loupe();

  private int compare(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("compare", "demo", "--method", "difference", "--out"));
    arguments.add(out.toString());
    arguments.addAll(Arrays.asList(more));
    return loupe.run(arguments.toArray(String[]::new));
  }

  @Test
  @DisplayName("holds a project's checkpoints against the first, and closes them")
  void project() {
    assertThat(compare()).as(loupe.err()).isEqualTo(ExitCode.DONE);
    Path folder = out.resolve("difference/early-vs-late");
    assertThat(loupe.written).containsOnlyKeys(folder);
    Provenance provenance = loupe.written.get(folder).provenance();
    assertThat(provenance.checkpoint()).isEqualTo("early");
    assertThat(provenance.compared())
        .extracting(Provenance.Compared::checkpoint, Provenance.Compared::checkpointSha256)
        .containsExactly(tuple("late", "0".repeat(64)));
    assertThat(loupe.opened).hasSize(2).allMatch(FakeModelSession::isClosed);
    assertThat(loupe.out().strip()).isEqualTo(folder.toString());
  }

  @Test
  @DisplayName("takes another baseline, which may stand among the others or not")
  void baseline() {
    assertThat(compare("--baseline", "late")).isEqualTo(ExitCode.DONE);
    assertThat(compare("--baseline", "late", "--checkpoint", "early")).isEqualTo(ExitCode.DONE);
    assertThat(loupe.written).containsOnlyKeys(out.resolve("difference/late-vs-early"));
    assertThat(compare("--baseline", "middle")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(loupe.err())
        .contains("There is no checkpoint 'middle' to be the baseline; there are early, late.");
  }

  @Test
  @DisplayName("compares a checkpoint with itself where that is asked for")
  void itself() {
    assertThat(compare("--baseline", "late", "--checkpoint", "late")).isEqualTo(ExitCode.DONE);
    assertThat(loupe.written).containsOnlyKeys(out.resolve("difference/late-vs-late"));
  }

  @Test
  @DisplayName("takes files, too")
  void files() {
    int code =
        loupe.run(
            "compare --method difference --checkpoint a.pt b.pt c.pt --baseline b.pt --card c --data d --out"
                .concat(" " + out)
                .split(" "));
    assertThat(code).as(loupe.err()).isEqualTo(ExitCode.DONE);
    assertThat(loupe.written).containsOnlyKeys(out.resolve("difference/b-vs-a-vs-c"));
  }

  @Test
  @DisplayName("refuses one checkpoint, in a sentence")
  void alone() {
    assertThat(compare("--checkpoint", "late")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(loupe.err())
        .contains(
            "A comparison needs two checkpoints or more, but only 'late' is given; name another.");
  }

  @Test
  @DisplayName("leaves out a damaged checkpoint, saying so, unless it is the baseline or missing")
  void damaged() throws IOException {
    Path damaged = Files.createFile(out.resolve("damaged.pt"));
    String options = " --card c --data d --out " + out;
    String files = "compare --method difference --checkpoint a.pt " + damaged + " c.pt";
    assertThat(loupe.run((files + options).split(" "))).as(loupe.err()).isEqualTo(ExitCode.DONE);
    assertThat(loupe.written).containsOnlyKeys(out.resolve("difference/a-vs-c"));
    assertThat(loupe.err())
        .contains("Left out of the comparison: damaged: " + damaged + " is damaged.");
    String baseline = " --baseline " + damaged;
    assertThat(loupe.run((files + baseline + options).split(" "))).isEqualTo(ExitCode.BAD_INPUT);
    String missing = "compare --method difference --checkpoint a.pt missing.pt c.pt";
    assertThat(loupe.run((missing + options).split(" "))).isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  @DisplayName("says which command a method belongs to, and which methods there are")
  void otherCommand() {
    loupe.run("analyze", "demo", "--method", "difference");
    assertThat(loupe.err()).contains("use 'loupe compare'");
    loupe.run("compare", "demo", "--method", "x");
    assertThat(loupe.err()).contains("There is no method 'x'; installed are count, difference.");
    loupe.run("methods");
    assertThat(loupe.out()).contains("difference (compares checkpoints): What differs.");
    loupe.run("compare", "--method", "difference", "--help");
    assertThat(loupe.out()).contains("Parameters of difference:").contains("Whether to shout.");
  }

  @Test
  @DisplayName("computes results of a method of one checkpoint, and then takes those there are")
  void ofOneCheckpoint() {
    String command = "compare demo --method count --out " + out;
    assertThat(loupe.run(command.split(" "))).as(loupe.err()).isEqualTo(ExitCode.DONE);
    Path folder = out.resolve("count/early-vs-late");
    assertThat(loupe.written)
        .containsOnlyKeys(out.resolve("count/early"), out.resolve("count/late"), folder);
    Provenance provenance = loupe.written.get(folder).provenance();
    assertThat(provenance.checkpoint()).isEqualTo("early");
    assertThat(provenance.compared())
        .extracting(Provenance.Compared::checkpoint, Provenance.Compared::checkpointSha256)
        .containsExactly(tuple("late", "0".repeat(64)));
    assertThat(loupe.written.get(folder).tables().get(0).rows().get(0))
        .contains("Windows", "no interval: it is no mean over windows");
    Object early = loupe.written.get(out.resolve("count/early"));

    assertThat(loupe.run(command.split(" "))).isEqualTo(ExitCode.DONE);
    assertThat(loupe.written.get(out.resolve("count/early"))).isSameAs(early);
    assertThat(loupe.run((command + " --param times=2").split(" "))).isEqualTo(ExitCode.DONE);
    assertThat(loupe.written).as("other parameters lie beside").hasSize(6);
    assertThat(loupe.written.get(out.resolve("count/early"))).isSameAs(early);
    assertThat(loupe.opened).allMatch(FakeModelSession::isClosed);
  }

  @Test
  @DisplayName("compares the others where the engine cannot load one")
  void notLoaded() {
    loupe.broken.add("b");
    String command = "compare --method count --checkpoint a.pt b.pt c.pt --card c --data d --out ";
    assertThat(loupe.run((command + out).split(" "))).as(loupe.err()).isEqualTo(ExitCode.PARTLY);
    assertThat(loupe.written).containsKey(out.resolve("count/a-vs-c"));
    assertThat(loupe.err()).contains("Left out of the comparison: b: The engine cannot load 'b'.");
  }

  @Test
  @DisplayName("writes nothing when it is cancelled")
  void cancelled() {
    loupe.cancelled = true;
    assertThat(compare()).isEqualTo(ExitCode.CANCELLED);
    assertThat(loupe.written).isEmpty();
    assertThat(loupe.opened).allMatch(FakeModelSession::isClosed);
  }
}
