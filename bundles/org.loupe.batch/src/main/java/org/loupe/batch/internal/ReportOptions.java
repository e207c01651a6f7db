package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.ComparisonMethod;
import org.loupe.analysis.Method;
import org.loupe.model.BadInputException;
import org.loupe.model.LoupeException;
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
   * @param methods those that are wanted, of one checkpoint
   * @param comparisons those that are wanted, of several
   * @param out the report's file
   * @param listing is told of what is computed
   * @return what was written
   * @throws LoupeException if something is not there or cannot be written, or the engine fails
   */
  Report write(
      Services services,
      Console console,
      BooleanSupplier cancelled,
      List<Method<?, ?>> methods,
      List<ComparisonMethod<?, ?>> comparisons,
      Path out,
      Listing listing)
      throws LoupeException {
    Path folder =
        (results == null ? project.resolve("results") : results).toAbsolutePath().normalize();
    OutputFolder.requireWritable(folder);
    OutputFolder.requireWritable(out.getParent());
    LeftOut damaged = new LeftOut();
    Work work =
        new ProjectSources(project, checkpoints, data)
            .open(services.projects(), expression(), engine.seed, damaged, console, cancelled);
    damaged.requireOthers(work.checkpoints().size());
    Analysis analysis = new Analysis(services, folder, Map.of(), engine, console, cancelled);
    Chapters each =
        new Chapters(
            services, analysis, methods, project, work.windows(), windows != null, again, listing);
    List<Report.Chapter> chapters = new ArrayList<>(each.of(work.checkpoints()));
    damaged
        .reasons()
        .forEach(
            (name, why) ->
                chapters.add(new Report.Chapter(name, List.of(), List.of(why.getMessage()))));
    new ComparisonChapter(
            services,
            analysis,
            methods,
            comparisons,
            project,
            work.windows(),
            again,
            console,
            listing)
        .of(work.checkpoints())
        .ifPresent(chapters::add);
    Report report =
        new Report(
            services.projects().open(project).name(),
            "Dataset " + work.windows().dataset().name() + ", seed " + engine.seed,
            chapters);
    services.reports().write(report, out);
    listing.end();
    return report;
  }
}
