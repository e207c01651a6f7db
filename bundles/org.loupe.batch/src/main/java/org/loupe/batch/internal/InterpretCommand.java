package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.ComparisonMethod;
import org.loupe.analysis.Info;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Method;
import org.loupe.model.BadInputException;
import org.loupe.model.LoupeException;
import org.loupe.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs all methods of a suite, whichever are installed, and writes one report. */
@Command(
    name = "interpret",
    description = {
      "Runs every method of a suite that fits on a project's checkpoints and windows, and writes one report.",
      "The suite 'ncp' is for liquid networks and Neural Circuit Policies. Each result is kept in the project as it is done, whole or not at all, and one that is there already is not computed again; so an interrupted run goes on where it stopped. What does not fit a model is said, with the reason, and left out.",
      "",
      "Prints the folder and the findings of each result that was computed, and then where the report lies."
    })
final class InterpretCommand implements Callable<Integer> {
  @Mixin ReportOptions options = new ReportOptions();

  @Option(
      names = "--suite",
      defaultValue = Info.NCP,
      paramLabel = "NAME",
      description = "Which suite of methods (default: ncp).")
  String suite = Info.NCP;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The report; an older one is replaced (default: PROJECT/report.html).")
  @Nullable Path out;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Services services;
  private final Console console;
  private final BooleanSupplier cancelled;

  InterpretCommand(Services services, Console console, BooleanSupplier cancelled) {
    this.services = services;
    this.console = console;
    this.cancelled = cancelled;
  }

  @Override
  public Integer call() throws LoupeException {
    options.check(spec.commandLine());
    List<InstalledMethod<?, ?>> methods = new ArrayList<>(methods());
    methods.addAll(comparisons());
    Path file =
        (out == null ? options.project.resolve("report.html") : out).toAbsolutePath().normalize();
    ReportOptions.Written written =
        options.write(services, console, cancelled, methods, file, new LineListing(console.out()));
    for (Report.Chapter chapter : written.report().chapters()) {
      for (String missing : chapter.missing()) {
        console.err().println("Left out of " + chapter.checkpoint() + ": " + missing);
      }
    }
    console.out().println(file);
    return written.code();
  }

  private List<ComparisonMethod<?, ?>> comparisons() {
    return services.methods().comparisons().stream()
        .filter(method -> method.info().suites().contains(suite))
        .toList();
  }

  /** The suite's, and what is made of their results. */
  private List<Method<?, ?>> methods() throws BadInputException {
    List<Method<?, ?>> all = services.methods().all();
    Predicate<Method<?, ?>> inSuite = method -> method.info().suites().contains(suite);
    if (all.stream().noneMatch(inSuite)) {
      TreeSet<String> suites = new TreeSet<>();
      all.forEach(method -> suites.addAll(method.info().suites()));
      throw new BadInputException(
          "No installed method belongs to the suite '"
              + suite
              + "'; "
              + (suites.isEmpty()
                  ? "there are no suites"
                  : "there are methods of " + String.join(", ", suites))
              + (suite.equals(Info.NCP)
                  ? ". Install the feature 'ncp', or use 'loupe report'."
                  : "."));
    }
    return all.stream()
        .filter(inSuite.or(method -> method.info().needs().contains(Info.Need.RESULTS)))
        .toList();
  }
}
