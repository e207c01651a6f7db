package org.loupe.extensions.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants of an extension.
 *
 * @param task in words
 * @param selection what is to be there; without bundles where it is no longer to be used
 * @param entry what the ledger says of it afterwards, but for its bundles; null where it goes
 */
record Wish(String task, Selection selection, Ledger.@Nullable Entry entry) {
  static Wish install(Selection selection) {
    return new Wish(
        "Installing " + selection.name() + " " + selection.version(),
        selection,
        new Ledger.Entry(
            selection.id(),
            selection.name(),
            selection.version(),
            selection.source(),
            true,
            List.of()));
  }

  static Wish uninstall(Ledger.Entry entry) {
    return new Wish("Removing " + entry.name(), nothing(entry), null);
  }

  static Wish disable(Ledger.Entry entry) {
    return new Wish("Disabling " + entry.name(), nothing(entry), entry.enabled(false));
  }

  static Wish enable(Ledger.Entry entry, List<Offer> stored) {
    return new Wish(
        "Enabling " + entry.name(),
        new Selection(entry.id(), entry.name(), entry.version(), entry.source(), stored, List.of()),
        entry.enabled(true));
  }

  private static Selection nothing(Ledger.Entry entry) {
    return new Selection(
        entry.id(), entry.name(), entry.version(), entry.source(), List.of(), List.of());
  }
}
