package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.project.Project;
import org.loupe.project.Recipe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a recipe. */
@Command(
    name = "recipe",
    description = {
      "Writes a recipe for 'loupe run' of all results that a project has, as they were asked for.",
      "With --all it is of every method that fits, on all checkpoints and windows, with the"
          + " differences from the first checkpoint, whatever is there."
    })
final class RecipeCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "PROJECT", description = "A folder with loupe.json.")
  Path project = Path.of("");

  @Option(names = "--all", description = "Of all methods instead of the results that are there.")
  boolean all;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where results are kept (default: PROJECT/results).")
  @Nullable Path results;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the recipe is written (default: standard output).")
  @Nullable Path out;

  @Option(names = "--force", description = "Replace a file that is there.")
  boolean force;

  private final Services services;
  private final Console console;

  RecipeCommand(Services services, Console console) {
    this.services = services;
    this.console = console;
  }

  @Override
  public Integer call() throws BadInputException {
    Project open = services.projects().open(project);
    Path folder =
        (results == null ? open.folder().resolve("results") : results).toAbsolutePath().normalize();
    RecipeOf steps = new RecipeOf(services, open);
    Recipe recipe = all ? steps.allMethods(folder) : steps.results(folder);
    if (out == null) {
      console.out().print(services.recipes().text(recipe));
      console.out().flush();
    } else {
      services.recipes().write(recipe, out, force);
      console.out().println(out);
    }
    return ExitCode.DONE;
  }
}
