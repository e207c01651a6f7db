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

/** Switches an extension on or off; it stays installed. */
abstract class SwitchCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The extension's name.")
  String name = "";

  @Mixin PlanOptions options = new PlanOptions();

  private final Extensions extensions;
  private final Console console;
  private final BooleanSupplier cancelled;
  private final boolean enabled;

  private SwitchCommand(
      Extensions extensions, Console console, BooleanSupplier cancelled, boolean enabled) {
    this.extensions = extensions;
    this.console = console;
    this.cancelled = cancelled;
    this.enabled = enabled;
  }

  @Override
  public Integer call() throws BadInputException, ExtensionException {
    try (ProgressLine progress = new ProgressLine(console, "", 0, cancelled);
        Plan plan = extensions.enable(name, enabled)) {
      return options.carryOut(plan, false, console, progress);
    }
  }

  /** On. */
  @Command(name = "enable", description = "Uses an extension again that was disabled.")
  static final class Enable extends SwitchCommand {
    Enable(Extensions extensions, Console console, BooleanSupplier cancelled) {
      super(extensions, console, cancelled, true);
    }
  }

  /** Off. */
  @Command(
      name = "disable",
      description =
          "Leaves out an installed extension until it is enabled again ('loupe list' names them, and says which are disabled).")
  static final class Disable extends SwitchCommand {
    Disable(Extensions extensions, Console console, BooleanSupplier cancelled) {
      super(extensions, console, cancelled, false);
    }
  }
}
