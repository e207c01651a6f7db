package org.loupe.batch.internal;

import java.io.PrintWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.loupe.analysis.Methods;
import org.loupe.extensions.ExtensionException;
import org.loupe.extensions.Extensions;
import org.loupe.model.BadInputException;
import org.loupe.model.LoupeException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs one command line. */
final class Commands {
  private static final String NO_COMMAND = "There is no command '%s'; there are %s.";
  private static final Logger LOG = System.getLogger(Commands.class.getName());

  private static final String[] FOOTER = {
    "",
    "'loupe' alone, or with a project's folder, opens the workbench; 'loupe demo' shows an example.",
    "Behind the folder, --checkpoint NAME, once or more, picks what is compared, the baseline first.",
    "'loupe --safe', before a folder or a command, starts without extensions."
  };

  private final Console console;
  private final CommandLine line;
  private final LoupeCommand root = new LoupeCommand();

  /**
   * @param cancelled whether the running command is no longer wanted
   * @param version of the product
   */
  Commands(Services services, Console console, BooleanSupplier cancelled, String version) {
    this.console = console;
    this.line = new CommandLine(root);
    line.getCommandSpec().version("loupe " + version);
    AnalyzeCommand analyze = new AnalyzeCommand(services, console, cancelled);
    CompareCommand compare = new CompareCommand(services, console, cancelled);
    line.addSubcommand("analyze", analyze)
        .addSubcommand(
            "card",
            new CommandLine(new GroupCommand.Card())
                .addSubcommand("init", new CardInitCommand(services, console, cancelled))
                .addSubcommand("check", new CardCheckCommand(services, console, cancelled)))
        .addSubcommand("compare", compare)
        .addSubcommand(
            "disable", new SwitchCommand.Disable(services.extensions(), console, cancelled))
        .addSubcommand(
            "enable", new SwitchCommand.Enable(services.extensions(), console, cancelled))
        .addSubcommand("help", new HelpCommand(services.methods(), console))
        .addSubcommand("inspect", new InspectCommand(services.projects(), console))
        .addSubcommand("install", new InstallCommand(services.extensions(), console, cancelled))
        .addSubcommand("interpret", new InterpretCommand(services, console, cancelled))
        .addSubcommand("list", new ListCommand(services.extensions(), console))
        .addSubcommand("methods", new MethodsCommand(services.methods(), console))
        .addSubcommand(
            "project",
            new CommandLine(new GroupCommand.Project())
                .addSubcommand("init", new ProjectInitCommand(services, console, cancelled)))
        .addSubcommand("recipe", new RecipeCommand(services, console))
        .addSubcommand("report", new ReportCommand(services, console, cancelled))
        .addSubcommand("repository", repositories(services.extensions(), console, cancelled))
        .addSubcommand(
            "results",
            new CommandLine(new GroupCommand.Results())
                .addSubcommand("delete", new ResultsDeleteCommand(services, console))
                .addSubcommand("export", new ResultsExportCommand(services, console))
                .addSubcommand("list", new ResultsListCommand(services, console)))
        .addSubcommand("run", new RunCommand(services, console, cancelled))
        .addSubcommand("uninstall", new UninstallCommand(services.extensions(), console, cancelled))
        .addSubcommand("update", new UpdateCommand(services.extensions(), console, cancelled));
    line.registerConverter(int.class, text -> whole(text, Integer::valueOf));
    line.registerConverter(long.class, text -> whole(text, Long::valueOf));
    Methods methods = services.methods();
    MethodHelp.addTo(line.getSubcommands().get("analyze"), analyze.request, methods::all);
    MethodHelp.addTo(line.getSubcommands().get("compare"), compare.request, methods::installed);
    describeExitCodes(line);
    line.getCommandSpec().usageMessage().footer(FOOTER);
    line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    line.setUsageHelpAutoWidth(false);
    line.setUsageHelpWidth(100);
    line.setParameterExceptionHandler(this::wrongCall);
    line.setExecutionExceptionHandler(this::failed);
  }

  private static CommandLine repositories(
      Extensions extensions, Console console, BooleanSupplier cancelled) {
    return new CommandLine(new GroupCommand.Repository())
        .addSubcommand("add", new RepositoryCommand.Add(extensions, console, cancelled))
        .addSubcommand("list", new RepositoryCommand.All(extensions, console, cancelled))
        .addSubcommand("remove", new RepositoryCommand.Remove(extensions));
  }

  int run(List<String> arguments) {
    int code = line.execute(arguments.toArray(String[]::new));
    if (code == ExitCode.DONE && console.out().checkError()) {
      console.err().println("loupe: the output could not be written; is there room for it?");
      return ExitCode.FAILED;
    }
    return code;
  }

  private static <N> N whole(String text, Function<String, N> read) {
    try {
      return read.apply(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is no whole number of this size");
    }
  }

  private static void describeExitCodes(CommandLine command) {
    command.getCommandSpec().usageMessage().exitCodeList(ExitCode.HELP);
    command.getSubcommands().values().forEach(Commands::describeExitCodes);
  }

  private int wrongCall(ParameterException wrong, String[] arguments) {
    console.err().println("loupe: " + sentence(wrong));
    console
        .err()
        .println(
            "'" + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help' says more.");
    return ExitCode.WRONG_CALL;
  }

  private int failed(Exception failure, CommandLine command, ParseResult arguments) {
    if (failure instanceof CancellationException) {
      console.err().println("loupe: cancelled");
      return ExitCode.CANCELLED;
    }
    if (root.debug) {
      failure.printStackTrace(console.err());
    }
    if (failure instanceof LoupeException told) {
      LOG.log(
          told instanceof BadInputException ? Level.DEBUG : Level.ERROR, "A command failed", told);
      console.err().println("loupe: " + told.getMessage());
      return told instanceof BadInputException ? ExitCode.BAD_INPUT : ExitCode.FAILED;
    }
    LOG.log(Level.ERROR, "A command failed", failure);
    if (failure instanceof ExtensionException) {
      console.err().println("loupe: " + failure.getMessage());
      return ExitCode.FAILED;
    }
    console
        .err()
        .println(
            "loupe: unexpectedly failed (" + failure + "); the log in the state folder has more.");
    return ExitCode.FAILED;
  }

  private static String sentence(ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    if (wrong instanceof UnmatchedArgumentException unmatched
        && !command.getSubcommands().isEmpty()
        && !unmatched.isUnknownOption()) {
      String word = unmatched.getUnmatched().get(0);
      return (word.contains("/") ? "There is no folder %s; the commands are %s." : NO_COMMAND)
          .formatted(word, String.join(", ", command.getSubcommands().keySet()));
    }
    String message = wrong.getMessage();
    String line = message.lines().findFirst().orElse("this command line is not understood");
    return line.endsWith(".") || line.endsWith("?") ? line : line + ".";
  }
}
