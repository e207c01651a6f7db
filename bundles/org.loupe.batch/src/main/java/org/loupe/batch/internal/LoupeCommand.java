package org.loupe.batch.internal;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** What all commands share. */
@Command(
    name = "loupe",
    description = "Looks inside trained neural sequence models.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n")
final class LoupeCommand implements Callable<Integer> {
  @Option(
      names = "--debug",
      hidden = true,
      scope = ScopeType.INHERIT,
      description = "Print stack traces.")
  boolean debug;

  @Spec private CommandSpec spec;

  LoupeCommand() {
    // picocli sets it before anything is called.
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "A command is missing");
  }
}
