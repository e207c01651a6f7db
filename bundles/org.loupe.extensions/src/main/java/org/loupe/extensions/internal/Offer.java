package org.loupe.extensions.internal;

import java.nio.file.Path;
import org.loupe.extensions.InstalledExtension.InstalledBundle;
import org.loupe.model.BadInputException;

/**
 * A bundle that could be installed.
 *
 * @param identity who it is
 * @param content where its file is
 */
record Offer(Identity identity, Content content) {
  /**
   * A bundle whose file is stored.
   *
   * @throws BadInputException if the file is no bundle
   */
  static Offer stored(InstalledBundle bundle, Store store) throws BadInputException {
    Path file = store.file(bundle.sha256());
    return new Offer(
        BundleFile.read(file, bundle.symbolicName()).identity(),
        new Content.Here(file, bundle.size(), bundle.sha256()));
  }

  /** As it is noted down when it is installed. */
  InstalledBundle bundle() {
    return new InstalledBundle(
        identity.symbolicName(), identity.version().toString(), content.sha256(), content.size());
  }
}
