package org.loupe.extensions.internal;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.loupe.extensions.InstalledExtension.InstalledBundle;
import org.loupe.model.BadInputException;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;
import org.osgi.service.resolver.Resolver;

/** What may be taken to meet a wish: what is installed, stored and offered. */
final class Supply {
  private final Installation installation;
  private final Store store;
  private final Resolver resolver;
  private final Predicate<Requirement> served;
  private final Standing standing;
  private final List<InstalledBundle> own;
  private final List<Offer> offered;

  /**
   * Of these.
   *
   * @param served whether a running service meets a requirement
   * @param own the bundles of the extension that is changed, of which files may be stored
   * @param offered beside what is wanted
   */
  Supply(
      Installation installation,
      Store store,
      Resolver resolver,
      Predicate<Requirement> served,
      Standing standing,
      List<InstalledBundle> own,
      List<Offer> offered) {
    this.installation = installation;
    this.store = store;
    this.resolver = resolver;
    this.served = served;
    this.standing = standing;
    this.own = List.copyOf(own);
    this.offered = List.copyOf(offered);
  }

  /**
   * What was taken.
   *
   * @param unmet what is missing, in sentences; then nothing was taken
   * @param offers the wanted ones and what they need
   */
  record Chosen(List<String> unmet, List<Offer> offers) {}

  /**
   * Chooses what the wanted bundles need.
   *
   * @param roots the wanted bundles
   * @param replaced what is in the framework and goes
   * @param dependents what depends on that and stays
   */
  Chosen choose(List<Offer> roots, List<Bundle> replaced, Collection<Bundle> dependents)
      throws BadInputException {
    List<Resource> installed = new ArrayList<>();
    for (Bundle bundle : installation.bundles()) {
      BundleRevision revision = bundle.adapt(BundleRevision.class);
      if (revision != null && !replaced.contains(bundle)) {
        installed.add(revision);
      }
    }
    Map<Resource, Offer> offers = new IdentityHashMap<>();
    List<Resource> mandatory = new ArrayList<>();
    for (Offer offer : roots) {
      offers.put(offer.identity().resource(), offer);
      mandatory.add(offer.identity().resource());
    }
    for (Bundle bundle : dependents) {
      BundleRevision revision = bundle.adapt(BundleRevision.class);
      if (revision != null) {
        mandatory.add(revision);
      }
    }
    if (mandatory.isEmpty()) {
      return new Chosen(List.of(), List.of());
    }
    for (Offer offer : available(roots)) {
      offers.put(offer.identity().resource(), offer);
    }
    installed.addAll(returning(replaced));
    List<Resource> optional =
        offers.keySet().stream().filter(resource -> !mandatory.contains(resource)).toList();
    Resolution.Outcome outcome =
        new Resolution(installed, mandatory, optional, served).run(resolver);
    return new Chosen(
        outcome.unmet(),
        outcome.chosen().stream().map(offers::get).filter(Objects::nonNull).toList());
  }

  /** What is offered, as far as it would not be a second one of what is there. */
  private List<Offer> available(List<Offer> roots) throws BadInputException {
    Set<String> there =
        roots.stream().map(offer -> offer.identity().symbolicName()).collect(Collectors.toSet());
    there.addAll(standing.product().keySet());
    there.addAll(standing.others().keySet());
    List<Offer> all = new ArrayList<>(offered);
    if (!roots.isEmpty()) {
      for (InstalledBundle bundle : own) {
        if (store.has(bundle)) {
          all.add(Offer.stored(bundle, store));
        }
      }
    }
    return all.stream().filter(offer -> !there.contains(offer.identity().symbolicName())).toList();
  }

  /** Bundles of the product that an extension had replaced, and that are used again. */
  private List<Resource> returning(List<Bundle> replaced) throws BadInputException {
    List<Resource> resources = new ArrayList<>();
    Set<String> present =
        installation.bundles().stream().map(Bundle::getLocation).collect(Collectors.toSet());
    for (Bundle bundle : replaced) {
      for (Composition.ProductBundle each : installation.product()) {
        if (each.symbolicName().equals(bundle.getSymbolicName())
            && !present.contains(each.location())) {
          Path file = Path.of(URI.create(each.location().replaceFirst("^reference:", "")));
          resources.add(BundleFile.read(file, each.symbolicName()).identity().resource());
        }
      }
    }
    return resources;
  }
}
