package org.loupe.batch.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.Architecture;
import org.loupe.checkpoint.FileSummary;
import org.loupe.checkpoint.Inspection;
import org.loupe.checkpoint.StateDict;
import org.loupe.checkpoint.StateDictMapping;
import org.loupe.checkpoint.StateDictProposal;
import org.loupe.model.BadInputException;
import org.loupe.model.StateDictRules;
import org.loupe.project.CheckpointFiles;
import org.loupe.project.ModelFamily.Member;
import org.loupe.project.Projects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a file is, and whether a state dict fits an architecture. */
@Command(
    name = "inspect",
    description = {
      "Says what a file is: its kind, inputs, methods, parameters, sub-modules, configuration; of a state dict whether a known family of models needs no architecture for it; of a project, a result or a model card what it holds. Nothing in it is executed.",
      "With an architecture it says whether the file is a state dict of it, and what does not fit."
    },
    customSynopsis = {
      "loupe inspect FILE [--json]",
      "       loupe inspect STATE_DICT --architecture ARCHIVE [--card FILE] [--propose] [--json]"
    })
final class InspectCommand implements Callable<Integer> {
  private static final String PROJECT = "loupe.json";
  private static final String RESULT = "result.json";

  @Parameters(
      paramLabel = "FILE",
      description = "A checkpoint, dataset, model card, project or result.json.")
  Path file = Path.of("");

  @Option(
      names = "--architecture",
      paramLabel = "ARCHIVE",
      description = "The TorchScript archive whose weights the state dict would replace.")
  @Nullable Path architecture;

  @Option(
      names = "--card",
      paramLabel = "FILE",
      description =
          "The model card whose stateDict rules are applied (default: none; names must then fit but for prefixes).")
  @Nullable Path card;

  @Option(
      names = "--propose",
      description =
          "Propose by name and shape which tensor is which, and the stateDict rules for the model card.")
  boolean propose;

  @Option(names = "--json", description = "Print one JSON document.")
  boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Projects projects;
  private final Console console;

  InspectCommand(Projects projects, Console console) {
    this.projects = projects;
    this.console = console;
  }

  @Override
  public Integer call() throws BadInputException {
    if (architecture != null) {
      return fit(architecture);
    }
    if (propose || card != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--propose and --card need an architecture; add --architecture=ARCHIVE");
    }
    FileSummary summary = Inspection.inspect(document());
    if (DocumentDescription.knows(summary)) {
      print(new DocumentDescription(projects).of(summary, json));
      return ExitCode.DONE;
    }
    Member member = family(file);
    print(json ? SummaryJson.of(summary, member) : SummaryText.of(summary, member));
    return ExitCode.DONE;
  }

  /** Of a project's or a result's folder, the file that says what it is. */
  private Path document() {
    return Stream.of(PROJECT, RESULT)
        .map(file::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElse(file);
  }

  /** What a state dict is to an installed family; the card beside it may say more of it. */
  private @Nullable Member family(Path dict) throws BadInputException {
    Member alone = projects.family(dict, null).orElse(null);
    Path beside = CheckpointFiles.cardBeside(dict);
    return alone == null || !Files.exists(beside)
        ? alone
        : projects.family(dict, projects.card(beside)).orElse(alone);
  }

  private int fit(Path archive) throws BadInputException {
    StateDictRules rules = card == null ? null : projects.card(card).stateDict();
    Architecture read = Architecture.read(archive);
    try (StateDict dict = StateDict.open(file)) {
      if (propose) {
        StateDictProposal proposal = StateDictProposal.of(dict, rules, read);
        print(json ? FitJson.of(proposal) : FitText.of(proposal));
      } else {
        StateDictMapping mapping = StateDictMapping.of(dict, rules, read);
        print(json ? FitJson.of(mapping) : FitText.of(mapping));
        mapping.requireComplete();
      }
    }
    return ExitCode.DONE;
  }

  private void print(String text) {
    console.out().print(text);
    console.out().flush();
  }
}
