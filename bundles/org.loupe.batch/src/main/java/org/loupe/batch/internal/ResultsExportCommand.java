package org.loupe.batch.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.loupe.model.BadInputException;
import org.loupe.project.ListedResult;
import org.loupe.project.StoredResult;
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
    List<String> left = new ArrayList<>();
    selection
        .damaged(found)
        .forEach(each -> left.add(each.name() + ": " + each.result().problem()));
    int exported = 0;
    for (ListedResult row : found.rows()) {
      Path place = folder.resolve(row.name());
      try {
        export(row.result(), place);
        console.out().println(place);
        exported++;
      } catch (BadInputException e) {
        left.add(row.name() + ": " + e.getMessage());
      }
    }
    console.out().flush();
    left.forEach(each -> console.err().println("Not exported: " + each));
    if (left.isEmpty()) {
      return ExitCode.DONE;
    }
    return exported == 0 ? ExitCode.BAD_INPUT : ExitCode.PARTLY;
  }

  private void export(StoredResult result, Path place) throws BadInputException {
    services
        .results()
        .export(result, services.methods().findInstalled(result.provenance().analyzer()), place);
  }
}
