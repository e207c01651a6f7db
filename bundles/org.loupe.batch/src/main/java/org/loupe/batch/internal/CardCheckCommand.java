package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.SessionOptions;
import org.loupe.model.Windows;
import org.loupe.project.CheckpointFiles;
import org.loupe.project.WindowExpression;
import org.loupe.project.imports.CardReport;
import org.loupe.project.imports.ImportedData;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a model on data to see whether its card is right. */
@Command(
    name = "check",
    description =
        "Runs a model on data and shows, per prediction head, how right it is beside a baseline, and what is wrong.")
final class CardCheckCommand implements Callable<Integer> {
  @Parameters(paramLabel = "CARD", description = "The model card.")
  Path card = Path.of("");

  @Option(
      names = "--checkpoint",
      required = true,
      paramLabel = "FILE",
      description = "A TorchScript archive, or a state dict if an architecture is given.")
  Path checkpoint = Path.of("");

  @Option(
      names = "--architecture",
      paramLabel = "FILE",
      description = "The TorchScript archive whose weights the state dict replaces.")
  @Nullable Path architecture;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FILE",
      description = "The data: .npz, a table (.csv, .tsv), or what torch.save wrote of a dataset.")
  Path data = Path.of("");

  @Mixin WindowingOptions windowing = new WindowingOptions();

  @Option(
      names = "--windows",
      paramLabel = "EXPR",
      defaultValue = "all",
      description = "Which windows: all, 0-99, 3,8 or random:100 (default: all).")
  String windows = "all";

  @Option(
      names = "--device",
      paramLabel = "D",
      defaultValue = "auto",
      converter = DeviceOption.class,
      description = "auto, cpu, mps, cuda or cuda:N (default: auto, the first of cuda, mps, cpu).")
  DeviceOption.Choice device = DeviceOption.Choice.AUTO;

  @Option(names = "--json", description = "Print one JSON document instead of a table.")
  boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Services services;
  private final Console console;
  private final BooleanSupplier cancelled;

  CardCheckCommand(Services services, Console console, BooleanSupplier cancelled) {
    this.services = services;
    this.console = console;
    this.cancelled = cancelled;
  }

  @Override
  public Integer call() throws LoupeException {
    try {
      WindowExpression.check(windows);
    } catch (BadInputException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
    String name = CheckpointFiles.name(checkpoint);
    ModelCard read = services.projects().card(card);
    Checkpoint described = services.projects().checkpoint(name, checkpoint, architecture, read);
    CardReport report;
    try (Staging staging = Staging.temporary();
        ProgressLine progress = new ProgressLine(console, name, 0, cancelled)) {
      ImportedData imported =
          services
              .imports()
              .data(
                  data,
                  staging.file(CheckpointFiles.name(data) + ".npz"),
                  windowing.of(data, services.imports()),
                  progress);
      Windows chosen = WindowExpression.choose(windows, imported.dataset(), List.of(), 42);
      report =
          services
              .checks()
              .check(described, chosen, new SessionOptions(device.device(), 0), progress);
    }
    console.out().print(json ? CheckReport.json(report) : CheckReport.text(report));
    console.out().flush();
    return report.isSound() ? ExitCode.DONE : ExitCode.BAD_INPUT;
  }
}
