package org.loupe.extensions.internal;

import org.loupe.extensions.InstalledExtension.InstalledBundle;

/**
 * A bundle that could be installed.
 *
 * @param identity who it is
 * @param content where its file is
 */
record Offer(Identity identity, Content content) {
  /** As it is noted down when it is installed. */
  InstalledBundle bundle() {
    return new InstalledBundle(
        identity.symbolicName(), identity.version().toString(), content.sha256(), content.size());
  }
}
