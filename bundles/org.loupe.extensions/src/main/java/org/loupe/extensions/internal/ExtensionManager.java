package org.loupe.extensions.internal;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loupe.extensions.AvailableExtension;
import org.loupe.extensions.BundleDetails;
import org.loupe.extensions.Consent;
import org.loupe.extensions.ExtensionException;
import org.loupe.extensions.Extensions;
import org.loupe.extensions.ExtensionsListener;
import org.loupe.extensions.InstalledExtension;
import org.loupe.extensions.InstalledExtension.State;
import org.loupe.extensions.Plan;
import org.loupe.model.BadInputException;
import org.loupe.model.Progress;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.Version;
import org.osgi.resource.Requirement;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.resolver.Resolver;

/**
 * Brings back at the start what {@code installed.json} says, whatever the framework remembers, and
 * changes it by need.
 */
@Component(immediate = true)
public final class ExtensionManager implements Extensions {
  private static final System.Logger LOG = System.getLogger(ExtensionManager.class.getName());
  private static final String SAFE = "Loupe was started without extensions (--safe).";

  private final StateFolder state;
  private final boolean safe;
  private final Store store;
  private final Running running;
  private final Installation installation;
  private final Repositories repositories;
  private final SourceReader sources;
  private final Planner planner;
  private final Committer committer;

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  private volatile List<ExtensionsListener> listeners = List.of();

  /** Installs and starts what is to be there; what cannot run does not keep the rest from it. */
  @Activate
  public ExtensionManager(
      BundleContext context,
      @Reference Resolver resolver,
      @Reference ServiceComponentRuntime components)
      throws IOException {
    this(context, resolver, components, folder(context), new Fetch());
  }

  ExtensionManager(
      BundleContext context,
      Resolver resolver,
      ServiceComponentRuntime components,
      Path folder,
      Fetch fetch)
      throws IOException {
    state = new StateFolder(folder).create();
    safe = Boolean.parseBoolean(context.getProperty("loupe.safe"));
    store = new Store(state.store());
    running = new Running(state);
    installation = new Installation(context, store);
    repositories = new Repositories(state, fetch);
    sources = new SourceReader(fetch, repositories);
    planner =
        new Planner(
            installation, store, resolver, requirement -> isServed(context, requirement), safe);
    committer =
        new Committer(
            state, store, installation, new Components(context, components), fetch, running);
    new Startup(state, safe, running, installation, planner).run();
  }

  private static Path folder(BundleContext context) {
    String root = context.getProperty("loupe.state");
    return (root == null ? context.getDataFile("").toPath() : Path.of(root)).resolve("extensions");
  }

  private static boolean isServed(BundleContext context, Requirement requirement) {
    if (!requirement.getNamespace().equals("osgi.service")) {
      return false;
    }
    try {
      return context.getAllServiceReferences(null, requirement.getDirectives().get("filter"))
          != null;
    } catch (InvalidSyntaxException e) {
      return false;
    }
  }

  @Override
  public List<InstalledExtension> installed() {
    return running.installed().extensions().stream()
        .map(this::describe)
        .sorted(Comparator.comparing(InstalledExtension::name))
        .toList();
  }

  private InstalledExtension describe(Ledger.Entry entry) {
    State stands = State.IN_USE;
    String reason = running.failure(entry.id());
    if (!entry.enabled()) {
      stands = State.DISABLED;
      reason = null;
    } else if (running.waits(entry.id())) {
      stands = State.AFTER_RESTART;
      reason = "Loupe must be restarted.";
    } else if (safe) {
      stands = State.NOT_USABLE;
      reason = SAFE;
    } else if (reason != null) {
      stands = State.NOT_USABLE;
    }
    return new InstalledExtension(
        entry.id(), entry.name(), entry.version(), stands, reason, entry.source(), entry.bundles());
  }

