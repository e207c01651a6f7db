package org.loupe.workbench.internal.extensions;

import java.lang.System.Logger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.loupe.extensions.ExtensionException;
import org.loupe.extensions.Extensions;
import org.loupe.extensions.InstalledExtension;
import org.loupe.model.BadInputException;
import org.loupe.workbench.internal.core.Observed;
import org.loupe.workbench.internal.core.Sentences;
import org.loupe.workbench.internal.core.WorkbenchCore;

/**
 * Reads in the background what the files of installed extensions say, each once; that verifies
 * signatures, and may take a while.
 */
final class FactReader {
  private static final Logger LOG = System.getLogger(FactReader.class.getName());

  private final WorkbenchCore core;
  private final Set<InstalledExtension> asked = new HashSet<>();
  private final Observed<Map<InstalledExtension, BundleFacts>> known = new Observed<>(Map.of());

  FactReader(WorkbenchCore core) {
    this.core = core;
  }

  /** What is known; changes when something has been read. */
  Observed<Map<InstalledExtension, BundleFacts>> known() {
    return known;
  }

  /** What is known of an extension, on the UI thread; what is not yet known will be. */
  BundleFacts of(InstalledExtension extension) {
    if (asked.add(extension)) {
      core.changing().execute(() -> read(extension));
    }
    return known.get().getOrDefault(extension, BundleFacts.UNKNOWN);
  }

  private void read(InstalledExtension extension) {
    BundleFacts facts;
    try {
      Extensions extensions = core.extensions().get().orElseThrow();
      facts = new BundleFacts(extensions.details(extension.id()), "");
    } catch (BadInputException | ExtensionException | RuntimeException e) {
      facts =
          new BundleFacts(
              BundleFacts.UNKNOWN.bundles(),
              Sentences.of(LOG, "Reading the files of " + extension.name(), e));
    }
    BundleFacts read = facts;
    known.update(
        old -> {
          Map<InstalledExtension, BundleFacts> all = new HashMap<>(old);
          all.put(extension, read);
          return Map.copyOf(all);
        });
  }
}
