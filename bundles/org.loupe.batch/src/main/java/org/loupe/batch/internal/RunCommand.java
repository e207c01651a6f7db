package org.loupe.batch.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.loupe.analysis.Estimate;
import org.loupe.model.BadInputException;
import org.loupe.model.LoupeException;
import org.loupe.project.Project;
import org.loupe.project.Recipe;
import org.loupe.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Computes what a recipe says. */
@Command(
    name = "run",
    description = {
      "Computes what a recipe says: methods on checkpoints and windows, comparisons, a report.",
      "Everything in the recipe is checked first, and the expected time is said. Results that are there and current are not computed again; so a run that was interrupted, by whatever, goes on where it stopped when it is started again. What fails is listed at the end and does not stop the rest.",
      "",
      "'loupe recipe PROJECT' writes a recipe."
    })
final class RunCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "RECIPE", description = "The recipe, a JSON file.")
  Path recipe = Path.of("");

  @Option(
      names = "--dry-run",
      description = "Say what would be computed and how long it would take; compute nothing.")
  boolean dryRun;

  @Option(names = "--again", description = "Compute anew what is there already.")
  boolean again;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Threads of the engine on the processor, and most checkpoints that are worked on side by side (default: 0, one per core). The numbers do not depend on it.")
  int threads;

  @Option(names = "--json", description = "Print one JSON document instead of lines.")
  boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Services services;
  private final Console console;
  private final BooleanSupplier cancelled;

  RunCommand(Services services, Console console, BooleanSupplier cancelled) {
    this.services = services;
    this.console = console;
    this.cancelled = cancelled;
  }

  @Override
  public Integer call() throws LoupeException {
    EngineOptions engine = new EngineOptions();
    engine.threads = threads;
    engine.check(spec.commandLine());
    Recipe read = services.recipes().read(recipe);
    engine.device = device(read);
    RecipeUnits work;
    try (ProgressLine progress = new ProgressLine(console, "", 0, cancelled)) {
      work = RecipeUnits.of(services, read, progress);
    }
    console.warn(read.project().problems().stream().map(Project.Problem::sentence).toList());
    work.remarks().forEach(console.err()::println);
    OutputFolder.requireWritable(read.results(), "the recipe's 'results'");
    if (read.report().isPresent()) {
      OutputFolder.requireWritableFile(read.report().get(), "the recipe's 'report'");
    }
    Plan plan = Plan.of(services, read.results(), work.units(), again);
    work.leftOut().forEach(sentence -> console.err().println("Left out: " + sentence));
    Run run = new Run(services, engine, console, cancelled);
    Forecast forecast = run.forecast(plan);
    if (dryRun) {
      console.out().print(table(plan, forecast));
      console.out().println(run.words(plan, forecast));
      return damaged(work, ExitCode.DONE);
    }
    console.err().println(run.words(plan, forecast));
    Listing listing = json ? new JsonListing(console.out()) : new LineListing(console.out());
    List<Outcome> outcomes = run.compute(plan, forecast, listing);
    if (read.report().isPresent()) {
      report(read, read.report().get(), outcomes);
    }
    return damaged(work, run.end(outcomes));
  }

  private void report(Recipe read, Path file, List<Outcome> outcomes) throws BadInputException {
    Report report =
        new Report(
            read.project().name(),
            "By the recipe " + recipe.getFileName(),
            new Chapters(read.project().folder(), services.results()).of(outcomes),
            text());
    services.reports().write(report, file);
    console.out().println(file);
  }

  /** As it stands in the file, which was readable a moment ago. */
  private String text() throws BadInputException {
    try {
      return Files.readString(recipe);
    } catch (IOException e) {
      throw new BadInputException(recipe + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  private int damaged(RecipeUnits work, int code) {
    for (Map.Entry<String, String> each : work.damaged().entrySet()) {
      console.err().println("Failed: everything of " + each.getKey() + ": " + each.getValue());
    }
    return work.damaged().isEmpty() ? code : code == ExitCode.DONE ? ExitCode.PARTLY : code;
  }

  private static DeviceOption.Choice device(Recipe read) throws BadInputException {
    try {
      return new DeviceOption().convert(read.device());
    } catch (TypeConversionException e) {
      throw new BadInputException("The recipe's /device is wrong: " + e.getMessage() + ".", e);
    }
  }

  private static String table(Plan plan, Forecast forecast) {
    TextTable table = new TextTable("RESULT", "WINDOWS", "STATE");
    for (Plan.Item item : plan.items()) {
      table.row(
          item.unit().title(),
          Integer.toString(item.unit().windows().size()),
          state(item, forecast));
    }
    return table.toString();
  }

  private static String state(Plan.Item item, Forecast forecast) {
    if (!item.isDue()) {
      return "there";
    }
    Optional<Estimate> time = forecast.of(item.unit());
    String expected = time.map(Estimate::text).orElse("to compute");
    return item.stale().isEmpty()
        ? expected
        : expected + "; stale: " + String.join(", ", item.stale());
  }
}
