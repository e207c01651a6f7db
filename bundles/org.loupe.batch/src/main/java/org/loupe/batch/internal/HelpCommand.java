package org.loupe.batch.internal;

import java.util.concurrent.Callable;
import org.loupe.analysis.Info;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Methods;
import org.loupe.model.BadInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the help page of a method. */
@Command(
    name = "help",
    description =
        "Says what a method's figures show, how to read them, what they do not say and where the"
            + " method comes from.")
final class HelpCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "METHOD",
      arity = "0..1",
      description = "Id of the method; without one the methods are listed.")
  String method = "";

  @Spec private CommandSpec spec;

  private final Methods methods;
  private final Console console;

  HelpCommand(Methods methods, Console console) {
    this.methods = methods;
    this.console = console;
    // picocli sets it before anything is called.
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() throws BadInputException {
    if (method.isEmpty()) {
      for (InstalledMethod<?, ?> installed : methods.installed()) {
        Info info = installed.info();
        console.out().println(info.id() + ": " + info.explains());
      }
      return ExitCode.DONE;
    }
    InstalledMethod<?, ?> installed =
        methods
            .findInstalled(method)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(), MethodHelp.unknown(method, methods.installed())));
    console
        .out()
        .println(methods.help(method).map(String::strip).orElseGet(() -> brief(installed)));
    return ExitCode.DONE;
  }

  /** What a method says of itself, where its bundle brings no page. */
  private static String brief(InstalledMethod<?, ?> method) {
    Info info = method.info();
    return String.join(
        "\n",
        "# " + info.name(),
        "",
        info.explains(),
        "",
        info.limits(),
        "",
        info.paper(),
        "",
        "Bundle " + method.bundle() + " brings no help page.");
  }
}
