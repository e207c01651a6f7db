package org.loupe.workbench.internal.extensions;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.loupe.analysis.InstalledMethod;
import org.loupe.extensions.AvailableExtension;
import org.loupe.extensions.InstalledExtension;
import org.loupe.extensions.InstalledExtension.InstalledBundle;

/** What is known of an extension, a line each. */
final class ExtensionWords {
  private ExtensionWords() {}

  /**
   * Of a chosen extension.
   *
   * @param methods those that are there at this moment
   * @param facts what its files say, as far as it is known
   */
  static List<String> of(ExtensionRow row, List<InstalledMethod<?, ?>> methods, BundleFacts facts) {
    List<String> lines = new ArrayList<>();
    lines.add(row.name() + " " + row.version());
    lines.add(row.id() + ", " + row.state());
    if (!row.description().isEmpty()) {
      lines.add(row.description());
    }
    InstalledExtension installed = row.installed();
    if (installed != null) {
      addInstalled(lines, installed, methods, facts);
    }
    AvailableExtension available = row.available();
    if (available != null && (installed == null || row.hasUpdate())) {
      addOffered(lines, available);
    }
    return List.copyOf(lines);
  }

  private static void addInstalled(
      List<String> lines,
      InstalledExtension installed,
      List<InstalledMethod<?, ?>> methods,
      BundleFacts facts) {
    if (installed.reason() != null) {
      lines.add("Why: " + installed.reason());
    }
    List<String> names = installed.bundles().stream().map(InstalledBundle::symbolicName).toList();
    String adds =
        methods.stream()
            .filter(method -> names.contains(method.bundle()))
            .map(
                method ->
                    method.info().name() + (method.view() == null ? " (no view)" : " (with view)"))
            .collect(Collectors.joining(", "));
    if (!adds.isEmpty()) {
      lines.add("Adds: " + adds);
    }
    for (InstalledBundle bundle : installed.bundles()) {
      lines.add(line(bundle) + told(bundle, facts));
    }
    if (!facts.problem().isEmpty()) {
      lines.add("Who signed it and what it needs is not known: " + facts.problem());
    }
    lines.add("Installed from: " + installed.source());
  }

  private static String line(InstalledBundle bundle) {
    return "Bundle: "
        + bundle.symbolicName()
        + " "
        + bundle.version()
        + ", "
        + Sizes.of(bundle.size());
  }

  private static String told(InstalledBundle bundle, BundleFacts facts) {
    return facts.bundles().stream()
        .filter(each -> each.bundle().equals(bundle))
        .map(
            each ->
                (each.licence() == null ? "" : ", licence " + each.licence())
                    + ", "
                    + PlanWords.signer(each.signature())
                    + (each.needs().isEmpty()
                        ? ""
                        : "\nIt needs " + String.join(", ", each.needs()) + "."))
        .collect(Collectors.joining());
  }

  private static void addOffered(List<String> lines, AvailableExtension available) {
    lines.add("Offered: " + available.version() + " by " + available.repository());
    if (available.size() > 0) {
      lines.add("Size: " + Sizes.of(available.size()) + ", without what it needs");
    }
    if (available.licence() != null) {
      lines.add("Licence: " + available.licence());
    }
    lines.add("Who signed it and what it needs is shown before anything is installed.");
  }
}
