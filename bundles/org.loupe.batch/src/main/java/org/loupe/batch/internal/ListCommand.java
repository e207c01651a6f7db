package org.loupe.batch.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loupe.extensions.BundleDetails;
import org.loupe.extensions.ExtensionException;
import org.loupe.extensions.Extensions;
import org.loupe.extensions.InstalledExtension;
import org.loupe.model.BadInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists extensions, or says all of one. */
@Command(
    name = "list",
    description = {
      "Lists the installed extensions, and why some cannot be used.",
      "With a name, says of that one where it came from, and of its bundles who signed them, their licences and what they need."
    })
final class ListCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", arity = "0..1", description = "An extension's name.")
  @Nullable String name;

  @Option(names = "--json", description = "Print one JSON document.")
  boolean json;

  private final Extensions extensions;
  private final Console console;

  ListCommand(Extensions extensions, Console console) {
    this.extensions = extensions;
    this.console = console;
  }

  @Override
  public Integer call() throws BadInputException, ExtensionException {
    if (name != null) {
      List<BundleDetails> details = extensions.details(name);
      List<InstalledExtension> one =
          extensions.installed().stream().filter(each -> each.id().equals(name)).toList();
      for (InstalledExtension each : one) {
        print(each, details);
      }
    } else if (json) {
      ObjectNode document = JsonNodeFactory.instance.objectNode();
      ArrayNode all = document.putArray("extensions");
      extensions.installed().forEach(each -> all.add(ExtensionText.json(each)));
      console.out().println(Json.text(document));
    } else {
      printAll(extensions.installed());
    }
    return ExitCode.DONE;
  }

  private void print(InstalledExtension extension, List<BundleDetails> details) {
    if (json) {
      console.out().println(Json.text(ExtensionText.json(extension, details)));
    } else {
      console.out().print(ExtensionText.of(extension, details));
    }
  }

  private void printAll(List<InstalledExtension> installed) {
    if (installed.isEmpty()) {
      console.out().println("No extensions are installed.");
      return;
    }
    TextTable table = new TextTable("extension", "version", "name", "state");
    for (InstalledExtension each : installed) {
      table.row(each.id(), each.version(), each.name(), ExtensionText.state(each));
    }
    console.out().print(table);
  }
}
