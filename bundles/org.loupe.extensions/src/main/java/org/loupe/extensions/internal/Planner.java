package org.loupe.extensions.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.loupe.extensions.InstalledExtension.InstalledBundle;
import org.loupe.model.BadInputException;
import org.osgi.resource.Requirement;
import org.osgi.service.resolver.Resolver;

/** Works out what a wish takes. Changes nothing. */
final class Planner {
  private final Installation installation;
  private final Store store;
  private final Resolver resolver;
  private final Predicate<Requirement> served;
  private final boolean safe;

  /**
   * @param served whether a running service meets a requirement
   * @param safe whether Loupe runs without extensions
   */
  Planner(
      Installation installation,
      Store store,
      Resolver resolver,
      Predicate<Requirement> served,
      boolean safe) {
    this.installation = installation;
    this.store = store;
    this.resolver = resolver;
    this.served = served;
    this.safe = safe;
  }

  Change plan(Ledger before, Wish wish) throws BadInputException, IOException {
    Selection selection = wish.selection();
    Standing standing = Standing.of(installation, before, selection.id());
    List<InstalledBundle> own =
        before.find(selection.id()).map(Ledger.Entry::bundles).orElse(List.of());
    Supply supply =
        new Supply(installation, store, resolver, served, standing, own, selection.available());
    return new Planning(installation, store, before, wish, standing, supply, safe).run();
  }

  /** The bundles of an extension that is installed, as offers. */
  List<Offer> stored(Ledger.Entry entry) throws BadInputException {
    List<Offer> offers = new ArrayList<>();
    for (InstalledBundle bundle : entry.bundles()) {
      if (!store.has(bundle)) {
        throw new BadInputException(
            "The file of "
                + bundle.symbolicName()
                + " is missing from "
                + store.root()
                + "; install "
                + entry.id()
                + " again.");
      }
      offers.add(Offer.stored(bundle, store));
    }
    return offers;
  }
}
