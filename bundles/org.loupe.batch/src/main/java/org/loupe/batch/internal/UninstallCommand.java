package org.loupe.batch.internal;

import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.loupe.extensions.ExtensionException;
import org.loupe.extensions.Extensions;
import org.loupe.extensions.Plan;
import org.loupe.model.BadInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Removes an extension. */
@Command(
    name = "uninstall",
    description = "Removes an installed extension ('loupe list' names them).")
final class UninstallCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The extension's name.")
  String name = "";

  @Mixin PlanOptions options = new PlanOptions();

  private final Extensions extensions;
  private final Console console;
  private final BooleanSupplier cancelled;

  UninstallCommand(Extensions extensions, Console console, BooleanSupplier cancelled) {
    this.extensions = extensions;
    this.console = console;
    this.cancelled = cancelled;
  }

  @Override
  public Integer call() throws BadInputException, ExtensionException {
    try (ProgressLine progress = new ProgressLine(console, "", 0, cancelled);
        Plan plan = extensions.uninstall(name)) {
      return options.carryOut(plan, false, console, progress);
    }
  }
}
