package org.loupe.batch.internal;

import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.loupe.extensions.ExtensionException;
import org.loupe.extensions.Extensions;
import org.loupe.extensions.Plan;
import org.loupe.model.BadInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Installs an extension. */
@Command(
    name = "install",
    description = {
      "Installs an extension: a bundle, a feature archive, or what a repository offers.",
      "All of it is installed or nothing. What is not signed by somebody known is installed only with your consent."
    })
final class InstallCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "SOURCE",
      description =
          "A file (.jar, .zip, or a repository index .xml), an https address of one, or the name of an extension that a repository offers.")
  String source = "";

  @Option(
      names = "--trust",
      description = "Agree to bundles that are not signed, or signed by somebody unknown.")
  boolean trust;

  @Mixin PlanOptions options = new PlanOptions();

  private final Extensions extensions;
  private final Console console;
  private final BooleanSupplier cancelled;

  InstallCommand(Extensions extensions, Console console, BooleanSupplier cancelled) {
    this.extensions = extensions;
    this.console = console;
    this.cancelled = cancelled;
  }

  @Override
  public Integer call() throws BadInputException, ExtensionException {
    try (ProgressLine progress = new ProgressLine(console, "", 0, cancelled);
        Plan plan = extensions.install(source, progress)) {
      return options.carryOut(plan, trust, console, progress);
    }
  }
}
