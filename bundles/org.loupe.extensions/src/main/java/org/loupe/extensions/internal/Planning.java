package org.loupe.extensions.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.osgi.resource.Requirement;

/** Works out what one wish takes, of what is installed and what is offered. */
final class Planning {
  private final Installation installation;
  private final Store store;
  private final Supply supply;
  private final boolean safe;
  private final Ledger before;
  private final Wish wish;
  private final Standing standing;
  private final Map<String, PlannedBundle> planned = new LinkedHashMap<>();
  private final List<InstalledBundle> kept = new ArrayList<>();
  private final Set<String> unmet = new LinkedHashSet<>();
  private final Set<String> restart = new LinkedHashSet<>();

  /**
   * Begins one.
   *
   * @param before what is installed
   * @param standing the same by symbolic name, with the product's own
   * @param supply what may be taken
   * @param safe whether Loupe runs without extensions
   */
  Planning(
      Installation installation,
      Store store,
      Ledger before,
      Wish wish,
      Standing standing,
      Supply supply,
      boolean safe) {
    this.installation = installation;
    this.store = store;
    this.before = before;
    this.wish = wish;
    this.standing = standing;
    this.supply = supply;
    this.safe = safe;
  }

  Change run() throws BadInputException, IOException {
    List<Offer> roots = roots();
    List<Bundle> replaced = replaced(roots);
    Collection<Bundle> dependents = new ArrayList<>(installation.dependents(replaced));
    dependents.removeAll(replaced);
    requireReplaceable(replaced, dependents);
    Supply.Chosen chosen = supply.choose(roots, replaced, dependents);
    unmet.addAll(chosen.unmet());
    List<Offer> incoming = chosen.offers();
    for (Offer offer : chosen.unmet().isEmpty() ? incoming : roots) {
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
      InstalledBundle other = standing.others().get(name);
      InstalledBundle mine = standing.own().get(name);
      Version there = standing.product().get(name);
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
    standing.others().values().forEach(bundle -> stay.add(store.location(bundle.sha256())));
    kept.forEach(bundle -> stay.add(store.location(bundle.sha256())));
    Set<String> mine =
        standing.own().values().stream()
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
              || installation.dependents(List.of(bundle)).stream().anyMatch(installation::isOurOwn);
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
          .filter(bundle -> filter.contains("(osgi.wiring.host=" + bundle.getSymbolicName() + ")"))
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

  private PlannedBundle present(Offer offer, String version) throws BadInputException, IOException {
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
    InstalledBundle other = standing.others().getOrDefault(name, standing.own().get(name));
    Version there = standing.product().get(name);
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
        wish.selection().wanted().isEmpty() ? List.copyOf(standing.own().values()) : bundles);
  }

  private void removed(Ledger.@Nullable Entry entry) {
    boolean used = entry != null && entry.enabled();
    for (InstalledBundle bundle : standing.own().values()) {
      boolean stays =
          standing.others().containsKey(bundle.symbolicName())
              || planned.containsKey(bundle.symbolicName());
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
