package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.ParameterSchema;
import org.loupe.model.BadInputException;
import org.loupe.model.LoupeException;
import org.loupe.project.WindowExpression;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is computed, of what and where to: the options of every command that runs one method. */
final class RequestOptions {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PROJECT",
      description = "A folder with loupe.json; checkpoints and data are then named, not files.")
  @Nullable Path project;

  @Option(
      names = "--method",
      required = true,
      paramLabel = "ID",
      description = "What to compute; 'loupe methods' lists the installed ones.")
  String method = "";

  @Option(
      names = "--checkpoint",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "TorchScript archives, or state dicts if an architecture is given or an installed family"
              + " of models knows them; folders of them; of a project names (default: all).")
  List<String> checkpoints = new ArrayList<>();

  @Option(
      names = "--architecture",
      paramLabel = "FILE",
      description = "The TorchScript archive whose weights the state dicts replace.")
  @Nullable Path architecture;

  @Option(
      names = "--card",
      paramLabel = "FILE",
      description =
          "The model card: what the model's tensors mean (default: NAME.card.json beside the"
              + " checkpoint, else the one inside it).")
  @Nullable Path card;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description =
          "The dataset (.npz, or a table: .csv, .tsv); of a project a name (default: its first).")
  @Nullable String data;

  @Mixin WindowingOptions windowing = new WindowingOptions();

  @Option(
      names = "--windows",
      paramLabel = "EXPR",
      defaultValue = "all",
      description =
          "Which windows: all, 0-99, 3,8, random:100, or slice:NAME of a project (default: all).")
  String windows = "all";

  @Option(
      names = "--param",
      arity = "1..*",
      paramLabel = "NAME=VALUE",
      description = "Parameters of the method; '--method ID --help' lists them.")
  List<String> parameters = new ArrayList<>();

  @Mixin EngineOptions engine = new EngineOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where DIR/ID/<checkpoint>/ is written, of a comparison DIR/ID/<baseline>-vs-<other>/"
              + " (default: PROJECT/results).")
  @Nullable Path out;

  @Option(names = "--again", description = "Compute anew what is there already.")
  boolean again;

  @Option(names = "--json", description = "Print one JSON document instead of lines.")
  boolean json;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /** Changes of the method's parameters, by name. */
  Map<String, String> changes() {
    Map<String, String> changes = new LinkedHashMap<>();
    for (String parameter : parameters) {
      int sign = parameter.indexOf('=');
      if (sign < 1) {
        throw wrong("Parameter '" + parameter + "' has no value; write --param NAME=VALUE");
      }
      String name = parameter.substring(0, sign).strip();
      if (changes.put(name, parameter.substring(sign + 1).strip()) != null) {
        throw wrong("Parameter '" + name + "' is given twice; choose one value");
      }
    }
    return changes;
  }

  /**
   * Refuses what the command line alone shows to be wrong.
   *
   * @param type the method's parameter record
   */
  void check(Class<? extends Record> type) throws BadInputException {
    engine.check(spec.commandLine());
    Map<String, String> changes = changes();
    check(() -> ParameterSchema.check(type, changes));
    check(() -> WindowExpression.check(windows));
    requireSources();
    OutputFolder.requireWritable(folder(), "--out");
  }

  /** Opens checkpoints and windows, without loading a model. */
  Work work(
      Services services,
      List<String> named,
      Sources.Damage damage,
      Console console,
      BooleanSupplier cancelled)
      throws BadInputException {
    return sources(named, services)
        .open(services.projects(), windows, engine.seed, damage, console, cancelled);
  }

  /**
   * Computes units, or shows what is there.
   *
   * @return the exit code
   * @throws LoupeException if something cannot be computed at all
   */
  int compute(Services services, Console console, BooleanSupplier cancelled, List<Unit> units)
      throws LoupeException {
    for (Unit unit : units) {
      Optional<String> unmet = unit.unmet();
      if (unmet.isPresent()) {
        throw new BadInputException(unmet.get());
      }
    }
    Run run = new Run(services, engine, console, cancelled);
    Plan plan = Plan.of(services, folder(), units, again);
    return run.end(run.compute(plan, Forecast.none(), listing(console)));
  }

  private Listing listing(Console console) {
    return json ? new JsonListing(console.out()) : new LineListing(console.out());
  }

  /** Something that the command line alone shows to be wrong. */
  private interface Check {
    void run() throws BadInputException;
  }

  private void check(Check check) {
    try {
      check.run();
    } catch (BadInputException e) {
      throw wrong(e.getMessage());
    }
  }

  /** Where results are written: absolute. */
  Path folder() {
    Path folder = out;
    if (folder != null && folder.toString().isEmpty()) {
      throw wrong("--out is empty; name a folder");
    }
    if (folder == null && project != null) {
      folder = project.resolve("results");
    }
    if (folder == null) {
      throw wrong("Missing required option: '--out=DIR'");
    }
    return folder.toAbsolutePath().normalize();
  }

  private void requireSources() {
    if (project == null) {
      require("--checkpoint=FILE", checkpoints.isEmpty() ? null : checkpoints);
      require("--data=FILE", data);
    } else if (card != null || architecture != null) {
      throw wrong(
          "--card and --architecture cannot be given with a project, which names them itself");
    }
    if (project != null) {
      windowing.requireNone("a project, whose loupe.json says how its tables become windows");
    }
  }

  private Sources sources(List<String> named, Services services) throws BadInputException {
    if (project != null) {
      return new ProjectSources(project, named, data);
    }
    if (data == null) {
      throw new IllegalStateException("the options were not checked");
    }
    Path file = Path.of(data);
    return new FileSources(
        named.stream().map(Path::of).toList(),
        architecture,
        card,
        file,
        windowing.of(file, services.imports()));
  }

  private void require(String option, @Nullable Object value) {
    if (value == null) {
      throw wrong("Missing required option: '" + option + "' (or name a project)");
    }
  }

  /** What the command line shows to be wrong, in a sentence. */
  ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
