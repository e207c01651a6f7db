package org.loupe.workbench.internal.extensions;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.loupe.extensions.AvailableExtension;
import org.loupe.extensions.InstalledExtension;
import org.loupe.extensions.InstalledExtension.State;
import org.osgi.framework.Version;

/**
 * An extension as it is listed; at least one of the two is there.
 *
 * @param installed what is installed of it
 * @param available what the repositories offer of it
 */
record ExtensionRow(
    @Nullable InstalledExtension installed, @Nullable AvailableExtension available) {

  /**
   * Those whose words are all found in their names or descriptions: installed ones first, each by
   * name.
   */
  static List<ExtensionRow> of(
      List<InstalledExtension> installed, List<AvailableExtension> available, String words) {
    Map<String, ExtensionRow> rows = new LinkedHashMap<>();
    for (AvailableExtension each : available) {
      rows.put(each.id(), new ExtensionRow(null, each));
    }
    for (InstalledExtension each : installed) {
      ExtensionRow offered = rows.get(each.id());
      rows.put(each.id(), new ExtensionRow(each, offered == null ? null : offered.available()));
    }
    List<ExtensionRow> found = new ArrayList<>(rows.values());
    found.removeIf(row -> !row.matches(words));
    found.sort(
        Comparator.comparing((ExtensionRow row) -> row.installed() == null)
            .thenComparing(ExtensionRow::name));
    return List.copyOf(found);
  }

  private boolean matches(String words) {
    String text = name() + " " + id() + " " + description();
    String searched = text.toLowerCase(Locale.ROOT);
    return List.of(words.strip().toLowerCase(Locale.ROOT).split("\\s+")).stream()
        .allMatch(searched::contains);
  }

  String id() {
    return installed == null ? offer().id() : installed.id();
  }

  String name() {
    return installed == null ? offer().name() : installed.name();
  }

  String version() {
    return installed == null ? offer().version() : installed.version();
  }

  String description() {
    return available == null ? "" : Objects.requireNonNullElse(available.description(), "");
  }

  private AvailableExtension offer() {
    return Objects.requireNonNull(available);
  }

  /** Whether a repository offers a newer version than the installed one. */
  boolean hasUpdate() {
    return installed != null
        && available != null
        && Version.parseVersion(available.version())
                .compareTo(Version.parseVersion(installed.version()))
            > 0;
  }

  /** Whether a person may switch it on. */
  boolean isDisabled() {
    return installed != null && installed.state() == State.DISABLED;
  }

  /** In a few words: 'in use, 1.1.0 is offered'. */
  String state() {
    if (installed == null) {
      return "not installed";
    }
    String state =
        switch (installed.state()) {
          case IN_USE -> "in use";
          case DISABLED -> "disabled";
          case NOT_USABLE -> "not usable";
          case AFTER_RESTART -> "after a restart";
        };
    return hasUpdate() ? state + ", " + offer().version() + " is offered" : state;
  }
}
