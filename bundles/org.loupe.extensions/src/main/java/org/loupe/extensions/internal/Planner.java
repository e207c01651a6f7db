package org.loupe.extensions.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loupe.extensions.InstalledExtension.InstalledBundle;
import org.loupe.extensions.PlannedBundle;
import org.loupe.extensions.PlannedBundle.Action;
import org.loupe.extensions.Signature;
import org.loupe.model.BadInputException;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;
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
    return new Planning(before, wish).run();
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
      Path file = store.file(bundle.sha256());
      offers.add(
          new Offer(
              BundleFile.read(file, bundle.symbolicName()).identity(),
              new Content.Here(file, bundle.size(), bundle.sha256())));
    }
    return offers;
  }

  /** One run. */
  private final class Planning {
    private final Ledger before;
    private final Wish wish;
    private final Map<String, InstalledBundle> others = new HashMap<>();
    private final Map<String, Version> product = new HashMap<>();
    private final Map<String, InstalledBundle> own = new LinkedHashMap<>();
    private final Map<String, PlannedBundle> planned = new LinkedHashMap<>();
    private final List<InstalledBundle> kept = new ArrayList<>();
    private final Map<Resource, Offer> offers = new IdentityHashMap<>();
    private final Set<String> unmet = new LinkedHashSet<>();
    private final Set<String> restart = new LinkedHashSet<>();

    Planning(Ledger before, Wish wish) {
      this.before = before;
      this.wish = wish;
      String id = wish.selection().id();
      installation
          .product()
          .forEach(bundle -> product.merge(bundle.symbolicName(), bundle.version(), this::later));
      for (Ledger.Entry entry : before.extensions()) {
        for (InstalledBundle bundle : entry.bundles()) {
          if (entry.id().equals(id)) {
            own.put(bundle.symbolicName(), bundle);
          } else if (entry.enabled()) {
            others.merge(bundle.symbolicName(), bundle, this::newer);
          }
        }
      }
    }

    private Version later(Version one, Version other) {
      return one.compareTo(other) >= 0 ? one : other;
    }

    private InstalledBundle newer(InstalledBundle one, InstalledBundle other) {
      Version first = Version.parseVersion(one.version());
      return first.compareTo(Version.parseVersion(other.version())) >= 0 ? one : other;
    }

    Change run() throws BadInputException, IOException {
      List<Offer> roots = roots();
      List<Bundle> replaced = replaced(roots);
      Collection<Bundle> dependents = new ArrayList<>(installation.dependents(replaced));
      dependents.removeAll(replaced);
      requireReplaceable(replaced, dependents);
      Resolution.Outcome outcome = resolve(roots, replaced, dependents);
      unmet.addAll(outcome.unmet());
      List<Offer> incoming =
          outcome.chosen().stream().map(offers::get).filter(Objects::nonNull).toList();
      for (Offer offer : outcome.unmet().isEmpty() ? incoming : roots) {
        planned.put(offer.identity().symbolicName(), planned(offer));
        attached(offer);
      }
      Ledger.Entry entry = entry(incoming);
      removed(entry);
      if (safe) {
        restart.add("Loupe was started without extensions (--safe).");
      }
      Selection selection = wish.selection();
      return new Change(
          selection.id(),
          selection.name(),
          selection.version(),
          wish.task(),
          before,
          entry,
          incoming,
          planned.values().stream()
              .sorted(Comparator.comparing(PlannedBundle::symbolicName))
              .toList(),
          List.copyOf(unmet),
          restart);
    }

    /** The wanted bundles that are not there yet; notes those that are. */
    private List<Offer> roots() throws BadInputException, IOException {
      Map<String, Offer> newest = new LinkedHashMap<>();
      for (Offer offer : wish.selection().wanted()) {
        newest.merge(
            offer.identity().symbolicName(),
            offer,
            (one, other) ->
                one.identity().version().compareTo(other.identity().version()) >= 0 ? one : other);
      }
      List<Offer> roots = new ArrayList<>();
      for (Offer offer : newest.values()) {
        Identity identity = offer.identity();
        String name = identity.symbolicName();
        InstalledBundle other = others.get(name);
        InstalledBundle mine = own.get(name);
        Version there = product.get(name);
        if (there != null && there.compareTo(identity.version()) >= 0) {
          planned.put(name, present(offer, there.toString()));
        } else if (other != null
            && Version.parseVersion(other.version()).compareTo(identity.version()) >= 0) {
          planned.put(name, present(offer, other.version()));
          kept.add(other);
        } else if (mine != null
            && mine.sha256().equals(offer.content().sha256())
            && !installation.bundles(List.of(mine)).isEmpty()) {
          planned.put(name, present(offer, mine.version()));
          kept.add(mine);
        } else {
          roots.add(offer);
        }
      }
      return roots;
    }

    /** What is in the framework and goes, or is replaced. */
    private List<Bundle> replaced(List<Offer> roots) {
      Set<String> names =
          roots.stream().map(offer -> offer.identity().symbolicName()).collect(Collectors.toSet());
      Set<String> stay = new LinkedHashSet<>();
      others.values().forEach(bundle -> stay.add(store.location(bundle.sha256())));
      kept.forEach(bundle -> stay.add(store.location(bundle.sha256())));
      Set<String> mine =
          own.values().stream()
              .map(bundle -> store.location(bundle.sha256()))
              .filter(location -> !stay.contains(location))
              .collect(Collectors.toSet());
      return installation.bundles().stream()
          .filter(
              bundle ->
                  names.contains(bundle.getSymbolicName()) || mine.contains(bundle.getLocation()))
          .toList();
    }

    private void requireReplaceable(List<Bundle> replaced, Collection<Bundle> dependents) {
      for (Bundle bundle : replaced) {
        boolean ours =
            bundle.getBundleId() == Constants.SYSTEM_BUNDLE_ID
                || installation.dependents(List.of(bundle)).stream()
                    .anyMatch(installation::isOurOwn);
        if (ours) {
          unmet.add(
              bundle.getSymbolicName()
                  + " is part of what Loupe itself starts with; update Loupe instead.");
        }
      }
      for (Bundle bundle : replaced) {
        note(installation.held(bundle));
      }
      for (Bundle bundle : dependents) {
        note(installation.held(bundle));
      }
    }

    private void note(@Nullable String reason) {
      if (reason != null) {
        restart.add(reason);
      }
    }

    /** A fragment belongs to its host from the moment at which that is resolved. */
    private void attached(Offer offer) {
      if (!offer.identity().isFragment()) {
        return;
      }
      for (Requirement host : offer.identity().resource().getRequirements("osgi.wiring.host")) {
        String filter = host.getDirectives().getOrDefault("filter", "");
        installation.bundles().stream()
            .filter(
                bundle -> filter.contains("(osgi.wiring.host=" + bundle.getSymbolicName() + ")"))
            .filter(bundle -> bundle.getState() != Bundle.INSTALLED)
            .map(
                bundle ->
                    offer.identity().symbolicName()
                        + " becomes a part of "
                        + bundle.getSymbolicName()
                        + ", which runs already.")
            .forEach(restart::add);
      }
    }

    private Resolution.Outcome resolve(
        List<Offer> roots, List<Bundle> replaced, Collection<Bundle> dependents)
        throws BadInputException {
      List<Resource> installed = new ArrayList<>();
      for (Bundle bundle : installation.bundles()) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision != null && !replaced.contains(bundle)) {
          installed.add(revision);
        }
      }
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
        return new Resolution.Outcome(Set.of(), List.of());
      }
      for (Offer offer : available(roots)) {
        offers.put(offer.identity().resource(), offer);
      }
      installed.addAll(returning(replaced));
      List<Resource> offered =
          offers.keySet().stream().filter(resource -> !mandatory.contains(resource)).toList();
      return new Resolution(installed, mandatory, offered, served).run(resolver);
    }

    /** What is offered, as far as it would not be a second one of what is there. */
    private List<Offer> available(List<Offer> roots) throws BadInputException {
      Set<String> there =
          roots.stream().map(offer -> offer.identity().symbolicName()).collect(Collectors.toSet());
      there.addAll(product.keySet());
      there.addAll(others.keySet());
      List<Offer> all = new ArrayList<>(wish.selection().available());
      Ledger.Entry entry = before.find(wish.selection().id()).orElse(null);
      if (!roots.isEmpty() && entry != null) {
        for (InstalledBundle bundle : entry.bundles()) {
          if (store.has(bundle)) {
            Path file = store.file(bundle.sha256());
            all.add(
                new Offer(
                    BundleFile.read(file, bundle.symbolicName()).identity(),
                    new Content.Here(file, bundle.size(), bundle.sha256())));
          }
        }
      }
      return all.stream()
          .filter(offer -> !there.contains(offer.identity().symbolicName()))
          .toList();
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

    private PlannedBundle present(Offer offer, String version)
        throws BadInputException, IOException {
      return new PlannedBundle(
          offer.identity().symbolicName(),
          version,
          Action.PRESENT,
          null,
          0,
          offer.content().sha256(),
          offer.identity().licence(),
          null);
    }

    private PlannedBundle planned(Offer offer) throws BadInputException, IOException {
      Identity identity = offer.identity();
      String name = identity.symbolicName();
      InstalledBundle other = others.getOrDefault(name, own.get(name));
      Version there = product.get(name);
      String replaced = other != null ? other.version() : there != null ? there.toString() : null;
      return new PlannedBundle(
          name,
          identity.version().toString(),
          replaced == null || replaced.equals(identity.version().toString())
              ? Action.INSTALL
              : Action.UPDATE,
          replaced,
          offer.content().size(),
          offer.content().sha256(),
          identity.licence(),
          signature(offer));
    }

    private @Nullable Signature signature(Offer offer) throws BadInputException, IOException {
      return offer.content() instanceof Content.Here here
          ? JarSignature.of(here.file(), offer.identity().toString())
          : null;
    }

    private Ledger.@Nullable Entry entry(List<Offer> incoming) {
      Ledger.Entry wanted = wish.entry();
      if (wanted == null) {
        return null;
      }
      List<InstalledBundle> bundles = new ArrayList<>(kept);
      for (Offer offer : incoming) {
        bundles.add(offer.bundle());
      }
      return new Ledger.Entry(
          wanted.id(),
          wanted.name(),
          wanted.version(),
          wanted.source(),
          wanted.enabled(),
          wish.selection().wanted().isEmpty() ? List.copyOf(own.values()) : bundles);
    }

    private void removed(Ledger.@Nullable Entry entry) {
      boolean used = entry != null && entry.enabled();
      for (InstalledBundle bundle : own.values()) {
        boolean stays =
            others.containsKey(bundle.symbolicName()) || planned.containsKey(bundle.symbolicName());
        if (!stays && (!used || entry.bundles().stream().noneMatch(bundle::equals))) {
          planned.put(
              bundle.symbolicName(),
              new PlannedBundle(
                  bundle.symbolicName(),
                  bundle.version(),
                  entry != null && !used ? Action.LEAVE_OUT : Action.REMOVE,
                  null,
                  0,
                  bundle.sha256(),
                  null,
                  null));
        }
      }
    }
  }
}
