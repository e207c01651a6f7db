package org.loupe.workbench.internal.extensions;

import java.util.List;
import org.loupe.extensions.BundleDetails;

/**
 * What the files of an extension's bundles say of themselves.
 *
 * @param bundles ordered by symbolic name; none while they are being read
 * @param problem why they could not be read, in a sentence; empty where they could
 */
record BundleFacts(List<BundleDetails> bundles, String problem) {
  static final BundleFacts UNKNOWN = new BundleFacts(List.of(), "");

  BundleFacts {
    bundles = List.copyOf(bundles);
  }
}
