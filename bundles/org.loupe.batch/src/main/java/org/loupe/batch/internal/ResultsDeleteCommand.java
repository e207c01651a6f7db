package org.loupe.batch.internal;

import java.util.List;
import java.util.concurrent.Callable;
import org.loupe.model.BadInputException;
import org.loupe.project.ListedResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Deletes results. */
@Command(
    name = "delete",
    description = {
      "Deletes results of a project. Without --yes it only says which.",
      "Name them, or choose them by --method, --checkpoint and --stale; --all means all of them."
    })
final class ResultsDeleteCommand implements Callable<Integer> {
  @Mixin ResultSelection selection = new ResultSelection();

  @Option(names = "--all", description = "All results of the project.")
  boolean all;

  @Option(names = "--yes", description = "Delete them.")
  boolean yes;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Services services;
  private final Console console;

  ResultsDeleteCommand(Services services, Console console) {
    this.services = services;
    this.console = console;
  }

  @Override
  public Integer call() throws BadInputException {
    if (selection.isEverything() && !all) {
      throw new ParameterException(
          spec.commandLine(), "Say which results to delete, or --all of them");
    }
    ResultSelection.Found found = selection.find(services);
    for (ListedResult row : found.rows()) {
      if (yes) {
        services.results().delete(row.result());
      }
      console.out().println(row.name());
    }
    List<ResultSelection.Damaged> damaged = damaged(found);
    for (ResultSelection.Damaged each : damaged) {
      if (yes) {
        services.results().delete(each.result().folder());
      }
      console.out().println(each.name());
    }
    console.out().flush();
    int count = found.rows().size() + damaged.size();
    console
        .err()
        .println(
            yes
                ? "Deleted: " + count + "."
                : "Nothing was deleted; with --yes these would be: " + count + ".");
    return ExitCode.DONE;
  }

  /** What cannot be read is of no method and no checkpoint that one could choose it by. */
  private List<ResultSelection.Damaged> damaged(ResultSelection.Found found) {
    return selection.isNarrowed() ? List.of() : found.damaged();
  }
}