  @Override
  public List<BundleDetails> details(String id) throws BadInputException, ExtensionException {
    List<BundleDetails> details = new ArrayList<>();
    try {
      for (Offer stored : planner.stored(find(running.installed(), id))) {
        Identity identity = stored.identity();
        Path file = store.file(stored.content().sha256());
        details.add(
            new BundleDetails(
                stored.bundle(),
                identity.licence(),
                JarSignature.of(file, identity.toString()),
                Requirements.of(identity.resource())));
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    return details;
  }

  @Override
  public Plan install(String source, Progress progress)
      throws BadInputException, ExtensionException {
    return plan(
        (ledger, staging) ->
            planner.plan(ledger, Wish.install(sources.read(source, staging, progress))));
  }

  @Override
  public Plan update(String id, Progress progress) throws BadInputException, ExtensionException {
    return plan(
        (ledger, staging) -> {
          Ledger.Entry entry = find(ledger, id);
          Selection newest = sources.named(id, staging, progress);
          boolean newer =
              Version.parseVersion(newest.version())
                      .compareTo(Version.parseVersion(entry.version()))
                  > 0;
          return newer ? planner.plan(ledger, Wish.install(newest)) : Change.none(ledger, entry);
        });
  }

  @Override
  public Plan uninstall(String id) throws BadInputException, ExtensionException {
    return plan((ledger, staging) -> planner.plan(ledger, Wish.uninstall(find(ledger, id))));
  }

  @Override
  public Plan enable(String id, boolean enabled) throws BadInputException, ExtensionException {
    return plan(
        (ledger, staging) -> {
          Ledger.Entry entry = find(ledger, id);
          if (entry.enabled() == enabled) {
            return Change.none(ledger, entry);
          }
          return planner.plan(
              ledger, enabled ? Wish.enable(entry, planner.stored(entry)) : Wish.disable(entry));
        });
  }

  private static Ledger.Entry find(Ledger ledger, String id) throws BadInputException {
    return ledger.find(id).orElseThrow(() -> unknown(ledger, id));
  }

  private static BadInputException unknown(Ledger ledger, String id) {
    String ids =
        ledger.extensions().stream().map(Ledger.Entry::id).collect(Collectors.joining(", "));
    return new BadInputException(
        "No extension '"
            + id
            + "' is installed; installed are: "
            + (ids.isEmpty() ? "none" : ids)
            + ".");
  }

  /** Finds out what is wanted, and what it takes. */
  private interface Working {
    Change out(Ledger ledger, Staging staging)
        throws BadInputException, ExtensionException, IOException;
  }

  private Plan plan(Working working) throws BadInputException, ExtensionException {
    Staging staging = null;
    try {
      staging = Staging.in(state.staging());
      Ledger ledger = running.read();
      Change change = working.out(ledger, staging);
      Plan plan = new ChangePlan(change, staging, this::commit);
      staging = null;
      return plan;
    } catch (IOException e) {
      throw unreadable(e);
    } finally {
      if (staging != null) {
        staging.close();
      }
    }
  }

  private ExtensionException unreadable(IOException e) {
    return new ExtensionException(
        "Nothing was changed: " + e.getMessage() + ", while using " + state.root() + ".", e);
  }

  private void commit(Change change, Staging staging, Consent consent, Progress progress)
      throws BadInputException, ExtensionException {
    committer.commit(change, staging, consent, progress);
    List<InstalledExtension> now = installed();
    for (ExtensionsListener listener : listeners) {
      try {
        listener.changed(now);
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, listener + " failed", e);
      }
    }
  }

  @Override
  public List<AvailableExtension> available(Progress progress)
      throws BadInputException, ExtensionException {
    Map<String, IndexedResource> newest = new LinkedHashMap<>();
    try {
      for (IndexedResource each : IndexedResource.extensions(repositories.resources(progress))) {
        newest.merge(each.identity().symbolicName(), each, ExtensionManager::newer);
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    List<AvailableExtension> available = new ArrayList<>();
    newest.values().forEach(each -> available.add(offered(each)));
    available.sort(Comparator.comparing(AvailableExtension::name));
    return available;
  }

  private static IndexedResource newer(IndexedResource one, IndexedResource other) {
    return one.identity().version().compareTo(other.identity().version()) >= 0 ? one : other;
  }

  private AvailableExtension offered(IndexedResource each) {
    Identity identity = each.identity();
    @Nullable String installed =
        running.installed().find(identity.symbolicName()).map(Ledger.Entry::version).orElse(null);
    return new AvailableExtension(
        identity.symbolicName(),
        each.name(),
        identity.version().toString(),
        each.description(),
        identity.licence(),
        each.content().size(),
        each.repository(),
        installed);
  }

  @Override
  public List<String> repositories() {
    return repositories.addresses();
  }

  @Override
  public void addRepository(String address, Progress progress)
      throws BadInputException, ExtensionException {
    try {
      repositories.add(address, progress);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  @Override
  public void removeRepository(String address) throws BadInputException, ExtensionException {
    try {
      repositories.remove(address);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }
}
