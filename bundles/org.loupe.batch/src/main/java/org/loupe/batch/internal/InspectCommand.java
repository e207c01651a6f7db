package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.loupe.checkpoint.FileSummary;
import org.loupe.checkpoint.Inspection;
import org.loupe.model.BadInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a file is. */
@Command(
    name = "inspect",
    description =
        "Says what a file is: its kind, inputs, methods, parameters, sub-modules, configuration. Nothing in it is executed.")
final class InspectCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "A checkpoint, dataset or model card.")
  Path file = Path.of("");

  @Option(names = "--json", description = "Print one JSON document.")
  boolean json;

  private final Console console;

  InspectCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws BadInputException {
    FileSummary summary = Inspection.inspect(file);
    console.out().print(json ? SummaryJson.of(summary) : SummaryText.of(summary));
    console.out().flush();
    return ExitCode.DONE;
  }
}
