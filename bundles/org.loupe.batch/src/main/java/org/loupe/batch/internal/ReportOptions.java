package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.InstalledMethod;
import org.loupe.model.BadInputException;
import org.loupe.model.LoupeException;
import org.loupe.project.ListedResult;
import org.loupe.project.Project;
import org.loupe.project.Results;
import org.loupe.project.StoredResult;
import org.loupe.project.WindowExpression;
import org.loupe.report.Report;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** What a report is made of, and the making: for every command that ends in one. */
final class ReportOptions {
  @Parameters(index = "0", paramLabel = "PROJECT", description = "A folder with loupe.json.")
  Path project = Path.of("");

  @Option(
      names = "--checkpoint",
      arity = "1..*",
      paramLabel = "NAME",
      description = "Which checkpoints (default: all).")
  List<String> checkpoints = new ArrayList<>();

  @Option(
      names = "--data",
      paramLabel = "NAME",
      description = "Which dataset (default: the project's first).")
  @Nullable String data;

  @Option(
      names = "--windows",
      paramLabel = "EXPR",
      description =
          "Which windows, as for analyze (default: those of the results there are; what is missing is computed on all).")
  @Nullable String windows;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where results are kept (default: PROJECT/results).")
  @Nullable Path results;

  @Option(names = "--again", description = "Compute everything anew.")
  boolean again;

  @Option(
      names = "--existing-only",
      description = "Compute nothing: the report is of the results that are there.")
  boolean existingOnly;

  @Mixin EngineOptions engine = new EngineOptions();

  /** Refuses what makes no sense. */
  void check(CommandLine line) {
    engine.check(line);
    try {
      WindowExpression.check(expression());
    } catch (BadInputException e) {
      throw new ParameterException(line, e.getMessage());
    }
  }

  private String expression() {
    return windows == null ? "all" : windows;
  }

  /**
   * Computes what is missing and writes the report.
   *
   * @param methods those that are wanted
   * @param out the report's file
   * @param listing is told of what is computed
   * @return what was written
   * @throws LoupeException if something is not there or cannot be written
   */
  Written write(
      Services services,
      Console console,
      BooleanSupplier cancelled,
      List<InstalledMethod<?, ?>> methods,
      Path out,
      Listing listing)
      throws LoupeException {
    Path folder =
        (results == null ? project.resolve("results") : results).toAbsolutePath().normalize();
    OutputFolder.requireWritable(folder, "--results");
    OutputFolder.requireWritableFile(out, "--out");
    LeftOut leftOut = new LeftOut();
    Work work =
        new ProjectSources(project, checkpoints, data)
            .open(services.projects(), expression(), engine.seed, leftOut, console, cancelled);
    leftOut.requireOthers(work);
    ReportWork wanted =
        ReportWork.of(services, folder, methods, work, engine.seed, windows != null, again);
    Run run = new Run(services, engine, console, cancelled);
    Plan plan = Plan.of(services, folder, existingOnly ? List.of() : wanted.missing(), again);
    Forecast forecast = run.forecast(plan);
    if (!plan.due().isEmpty()) {
      console.err().println(run.words(plan, forecast));
    }
    List<Outcome> computed = run.compute(plan, forecast, listing);
    List<Outcome> outcomes = wanted.outcomes(computed);
    Project open = services.projects().open(project);
    List<Report.Chapter> chapters =
        new ArrayList<>(new Chapters(project, services.results()).of(outcomes));
    chapters.addAll(leftOut.chapters());
    Report report =
        new Report(
            open.name(),
            "Dataset " + work.windows().dataset().name() + ", seed " + engine.seed,
            chapters,
            recipe(services, open, folder, outcomes));
    services.reports().write(report, out);
    for (Results.Damaged each : wanted.damaged()) {
      String name = ListedResult.name(folder, each.folder());
      leftOut.found(name, 0, new BadInputException(each.problem()));
    }
    boolean isEmpty = outcomes.stream().allMatch(each -> each.result() == null);
    List<Outcome> ended = isEmpty ? computed : withoutMisfits(computed);
    return new Written(report, leftOut.tellAfter(() -> run.end(ended), console));
  }

  private static String recipe(
      Services services, Project project, Path folder, List<Outcome> outcomes) {
    List<StoredResult> results =
        outcomes.stream().flatMap(each -> Stream.ofNullable(each.result())).toList();
    return results.isEmpty()
        ? ""
        : services.recipes().text(new RecipeOf(services, project).of(folder, results));
  }

  /** What a model or its data lack is said in the report; beside results that is no failure. */
  private static List<Outcome> withoutMisfits(List<Outcome> computed) {
    return computed.stream()
        .filter(each -> !(each.failure() instanceof BadInputException))
        .toList();
  }

  /**
   * What was written.
   *
   * @param code the exit code
   */
  record Written(Report report, int code) {}
}
