package org.loupe.extensions.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;

/** What is installed, and how much of it this process runs. */
final class Running {
  private final StateFolder state;
  private final Set<String> waiting = new HashSet<>();
  private final Map<String, String> failures = new HashMap<>();
  private Ledger installed = Ledger.EMPTY;
  private Ledger applied = Ledger.EMPTY;

  Running(StateFolder state) {
    this.state = state;
  }

  /** What the file says now; another process may have changed it. */
  Ledger read() throws IOException, BadInputException {
    return Files.exists(state.ledger())
        ? Ledger.read(Files.readAllBytes(state.ledger()), state.ledger().toString())
        : Ledger.EMPTY;
  }

  /**
   * Takes note of the start.
   *
   * @param inFramework what runs
   * @param reasons why others do not, by their id
   */
  synchronized void started(Ledger ledger, Ledger inFramework, Map<String, String> reasons) {
    installed = ledger;
    applied = inFramework;
    failures.putAll(reasons);
  }

  /**
   * Takes note of a change.
   *
   * @param id of the extension that was changed
   * @param live whether it was changed in the framework, too
   */
  synchronized void changed(Ledger ledger, String id, boolean live) {
    failures.remove(id);
    if (live) {
      waiting.remove(id);
    } else {
      waiting.add(id);
    }
    applied = effective(ledger, live ? id : null);
    installed = ledger;
  }

  /**
   * What the framework is to have: without what waits for the next start, and what cannot run.
   *
   * @param changing the extension of which this does not count
   */
  synchronized Ledger effective(Ledger ledger, @Nullable String changing) {
    Set<String> left = new HashSet<>(waiting);
    left.addAll(failures.keySet());
    if (changing != null) {
      left.remove(changing);
    }
    Ledger effective = ledger;
    for (String id : left) {
      Ledger others = effective.without(id);
      effective = applied.find(id).map(others::with).orElse(others);
    }
    return effective;
  }

  synchronized Ledger installed() {
    return installed;
  }

  synchronized Ledger applied() {
    return applied;
  }

  synchronized boolean waits(String id) {
    return waiting.contains(id);
  }

  synchronized @Nullable String failure(String id) {
    return failures.get(id);
  }
}
