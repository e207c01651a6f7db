package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Method;
import org.loupe.analysis.ParameterSchema;
import org.loupe.model.BadInputException;
import org.loupe.model.LoupeException;
import org.loupe.project.WindowExpression;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a method on checkpoints and writes its results. */
@Command(
    name = "analyze",
    description = "Runs a method on checkpoints and writes numbers, findings and figures.",
    customSynopsis = {
      "loupe analyze --method ID --checkpoint FILE... [--card FILE] --data FILE --out DIR [options]",
      "       loupe analyze PROJECT --method ID [--checkpoint NAME...] [--data NAME] [options]"
    })
final class AnalyzeCommand implements Callable<Integer> {
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
          "TorchScript archives, or state dicts if an architecture is given or an installed family of models knows them; folders of them; of a project names (default: all).")
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
          "The model card: what the model's tensors mean (default: NAME.card.json beside the checkpoint, else the one inside it).")
  @Nullable Path card;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "The dataset (.npz); of a project a name (default: its first).")
  @Nullable String data;

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
      description = "Where DIR/ID/<checkpoint>/ is written (default: PROJECT/results).")
  @Nullable Path out;

  @Option(names = "--json", description = "Print one JSON document instead of lines.")
  boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Services services;
  private final Console console;
  private final BooleanSupplier cancelled;

  AnalyzeCommand(Services services, Console console, BooleanSupplier cancelled) {
    this.services = services;
    this.console = console;
    this.cancelled = cancelled;
  }

  @Override
  public Integer call() throws LoupeException {
    Method<?, ?> found =
        services
            .methods()
            .find(method)
            .orElseThrow(() -> wrong(MethodHelp.unknown(method, services.methods())));
    engine.check(spec.commandLine());
    Map<String, String> changes = changes();
    check(() -> ParameterSchema.check(found.analyzer().parameterType(), changes));
    check(() -> WindowExpression.check(windows));
    requireSources();
    Path folder = folder();
    OutputFolder.requireWritable(folder);
    Work work = sources().work(services.projects(), windows, engine.seed);
    Analysis analysis = new Analysis(services, folder, changes, engine, console, cancelled);
    Listing listing = json ? new JsonListing(console.out()) : new LineListing(console.out());
    analysis.run(found, work, listing);
    listing.end();
    return ExitCode.DONE;
  }

  private Map<String, String> changes() {
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

  private Path folder() {
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
  }

  private Sources sources() {
    if (project != null) {
      return new ProjectSources(project, checkpoints, data);
    }
    if (data == null) {
      throw new IllegalStateException("the options were not checked");
    }
    return new FileSources(
        checkpoints.stream().map(Path::of).toList(), architecture, card, Path.of(data));
  }

  private void require(String option, @Nullable Object value) {
    if (value == null) {
      throw wrong("Missing required option: '" + option + "' (or name a project)");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
