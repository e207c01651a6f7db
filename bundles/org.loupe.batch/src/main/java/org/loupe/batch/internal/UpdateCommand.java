package org.loupe.batch.internal;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loupe.extensions.AvailableExtension;
import org.loupe.extensions.ExtensionException;
import org.loupe.extensions.Extensions;
import org.loupe.extensions.InstalledExtension;
import org.loupe.extensions.Plan;
import org.loupe.model.BadInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings extensions to the newest version that is offered. */
@Command(
    name = "update",
    description =
        "Installs the newest version of an extension that the repositories offer; without a name, of all that they offer.")
final class UpdateCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", arity = "0..1", description = "The extension's name.")
  @Nullable String name;

  @Option(
      names = "--trust",
      description = "Agree to bundles that are not signed, or signed by somebody unknown.")
  boolean trust;

  @Mixin PlanOptions options = new PlanOptions();

  private final Extensions extensions;
  private final Console console;
  private final BooleanSupplier cancelled;

  UpdateCommand(Extensions extensions, Console console, BooleanSupplier cancelled) {
    this.extensions = extensions;
    this.console = console;
    this.cancelled = cancelled;
  }

  @Override
  public Integer call() throws BadInputException, ExtensionException {
    try (ProgressLine progress = new ProgressLine(console, "", 0, cancelled)) {
      List<String> names = name == null ? offered(progress) : List.of(name);
      if (names.isEmpty()) {
        console.out().println("The repositories offer nothing that is installed.");
      }
      for (String each : names) {
        try (Plan plan = extensions.update(each, progress)) {
          options.carryOut(plan, trust, console, progress);
        }
      }
    }
    return ExitCode.DONE;
  }

  private List<String> offered(ProgressLine progress) throws BadInputException, ExtensionException {
    Set<String> offered =
        extensions.available(progress).stream()
            .map(AvailableExtension::id)
            .collect(Collectors.toSet());
    return extensions.installed().stream()
        .map(InstalledExtension::id)
        .filter(offered::contains)
        .toList();
  }
}
