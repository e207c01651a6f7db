package org.loupe.workbench.internal.extensions;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.loupe.extensions.InstalledExtension;

/** What came when extensions changed. */
final class Arrival {
  private Arrival() {}

  /**
   * The extension that is new, or there in another version.
   *
   * @return its id, the first of several; empty where none is
   */
  static Optional<String> of(List<InstalledExtension> before, List<InstalledExtension> now) {
    Map<String, String> versions =
        before.stream()
            .collect(Collectors.toMap(InstalledExtension::id, InstalledExtension::version));
    return now.stream()
        .filter(each -> !each.version().equals(versions.get(each.id())))
        .map(InstalledExtension::id)
        .findFirst();
  }
}
