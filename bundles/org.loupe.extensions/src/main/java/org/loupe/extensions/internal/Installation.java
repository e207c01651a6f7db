package org.loupe.extensions.internal;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.loupe.extensions.InstalledExtension.InstalledBundle;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/** The framework's bundles, as far as extensions change them. Used by one thread at a time. */
final class Installation {
  private static final System.Logger LOG = System.getLogger(Installation.class.getName());
  private static final long REFRESH_SECONDS = 60;
  private static final String RESTART = "org.loupe.restart";
  private static final String APPLICATION = "loupe.application";

  private final BundleContext context;
  private final Store store;
  private final List<Composition.ProductBundle> product;

  /** All bundles that are there now count as the product's. */
  Installation(BundleContext context, Store store) {
    this.context = context;
    this.store = store;
    this.product =
        Arrays.stream(context.getBundles())
            .filter(bundle -> bundle.getBundleId() != Constants.SYSTEM_BUNDLE_ID)
            .filter(bundle -> bundle.getSymbolicName() != null)
            .filter(bundle -> !store.holds(bundle.getLocation()))
            .map(
                bundle ->
                    new Composition.ProductBundle(
                        bundle.getSymbolicName(), bundle.getVersion(), bundle.getLocation()))
            .toList();
  }

  List<Composition.ProductBundle> product() {
    return product;
  }

  /** The present bundles, the framework's own first. */
  List<Bundle> bundles() {
    return List.of(context.getBundles());
  }

  /** The bundle of an extension, where the framework has it. */
  List<Bundle> bundles(Collection<InstalledBundle> wanted) {
    return wanted.stream()
        .map(bundle -> context.getBundle(store.location(bundle.sha256())))
        .filter(Objects::nonNull)
        .toList();
  }

  /**
   * Makes the framework have what it should, and starts it.
   *
   * @return why bundles do not run, by their digest
   */
  Map<String, String> apply(Ledger ledger) {
    Composition wanted = Composition.of(product, ledger);
    Set<String> active =
        bundles().stream()
            .filter(bundle -> bundle.getState() == Bundle.ACTIVE)
            .map(Bundle::getLocation)
            .collect(Collectors.toCollection(HashSet::new));
    Map<String, String> failures = new LinkedHashMap<>();
    List<Bundle> changed = remove(wanted, failures);
    List<Bundle> added = add(wanted, failures);
    refresh(changed, added);
    for (Bundle bundle : added) {
      start(bundle, failures);
    }
    for (Bundle bundle : bundles()) {
      // A refresh leaves what did not start again.
      if (active.contains(bundle.getLocation()) && bundle.getState() == Bundle.RESOLVED) {
        start(bundle, failures);
      }
    }
    return failures;
  }

  private List<Bundle> remove(Composition wanted, Map<String, String> failures) {
    Set<String> stay = new HashSet<>();
    wanted.product().forEach(bundle -> stay.add(bundle.location()));
    wanted.extensions().values().forEach(bundle -> stay.add(store.location(bundle.sha256())));
    Set<String> known =
        product.stream()
            .map(Composition.ProductBundle::location)
            .collect(Collectors.toCollection(HashSet::new));
    List<Bundle> removed = new ArrayList<>();
    for (Bundle bundle : bundles()) {
      boolean ours = known.contains(bundle.getLocation()) || store.holds(bundle.getLocation());
      if (ours && !stay.contains(bundle.getLocation())) {
        try {
          bundle.uninstall();
          removed.add(bundle);
        } catch (BundleException e) {
          failures.put(bundle.getLocation(), bundle + " cannot be removed: " + reason(e));
        }
      }
    }
    return removed;
  }

  private List<Bundle> add(Composition wanted, Map<String, String> failures) {
    Map<String, String> locations = new LinkedHashMap<>();
    wanted.product().forEach(bundle -> locations.put(bundle.location(), bundle.location()));
    wanted
        .extensions()
        .values()
        .forEach(bundle -> locations.put(store.location(bundle.sha256()), bundle.sha256()));
    List<Bundle> added = new ArrayList<>();
    locations.forEach(
        (location, key) -> {
          if (context.getBundle(location) == null) {
            try {
              added.add(context.installBundle(location));
            } catch (BundleException e) {
              failures.put(key, reason(e));
              LOG.log(Level.ERROR, location + " cannot be installed", e);
            }
          }
        });
    return added;
  }

  private void refresh(List<Bundle> removed, List<Bundle> added) {
    FrameworkWiring wiring = wiring();
    Set<Bundle> stale = new HashSet<>(removed);
    Set<String> hosts =
        added.stream()
            .filter(Installation::isFragment)
            .map(bundle -> bundle.getHeaders("").get(Constants.FRAGMENT_HOST))
            .map(host -> host.replaceFirst(";.*", "").strip())
            .collect(Collectors.toSet());
    bundles().stream()
        .filter(bundle -> hosts.contains(bundle.getSymbolicName()))
        .filter(bundle -> bundle.getState() != Bundle.INSTALLED)
        .forEach(stale::add);
    if (!stale.isEmpty()) {
      CountDownLatch done = new CountDownLatch(1);
      wiring.refreshBundles(stale, event -> done.countDown());
      await(done);
    }
    if (!added.isEmpty()) {
      wiring.resolveBundles(added);
    }
  }

  private static void await(CountDownLatch done) {
    try {
      if (!done.await(REFRESH_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "Bundles are still being refreshed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void start(Bundle bundle, Map<String, String> failures) {
    if (isFragment(bundle)) {
      return;
    }
    try {
      bundle.start(Bundle.START_ACTIVATION_POLICY | Bundle.START_TRANSIENT);
    } catch (BundleException e) {
      failures.put(key(bundle), reason(e));
      LOG.log(Level.ERROR, bundle + " does not start", e);
    }
  }

  /** The digest of an extension's bundle, the location of any other. */
  private String key(Bundle bundle) {
    String location = bundle.getLocation();
    return store.holds(location)
        ? location.replaceFirst(".*/([0-9a-f]{2})/([0-9a-f]+)\\.jar$", "$1$2")
        : location;
  }

  private static String reason(BundleException e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return (cause instanceof BundleException
            ? String.valueOf(cause.getMessage())
            : cause.toString())
        .replaceFirst(" Unresolved requirements:.*", "");
  }

  static boolean isFragment(Bundle bundle) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    return revision != null && (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
  }

  private FrameworkWiring wiring() {
    return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
  }

  /** What would be stopped if these went, themselves included. */
  Collection<Bundle> dependents(Collection<Bundle> bundles) {
    return bundles.isEmpty() ? List.of() : wiring().getDependencyClosure(bundles);
  }

  /** Whether extensions could no longer be changed while a bundle is being replaced. */
  boolean isOurOwn(Bundle bundle) {
    return bundle.equals(context.getBundle());
  }

  /** Why a bundle cannot be stopped while Loupe runs, in words; null where it can. */
  @org.jspecify.annotations.Nullable
  String held(Bundle bundle) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    if (revision != null && !revision.getDeclaredCapabilities(RESTART).isEmpty()) {
      return bundle.getSymbolicName() + " loads native libraries, which a process does only once.";
    }
    ServiceReference<?>[] services = bundle.getRegisteredServices();
    boolean application =
        services != null
            && Arrays.stream(services).anyMatch(each -> each.getProperty(APPLICATION) != null);
    return application || isOurOwn(bundle) ? bundle.getSymbolicName() + " is what runs now." : null;
  }
}
