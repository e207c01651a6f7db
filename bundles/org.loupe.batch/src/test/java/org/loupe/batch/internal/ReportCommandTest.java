package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.model.BadInputException;
import org.loupe.plots.Figure;
import org.loupe.project.Results;
import org.loupe.report.Report;

@DisplayName("loupe report")
class ReportCommandTest {
  private final Loupe loupe = new Loupe();

  @TempDir Path folder;

  private int run(String... more) {
    String[] first = {
      "report",
      folder.resolve("project").toString(),
      "--out",
      file().toString(),
      "--results",
      folder.resolve("results").toString()
    };
    String[] all = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return loupe.run(all);
  }

  private Path file() {
    return folder.resolve("report.html");
  }

  private Report report() {
    return loupe.reports.values().iterator().next();
  }

  @Test
  @DisplayName("computes what is missing, for every checkpoint, and says where the report lies")
  void computes() {
    assertThat(run()).as(loupe.err()).isEqualTo(ExitCode.DONE);
    assertThat(loupe.out()).isEqualTo(file() + "\n");
    assertThat(loupe.written.keySet())
        .containsExactlyInAnyOrder(
            folder.resolve("results/count/early"),
            folder.resolve("results/count/late"),
            folder.resolve("results/count/early-vs-late"),
            folder.resolve("results/difference/early-vs-late"));
    assertThat(report().title()).isEqualTo("demo");
    assertThat(report().chapters())
        .extracting(Report.Chapter::checkpoint)
        .containsExactly("early", "late", "Compared with early: late");
    assertThat(report().chapters().get(2).sections())
        .extracting(section -> section.method().id())
        .containsExactly("count", "difference");
    assertThat(report().chapters().get(2).sections().get(0).command())
        .contains("loupe compare")
        .contains("--method count --baseline early --checkpoint late");
    Report.Section section = report().chapters().get(1).sections().get(0);
    assertThat(section.result().findings().get(0).sentence()).isEqualTo("Counted 50.");
    assertThat(section.command())
        .contains("--method count --checkpoint late --data test --windows 0-49 --seed 42");
  }

  @Test
  @DisplayName("shows the figures of all checkpoints together, if they can be read back")
  void together() throws BadInputException {
    assertThat(run()).as(loupe.err()).isEqualTo(ExitCode.DONE);
    assertThat(report().chapters().get(0).sections().get(0).compared())
        .isEqualTo(Report.Compared.NONE);
    Report.Compared compared = report().chapters().get(2).sections().get(0).compared();
    assertThat(compared.sides())
        .extracting(Report.Side::checkpoint)
        .containsExactly("early", "late");
    Report.Side late = compared.sides().get(1);
    assertThat(late.result().provenance().checkpoint()).isEqualTo("late");
    assertThat(compared.figures().of(late).orElseThrow())
        .extracting(Figure::id)
        .containsExactly("count");
    assertThat(report().chapters().get(2).sections().get(1).compared())
        .isEqualTo(Report.Compared.NONE);
    loupe.drawingsOnly = true;
    assertThat(compared.figures().of(late)).isEmpty();
  }

  @Test
  @DisplayName("has a chapter that says why a checkpoint cannot be used, and those of the others")
  void leftOut() {
    loupe.broken.add("late");
    assertThat(run()).as(loupe.err()).isEqualTo(ExitCode.PARTLY);
    assertThat(report().chapters().get(0).sections()).hasSize(1);
    assertThat(report().chapters().get(1).checkpoint()).isEqualTo("late");
    assertThat(report().chapters().get(1).missing())
        .containsExactly("Count: The engine cannot load 'late'.");

    loupe.broken.add("early");
    loupe.written.clear();
    assertThat(run()).isEqualTo(ExitCode.FAILED);
    assertThat(loupe.err()).contains("The engine cannot load 'early'.");
  }

  @Test
  @DisplayName("says which result is damaged, and is of the others")
  void damaged() {
    assertThat(run("--checkpoint", "late")).isEqualTo(ExitCode.DONE);
    loupe.reports.clear();
    loupe.damaged.add(
        new Results.Damaged(folder.resolve("results/count/early"), "result.json is cut off."));

    assertThat(run("--existing-only")).isEqualTo(ExitCode.PARTLY);

    assertThat(report().chapters().get(0).missing())
        .containsExactly("Count: result.json is cut off.");
    assertThat(report().chapters().get(1).sections()).hasSize(1);
    assertThat(loupe.err()).contains("Left out: count/early: result.json is cut off.");
    assertThat(run("--existing-only", "--checkpoint", "late")).isEqualTo(ExitCode.DONE);
  }

  @Test
  @DisplayName("refuses to replace a folder before it computes anything")
  void toFolder() throws IOException {
    Files.createDirectory(file());
    assertThat(run()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(loupe.err()).contains(file() + " is a folder; name a file for the report.");
    assertThat(loupe.opened).isEmpty();
  }

  @Test
  @DisplayName("names the option for a folder of results that cannot be written")
  void resultsUnwritable() throws IOException {
    Files.writeString(folder.resolve("results"), "a file");
    assertThat(run()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(loupe.err()).contains("results is no folder; choose another one with --results.");
  }

  @Test
  @DisplayName("is written, but not done, where all of its methods refuse the data")
  void refused() {
    Arrays.fill(loupe.values, Float.NaN);
    assertThat(run("--checkpoint", "late")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(loupe.err()).contains("hold NaN or infinite values");
    assertThat(report().chapters().get(0).missing()).singleElement().asString().contains("NaN");
  }

  @Test
  @DisplayName("takes results that are there, unless others are asked for")
  void takesResults() {
    assertThat(run("--checkpoint", "late", "--windows", "0-9")).isEqualTo(ExitCode.DONE);
    assertThat(evaluated()).isEqualTo(10);

    assertThat(run("--checkpoint", "late")).isEqualTo(ExitCode.DONE);
    assertThat(evaluated()).isEqualTo(10);

    assertThat(run("--checkpoint", "late", "--windows", "0-9")).isEqualTo(ExitCode.DONE);
    assertThat(evaluated()).isEqualTo(10);

    assertThat(run("--checkpoint", "late", "--windows", "0-4")).isEqualTo(ExitCode.DONE);
    assertThat(evaluated()).isEqualTo(15);

    assertThat(run("--checkpoint", "late", "--again")).isEqualTo(ExitCode.DONE);
    assertThat(evaluated()).isEqualTo(65);
  }

  private long evaluated() {
    return loupe.opened.stream().mapToLong(session -> session.evaluated()).sum();
  }

  @Test
  @DisplayName("refuses methods, checkpoints and windows that are not there")
  void refuses() {
    assertThat(run("--method", "nothing")).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(loupe.err()).contains("There is no method 'nothing'; installed are count");
    assertThat(run("--checkpoint", "nothing")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run("--windows", "many")).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(run("--threads", "-1")).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(loupe.reports).isEmpty();
    assertThat(loupe.written).isEmpty();
  }
}
