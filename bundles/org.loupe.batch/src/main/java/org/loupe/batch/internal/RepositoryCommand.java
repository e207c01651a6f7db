package org.loupe.batch.internal;

import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.loupe.extensions.AvailableExtension;
import org.loupe.extensions.ExtensionException;
import org.loupe.extensions.Extensions;
import org.loupe.model.BadInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The repositories from which extensions are installed by name. */
final class RepositoryCommand {
  private RepositoryCommand() {}

  /** Adds one. */
  @Command(name = "add", description = "Adds a repository, after reading its index.")
  static final class Add implements Callable<Integer> {
    @Parameters(
        paramLabel = "ADDRESS",
        description = "An OSGi repository index (.xml or .xml.gz): an https address or a file.")
    String address = "";

    private final Extensions extensions;
    private final Console console;
    private final BooleanSupplier cancelled;

    Add(Extensions extensions, Console console, BooleanSupplier cancelled) {
      this.extensions = extensions;
      this.console = console;
      this.cancelled = cancelled;
    }

    @Override
    public Integer call() throws BadInputException, ExtensionException {
      try (ProgressLine progress = new ProgressLine(console, "", 0, cancelled)) {
        extensions.addRepository(address, progress);
      }
      return ExitCode.DONE;
    }
  }

  /** Removes one. */
  @Command(name = "remove", description = "Removes a repository; what was installed from it stays.")
  static final class Remove implements Callable<Integer> {
    @Parameters(paramLabel = "ADDRESS", description = "As 'loupe repository list' prints it.")
    String address = "";

    private final Extensions extensions;

    Remove(Extensions extensions) {
      this.extensions = extensions;
    }

    @Override
    public Integer call() throws BadInputException, ExtensionException {
      extensions.removeRepository(address);
      return ExitCode.DONE;
    }
  }

  /** Lists them. */
  @Command(name = "list", description = "Lists the repositories and the extensions they offer.")
  static final class All implements Callable<Integer> {
    private final Extensions extensions;
    private final Console console;
    private final BooleanSupplier cancelled;

    All(Extensions extensions, Console console, BooleanSupplier cancelled) {
      this.extensions = extensions;
      this.console = console;
      this.cancelled = cancelled;
    }

    @Override
    public Integer call() throws BadInputException, ExtensionException {
      if (extensions.repositories().isEmpty()) {
        console.out().println("There are no repositories.");
        return ExitCode.DONE;
      }
      extensions.repositories().forEach(console.out()::println);
      TextTable table = new TextTable("extension", "version", "installed", "description");
      try (ProgressLine progress = new ProgressLine(console, "", 0, cancelled)) {
        for (AvailableExtension each : extensions.available(progress)) {
          table.row(
              each.id(),
              each.version(),
              each.installed() == null ? "" : each.installed(),
              each.description() == null ? each.name() : each.description());
        }
      }
      if (!table.isEmpty()) {
        console.out().print("\n" + table);
      }
      return ExitCode.DONE;
    }
  }
}
