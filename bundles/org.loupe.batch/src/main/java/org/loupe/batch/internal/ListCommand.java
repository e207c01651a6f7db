package org.loupe.batch.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.loupe.extensions.Extensions;
import org.loupe.extensions.InstalledExtension;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists extensions. */
@Command(
    name = "list",
    description = "Lists the installed extensions, and why some cannot be used.")
final class ListCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print one JSON document.")
  boolean json;

  private final Extensions extensions;
  private final Console console;

  ListCommand(Extensions extensions, Console console) {
    this.extensions = extensions;
    this.console = console;
  }

  @Override
  public Integer call() {
    List<InstalledExtension> installed = extensions.installed();
    if (json) {
      ObjectNode document = JsonNodeFactory.instance.objectNode();
      ArrayNode all = document.putArray("extensions");
      installed.forEach(each -> describe(each, all.addObject()));
      console.out().println(Json.text(document));
    } else if (installed.isEmpty()) {
      console.out().println("No extensions are installed.");
    } else {
      TextTable table = new TextTable("extension", "version", "name", "state");
      for (InstalledExtension each : installed) {
        table.row(each.id(), each.version(), each.name(), state(each));
      }
      console.out().print(table);
    }
    return ExitCode.DONE;
  }

  private static String state(InstalledExtension extension) {
    String state =
        switch (extension.state()) {
          case IN_USE -> "in use";
          case DISABLED -> "disabled";
          case NOT_USABLE -> "not usable";
          case AFTER_RESTART -> "in use after a restart";
        };
    return extension.reason() == null ? state : state + ": " + extension.reason();
  }

  private static void describe(InstalledExtension extension, ObjectNode node) {
    node.put("id", extension.id());
    node.put("name", extension.name());
    node.put("version", extension.version());
    node.put("state", extension.state().name().toLowerCase(Locale.ROOT));
    node.put("reason", extension.reason());
    node.put("source", extension.source());
    ArrayNode bundles = node.putArray("bundles");
    extension
        .bundles()
        .forEach(
            bundle ->
                bundles
                    .addObject()
                    .put("name", bundle.symbolicName())
                    .put("version", bundle.version())
                    .put("sha256", bundle.sha256())
                    .put("size", bundle.size()));
  }
}
