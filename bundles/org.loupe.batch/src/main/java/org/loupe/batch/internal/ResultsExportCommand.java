package org.loupe.batch.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.loupe.model.BadInputException;
import org.loupe.project.ListedResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Copies results for other programs. */
@Command(
    name = "export",
    description =
        "Copies results to a folder where other programs read them: result.json, arrays.npz (NumPy), scalars and tables as CSV, figures as SVG and PNG.")
final class ResultsExportCommand implements Callable<Integer> {
  @Mixin ResultSelection selection = new ResultSelection();

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FOLDER",
      description = "Where each result gets a folder of its own; none of them may be there yet.")
  Path to = Path.of("");

  private final Services services;
  private final Console console;

  ResultsExportCommand(Services services, Console console) {
    this.services = services;
    this.console = console;
  }

  @Override
  public Integer call() throws BadInputException {
    Path folder = to.toAbsolutePath().normalize();
    ResultSelection.Found found = selection.find(services);
    for (ListedResult row : found.rows()) {
      if (Files.exists(folder.resolve(row.name()))) {
        throw new BadInputException(
            folder.resolve(row.name()) + " is there already; choose another folder with --to.");
      }
    }
    for (ListedResult row : found.rows()) {
      Path place = folder.resolve(row.name());
      services
          .results()
          .export(
              row.result(),
              services.methods().findInstalled(row.result().provenance().analyzer()),
              place);
      console.out().println(place);
    }
    console.out().flush();
    return ExitCode.DONE;
  }
}
