package org.loupe.extensions.internal;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loupe.extensions.InstalledExtension.InstalledBundle;
import org.loupe.model.BadInputException;

/**
 * Brings back what was installed when Loupe starts, and tidies up after a change that was broken
 * off.
 */
final class Startup {
  private static final System.Logger LOG = System.getLogger(Startup.class.getName());

  private final StateFolder state;
  private final boolean safe;
  private final Running running;
  private final Installation installation;
  private final Planner planner;

  /**
   * Of these.
   *
   * @param safe whether Loupe starts without extensions
   */
  Startup(
      StateFolder state,
      boolean safe,
      Running running,
      Installation installation,
      Planner planner) {
    this.state = state;
    this.safe = safe;
    this.running = running;
    this.installation = installation;
    this.planner = planner;
  }

  /** Whatever is wrong with extensions, Loupe itself starts. */
  void run() {
    try {
      Ledger ledger = running.read();
      recover(ledger);
      apply(ledger);
    } catch (BadInputException | IOException e) {
      LOG.log(Level.ERROR, "Starting without extensions: " + e.getMessage(), e);
    }
  }

  private void apply(Ledger ledger) throws IOException {
    if (safe) {
      running.started(ledger, Ledger.EMPTY, Map.of());
      return;
    }
    Map<String, String> failures = installation.apply(ledger);
    Map<String, String> reasons = new HashMap<>();
    Ledger usable = ledger;
    for (Ledger.Entry entry : ledger.extensions()) {
      Optional<String> failed =
          entry.enabled()
              ? entry.bundles().stream()
                  .map(InstalledBundle::sha256)
                  .filter(failures::containsKey)
                  .findFirst()
              : Optional.empty();
      if (failed.isPresent()) {
        usable = usable.without(entry.id());
        reasons.put(entry.id(), failures.get(failed.get()));
      }
    }
    if (!reasons.isEmpty()) {
      installation.apply(usable);
      for (Map.Entry<String, String> each : reasons.entrySet()) {
        each.setValue(reason(ledger, each.getKey(), each.getValue()));
        LOG.log(Level.WARNING, each.getKey() + " is not usable: " + each.getValue());
      }
    }
    running.started(ledger, usable, reasons);
  }

  /** In words, where it is something that is missing. */
  private String reason(Ledger ledger, String id, String failure) throws IOException {
    try {
      Ledger.Entry entry = ledger.find(id).orElseThrow();
      List<String> unmet =
          planner.plan(ledger.without(id), Wish.enable(entry, planner.stored(entry))).unmet();
      return unmet.isEmpty() ? "It does not start: " + failure + "." : String.join(" ", unmet);
    } catch (BadInputException e) {
      return e.getMessage();
    }
  }

  private void recover(Ledger ledger) throws IOException {
    Optional<ChangeLock> lock = ChangeLock.tryLock(state.lock());
    if (lock.isEmpty()) {
      // Another process is changing something; it tidies up itself.
      return;
    }
    try {
      Staging.removeLeftOver(state.staging());
      if (Journal.isOpen(state)) {
        Journal.recover(state, ledger);
      }
      Journal.removeParts(state.ledger(), state.journal(), state.repositories());
    } finally {
      lock.get().close();
    }
  }
}
