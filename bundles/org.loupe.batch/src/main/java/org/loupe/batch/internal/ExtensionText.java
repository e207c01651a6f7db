package org.loupe.batch.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.loupe.extensions.BundleDetails;
import org.loupe.extensions.InstalledExtension;
import org.loupe.extensions.InstalledExtension.InstalledBundle;

/** An installed extension for people and for programs. */
final class ExtensionText {
  private ExtensionText() {}

  /** In a few words, with the reason where it cannot be used. */
  static String state(InstalledExtension extension) {
    String state =
        switch (extension.state()) {
          case IN_USE -> "in use";
          case DISABLED -> "disabled";
          case NOT_USABLE -> "not usable";
          case AFTER_RESTART -> "in use after a restart";
        };
    return extension.reason() == null ? state : state + ": " + extension.reason();
  }

  /** All that is known of it. */
  static String of(InstalledExtension extension, List<BundleDetails> details) {
    StringBuilder text = new StringBuilder();
    line(text, extension.name() + " " + extension.version() + " (" + extension.id() + ")");
    line(text, state(extension));
    line(text, "installed from " + extension.source());
    TextTable table = new TextTable("bundle", "version", "MB", "signed by", "licence");
    for (BundleDetails each : details) {
      table.row(
          each.bundle().symbolicName(),
          each.bundle().version(),
          PlanText.megabytes(each.bundle().size()),
          PlanText.signer(each.signature()),
          each.licence() == null ? "" : each.licence());
    }
    text.append('\n').append(table);
    for (BundleDetails each : details) {
      if (!each.needs().isEmpty()) {
        line(text.append('\n'), each.bundle().symbolicName() + " needs");
        each.needs().forEach(need -> line(text, "  " + need));
      }
    }
    return text.toString();
  }

  /** What stands in a file must not steer the terminal. */
  private static void line(StringBuilder text, String line) {
    text.append(line.replaceAll("\\p{Cntrl}", "?")).append('\n');
  }

  static ObjectNode json(InstalledExtension extension) {
    ObjectNode node = head(extension);
    ArrayNode bundles = node.putArray("bundles");
    extension.bundles().forEach(bundle -> bundles.add(json(bundle)));
    return node;
  }

  static ObjectNode json(InstalledExtension extension, List<BundleDetails> details) {
    ObjectNode node = head(extension);
    ArrayNode bundles = node.putArray("bundles");
    for (BundleDetails each : details) {
      ObjectNode bundle = json(each.bundle());
      bundle.put("licence", each.licence());
      @Nullable String signer = each.signature().signer();
      bundle
          .putObject("signature")
          .put("kind", each.signature().kind().name().toLowerCase(Locale.ROOT))
          .put("signer", signer);
      ArrayNode needs = bundle.putArray("needs");
      each.needs().forEach(needs::add);
      bundles.add(bundle);
    }
    return node;
  }

  private static ObjectNode head(InstalledExtension extension) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", extension.id())
        .put("name", extension.name())
        .put("version", extension.version())
        .put("state", extension.state().name().toLowerCase(Locale.ROOT))
        .put("reason", extension.reason())
        .put("source", extension.source());
  }

  private static ObjectNode json(InstalledBundle bundle) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", bundle.symbolicName())
        .put("version", bundle.version())
        .put("sha256", bundle.sha256())
        .put("size", bundle.size());
  }
}
