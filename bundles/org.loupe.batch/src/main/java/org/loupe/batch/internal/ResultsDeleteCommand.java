package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.loupe.model.BadInputException;
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
    Map<String, Path> wanted = new LinkedHashMap<>();
    found.rows().forEach(row -> wanted.put(row.name(), row.result().folder()));
    selection.damaged(found).forEach(each -> wanted.put(each.name(), each.result().folder()));
    if (!yes) {
      wanted.keySet().forEach(console.out()::println);
      console.out().flush();
      console
          .err()
          .println("Nothing was deleted; with --yes these would be: " + wanted.size() + ".");
      return ExitCode.DONE;
    }
    return delete(wanted);
  }

  /** What cannot be deleted does not keep the others. */
  private int delete(Map<String, Path> wanted) {
    List<String> left = new ArrayList<>();
    for (Map.Entry<String, Path> each : wanted.entrySet()) {
      try {
        services.results().delete(each.getValue());
        console.out().println(each.getKey());
      } catch (BadInputException e) {
        left.add(each.getKey() + ": " + e.getMessage());
      }
    }
    console.out().flush();
    left.forEach(each -> console.err().println("Not deleted: " + each));
    int deleted = wanted.size() - left.size();
    console.err().println("Deleted: " + deleted + ".");
    if (left.isEmpty()) {
      return ExitCode.DONE;
    }
    return deleted == 0 ? ExitCode.BAD_INPUT : ExitCode.PARTLY;
  }
}
