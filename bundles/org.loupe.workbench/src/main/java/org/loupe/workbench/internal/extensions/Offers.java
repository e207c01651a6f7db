package org.loupe.workbench.internal.extensions;

import java.util.List;
import org.loupe.extensions.AvailableExtension;

/**
 * What the repositories offer.
 *
 * @param repositories their addresses
 * @param offered the newest version of each extension
 * @param problem why they could not be read, in a sentence; empty where they could
 */
record Offers(List<String> repositories, List<AvailableExtension> offered, String problem) {
  static final Offers NONE = new Offers(List.of(), List.of(), "");

  /** The same repositories, which could not be read. */
  Offers failed(String why) {
    return new Offers(repositories, offered, why);
  }
}
