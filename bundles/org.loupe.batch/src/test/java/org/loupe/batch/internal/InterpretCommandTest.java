package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.analysis.Info;
import org.loupe.report.Report;
import org.loupe.testkit.FakeModelSession;

@DisplayName("loupe interpret")
class InterpretCommandTest {
  private final Loupe loupe = new Loupe();

  @TempDir Path folder;

  private int run(String... more) {
    String[] all = Arrays.copyOf(new String[] {"interpret", project().toString()}, 2 + more.length);
    System.arraycopy(more, 0, all, 2, more.length);
    return loupe.run(all);
  }

  private Path project() {
    return folder.resolve("project");
  }

  @Test
  @DisplayName("runs the suite on every checkpoint and says what was found and where it lies")
  void runs() {
    assertThat(run()).as(loupe.err()).isEqualTo(ExitCode.DONE);
    assertThat(loupe.out())
        .isEqualTo(
            String.join(
                "\n",
                project().resolve("results/count/early").toString(),
                "  Counted 50.",
                project().resolve("results/count/late").toString(),
                "  Counted 50.",
                project().resolve("results/count/early-vs-late").toString(),
                project().resolve("report.html").toString(),
                ""));
    assertThat(loupe.reports).containsOnlyKeys(project().resolve("report.html"));
    Report report = loupe.reports.values().iterator().next();
    assertThat(report.chapters()).allSatisfy(chapter -> assertThat(chapter.sections()).hasSize(1));
  }

  @Test
  @DisplayName("goes on where an interrupted run stopped")
  void goesOn() {
    loupe.run("interpret", project().toString(), "--checkpoint", "early");
    assertThat(loupe.written).hasSize(1);
    long before = evaluated();
    run();
    assertThat(loupe.written).as("both, and their differences").hasSize(3);
    assertThat(evaluated() - before).as("only the windows of the other checkpoint").isEqualTo(50);
  }

  private long evaluated() {
    return loupe.opened.stream().mapToLong(FakeModelSession::evaluated).sum();
  }

  @Test
  @DisplayName("says how long it takes before it begins")
  void expects() {
    run("--checkpoint", "late");
    assertThat(loupe.err())
        .matches("(?s)1 result to compute: (under|about|up to) \\d+ s; memory up to about .*");
    run("--checkpoint", "late");
    assertThat(loupe.err().lines().filter(line -> line.contains("to compute")))
        .as("the second time all is there")
        .hasSize(1);
  }

  @Test
  @DisplayName("says how many results are done and what is worked on")
  void progress() {
    loupe.terminal = true;
    run();
    assertThat(loupe.err())
        .contains("0/3 results, 0:0", " left: evaluate (count of ", "): 10/50 windows");
  }

  @Test
  @DisplayName("says what a method lacks that does not fit, and goes on")
  void missing() {
    loupe.method = Loupe.needing(Info.Need.TOKENS);
    assertThat(run()).isEqualTo(ExitCode.DONE);
    assertThat(loupe.err())
        .contains(
            "Left out of late: Count: Count needs to know what tokens mean, but the model card says nothing under 'tokens'.");
    assertThat(loupe.written).isEmpty();
    assertThat(loupe.reports).hasSize(1);
  }

  @Test
  @DisplayName("cancelled writes no report, and closes the model")
  void cancelled() {
    loupe.cancelled = true;
    assertThat(run()).isEqualTo(ExitCode.CANCELLED);
    assertThat(loupe.reports).isEmpty();
    assertThat(loupe.written).isEmpty();
    assertThat(loupe.opened).allMatch(FakeModelSession::isClosed);
  }

  @Test
  @DisplayName("of a suite that nobody belongs to says which there are")
  void suite() {
    assertThat(run("--suite", "vision")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(loupe.err())
        .contains("No installed method belongs to the suite 'vision'; there are methods of ncp.");
  }
}
