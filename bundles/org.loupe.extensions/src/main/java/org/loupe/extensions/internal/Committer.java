package org.loupe.extensions.internal;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.loupe.extensions.Consent;
import org.loupe.extensions.ExtensionException;
import org.loupe.extensions.InstalledExtension.InstalledBundle;
import org.loupe.extensions.PlannedBundle;
import org.loupe.model.BadInputException;
import org.loupe.model.Progress;

/**
 * Makes changes, each as a whole or not at all. The order of what lasts: journal, bundles into the
 * store, framework, {@code installed.json}; the last is the moment at which the change is made.
 */
final class Committer {
  private static final System.Logger LOG = System.getLogger(Committer.class.getName());
  private static final long COMPONENTS_MILLIS = 15_000;

  private final StateFolder state;
  private final Store store;
  private final Installation installation;
  private final Components components;
  private final Fetch fetch;
  private final Running running;

  /**
   * @param running what the framework has
   */
  Committer(
      StateFolder state,
      Store store,
      Installation installation,
      Components components,
      Fetch fetch,
      Running running) {
    this.state = state;
    this.store = store;
    this.installation = installation;
    this.components = components;
    this.fetch = fetch;
    this.running = running;
  }

  /** One after the other; what was worked out before another change is refused. */
  synchronized void commit(Change change, Staging staging, Consent consent, Progress progress)
      throws BadInputException, ExtensionException {
    if (!change.unmet().isEmpty()) {
      throw new BadInputException(
          change.task() + " is not possible: " + String.join(" ", change.unmet()));
    }
    try {
      ChangeLock lock = lock();
      try {
        requireSame(change);
        List<Verified> verified = Verified.all(change.incoming(), fetch, staging, progress);
        Set<String> agreed = agreed(change.before(), verified, consent);
        progress.checkCancelled();
        progress.report("installing", 0, 0);
        make(change, verified, change.after().agreedTo(agreed));
      } finally {
        lock.close();
      }
    } catch (IOException e) {
      throw failed(change, e);
    }
  }

  private ChangeLock lock() throws IOException, ExtensionException {
    return ChangeLock.tryLock(state.lock())
        .orElseThrow(
            () ->
                new ExtensionException(
                    "Another Loupe is changing the extensions in "
                        + state.root()
                        + "; try again when it is done."));
  }

  private void requireSame(Change change)
      throws BadInputException, ExtensionException, IOException {
    if (!running.read().equals(change.before())) {
      throw new ExtensionException(
          "The extensions were changed in the meantime; look at what is installed now, and try"
              + " again.");
    }
  }

  private static Set<String> agreed(Ledger before, List<Verified> verified, Consent consent)
      throws ExtensionException {
    List<PlannedBundle> open =
        verified.stream()
            .filter(each -> each.signature().needsConsent())
            .filter(each -> !before.agreed().contains(each.bundle().sha256()))
            .map(Verified::shown)
            .toList();
    if (!open.isEmpty() && !consent.isGiven(open)) {
      throw new ExtensionException(
          "Nothing was installed: nobody known vouches for "
              + open.stream()
                  .map(each -> each.symbolicName() + " " + each.version())
                  .collect(Collectors.joining(", "))
              + ", and it was not agreed to install it all the same.");
    }
    return open.stream().map(PlannedBundle::sha256).collect(Collectors.toSet());
  }

  private void make(Change change, List<Verified> verified, Ledger promised)
      throws BadInputException, IOException {
    Ledger after = withSizes(promised, verified);
    boolean live = change.restart().isEmpty();
    try {
      new Journal(change.task(), Digests.of(after.json())).write(state);
      for (Verified each : verified) {
        if (!store.has(each.bundle())) {
          store.add(each.file(), each.bundle().sha256());
        }
      }
      if (live) {
        start(change, after);
      }
      AtomicFile.write(state.ledger(), after.json());
    } catch (BadInputException | IOException | RuntimeException | Error e) {
      takeBack(change, live);
      throw e;
    }
    running.changed(after, change.id(), live);
    tidy(after);
  }

  /** What an index said of sizes may be wrong or absent. */
  private static Ledger withSizes(Ledger ledger, List<Verified> verified) {
    Map<String, InstalledBundle> known = new HashMap<>();
    verified.forEach(each -> known.put(each.bundle().sha256(), each.bundle()));
    List<Ledger.Entry> entries =
        ledger.extensions().stream()
            .map(
                entry ->
                    new Ledger.Entry(
                        entry.id(),
                        entry.name(),
                        entry.version(),
                        entry.source(),
                        entry.enabled(),
                        entry.bundles().stream()
                            .map(bundle -> known.getOrDefault(bundle.sha256(), bundle))
                            .toList()))
            .toList();
    return new Ledger(ledger.format(), entries, ledger.agreed());
  }

  private void start(Change change, Ledger after) throws BadInputException {
    Set<InstalledBundle> wanted = new HashSet<>();
    if (change.entry() != null && change.entry().enabled()) {
      after.find(change.id()).ifPresent(entry -> wanted.addAll(entry.bundles()));
    }
    Map<String, String> failures = installation.apply(running.effective(after, change.id()));
    if (!failures.isEmpty()) {
      List<String> reasons = new ArrayList<>();
      failures.forEach((key, reason) -> reasons.add(name(after, key) + ": " + reason));
      throw new BadInputException(
          change.task() + " was taken back: " + String.join("; ", reasons) + ".");
    }
    List<String> problems = components.problems(installation.bundles(wanted), COMPONENTS_MILLIS);
    if (!problems.isEmpty()) {
      throw new BadInputException(
          change.task() + " was taken back: " + String.join("; ", problems) + ".");
    }
  }

  private static String name(Ledger ledger, String digest) {
    return ledger.extensions().stream()
        .flatMap(entry -> entry.bundles().stream())
        .filter(bundle -> bundle.sha256().equals(digest))
        .map(bundle -> bundle.symbolicName() + " does not start")
        .findFirst()
        .orElse(digest);
  }

  private void takeBack(Change change, boolean live) {
    if (live) {
      Map<String, String> failures = installation.apply(running.applied());
      failures.forEach((bundle, reason) -> LOG.log(Level.ERROR, bundle + ": " + reason));
    }
    tidy(change.before());
  }

  private void tidy(Ledger ledger) {
    try {
      Journal.close(state, ledger);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Left over until the next start: " + state.journal(), e);
    }
  }

  private ExtensionException failed(Change change, IOException e) {
    String room = "";
    try {
      room = " (" + Files.getFileStore(state.root()).getUsableSpace() + " bytes are free there)";
    } catch (IOException unknown) {
      LOG.log(Level.DEBUG, "Free space is not known", unknown);
    }
    return new ExtensionException(
        change.task()
            + " was taken back: "
            + e.getMessage()
            + ", while writing to "
            + state.root()
            + room
            + ". Nothing was changed.",
        e);
  }
}
