package org.loupe.extensions.internal;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loupe.extensions.PlannedBundle;

/**
 * A change that was worked out.
 *
 * @param id of the extension
 * @param name of the extension, for people
 * @param version of the extension
 * @param task what is done, in words: {@code installing Occlusion 1.0}
 * @param before from which it was worked out
 * @param entry what the ledger says of the extension afterwards; null where it is gone
 * @param incoming the bundles that are not in the store yet
 * @param bundles what happens to which bundle
 * @param unmet what is missing
 * @param restart why it counts only after a restart
 */
record Change(
    String id,
    String name,
    String version,
    String task,
    Ledger before,
    Ledger.@Nullable Entry entry,
    List<Offer> incoming,
    List<PlannedBundle> bundles,
    List<String> unmet,
    Set<String> restart) {
  /** Nothing is to change. */
  static Change none(Ledger ledger, Ledger.Entry entry) {
    return new Change(
        entry.id(),
        entry.name(),
        entry.version(),
        "Keeping " + entry.name(),
        ledger,
        entry,
        List.of(),
        List.of(),
        List.of(),
        Set.of());
  }

  Ledger after() {
    return entry == null ? before.without(id) : before.with(entry);
  }
}
