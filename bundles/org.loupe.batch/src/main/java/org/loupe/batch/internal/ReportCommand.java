package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Method;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import org.loupe.project.WindowExpression;
import org.loupe.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Computes what is missing and puts the results of all methods into one file. */
@Command(
    name = "report",
    description = {
      "Writes findings and figures of all methods into one HTML file without outside references.",
      "Results that the project has already are taken as they are; what is missing is computed, with the methods' own parameters, and kept in the project."
    })
final class ReportCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "PROJECT", description = "A folder with loupe.json.")
  Path project = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The report, such as report.html; an older one is replaced.")
  Path out = Path.of("");

  @Option(
      names = "--method",
      arity = "1..*",
      paramLabel = "ID",
      description = "Which methods; 'loupe methods' lists them (default: all).")
  List<String> ids = new ArrayList<>();

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

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Services services;
  private final Console console;
  private final BooleanSupplier cancelled;

  ReportCommand(Services services, Console console, BooleanSupplier cancelled) {
    this.services = services;
    this.console = console;
    this.cancelled = cancelled;
  }

  @Override
  public Integer call() throws LoupeException {
    engine.check(spec.commandLine());
    List<Method<?, ?>> methods = methods();
    String expression = windows == null ? "all" : windows;
    try {
      WindowExpression.check(expression);
    } catch (BadInputException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
    Path folder =
        (results == null ? project.resolve("results") : results).toAbsolutePath().normalize();
    OutputFolder.requireWritable(folder);
    OutputFolder.requireWritable(out.toAbsolutePath().normalize().getParent());
    Work work =
        new ProjectSources(project, checkpoints, data)
            .work(services.projects(), expression, engine.seed);
    Analysis analysis = new Analysis(services, folder, Map.of(), engine, console, cancelled);
    Chapters chapters =
        new Chapters(services, analysis, methods, project, work.windows(), windows != null, again);
    List<Report.Chapter> written = new ArrayList<>();
    for (Checkpoint checkpoint : work.checkpoints()) {
      written.add(chapters.of(checkpoint));
    }
    String name = services.projects().open(project).name();
    String of = "Dataset " + work.windows().dataset().name() + ", seed " + engine.seed;
    services.reports().write(new Report(name, of, written), out);
    console.out().println(out.toAbsolutePath().normalize());
    return ExitCode.DONE;
  }

  private List<Method<?, ?>> methods() {
    List<Method<?, ?>> chosen = new ArrayList<>();
    for (String id : ids) {
      chosen.add(
          services
              .methods()
              .find(id)
              .orElseThrow(
                  () ->
                      new ParameterException(
                          spec.commandLine(), MethodHelp.unknown(id, services.methods()))));
    }
    return ids.isEmpty() ? services.methods().all() : chosen;
  }
}
