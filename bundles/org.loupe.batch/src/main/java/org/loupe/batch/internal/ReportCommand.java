package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.loupe.analysis.InstalledMethod;
import org.loupe.model.LoupeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Computes what is missing and puts the results of all methods into one file. */
@Command(
    name = "report",
    description = {
      "Writes findings and figures of all methods into one HTML file without outside references.",
      "Results that the project has already are taken as they are; what is missing is computed, with the methods' own parameters, and kept in the project. How long that takes is said first; --existing-only computes nothing.",
      "Of two checkpoints or more a chapter follows that holds them against the first: what differs, with intervals and tests, figures side by side, laid over each other and as differences, and what the methods that compare find."
    })
final class ReportCommand implements Callable<Integer> {
  @Mixin ReportOptions options = new ReportOptions();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The report, such as report.html; an older one is replaced.")
  Path out = Path.of("");

  @Option(
      names = {"--method", "--methods"},
      arity = "1..*",
      paramLabel = "ID",
      description = "Which methods; 'loupe methods' lists them (default: all).")
  List<String> ids = new ArrayList<>();

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
    List<InstalledMethod<?, ?>> methods = methods();
    options.check(spec.commandLine());
    Path file = out.toAbsolutePath().normalize();
    ReportOptions.Written written =
        options.write(services, console, cancelled, methods, file, Listing.SILENT);
    console.out().println(file);
    return written.code();
  }

  private List<InstalledMethod<?, ?>> methods() {
    List<InstalledMethod<?, ?>> installed = services.methods().installed();
    List<InstalledMethod<?, ?>> chosen = new ArrayList<>();
    for (String id : ids) {
      chosen.add(
          services
              .methods()
              .findInstalled(id)
              .orElseThrow(
                  () ->
                      new ParameterException(
                          spec.commandLine(), MethodHelp.unknown(id, installed))));
    }
    return ids.isEmpty() ? installed : chosen;
  }
}
