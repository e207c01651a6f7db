package org.loupe.batch.internal;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only groups others. */
abstract class GroupCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Of model cards. */
  @Command(
      name = "card",
      description = "Drafts and checks model cards, which say what a model's tensors mean.",
      synopsisSubcommandLabel = "COMMAND")
  static final class Card extends GroupCommand {}

  /** Of projects. */
  @Command(
      name = "project",
      description = "Makes projects, the folders that the workbench opens.",
      synopsisSubcommandLabel = "COMMAND")
  static final class Project extends GroupCommand {}

  /** Of repositories. */
  @Command(
      name = "repository",
      description = "Adds, removes and lists the repositories that extensions are installed from.",
      synopsisSubcommandLabel = "COMMAND")
  static final class Repository extends GroupCommand {}

  /** Of results. */
  @Command(
      name = "results",
      description = "Lists, deletes and exports the results that a project has.",
      synopsisSubcommandLabel = "COMMAND")
  static final class Results extends GroupCommand {}

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "A command is missing");
  }
}
