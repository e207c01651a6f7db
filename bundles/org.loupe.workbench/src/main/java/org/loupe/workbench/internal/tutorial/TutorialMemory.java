package org.loupe.workbench.internal.tutorial;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.Set;
import org.loupe.workbench.internal.opening.Memory;
import org.osgi.service.prefs.BackingStoreException;
import org.osgi.service.prefs.Preferences;

/** Which steps are done, over restarts. Used on the UI thread. */
final class TutorialMemory {
  private static final Logger LOG = System.getLogger(TutorialMemory.class.getName());
  private static final String DONE = "done";

  private final Preferences preferences = Memory.node("tutorial");

  Set<String> done() {
    return new LinkedHashSet<>(preferences.get(DONE, "").lines().toList());
  }

  void add(String id) {
    Set<String> done = done();
    done.add(id);
    save(String.join("\n", done));
  }

  void forget() {
    save("");
  }

  private void save(String done) {
    preferences.put(DONE, done);
    try {
      preferences.flush();
    } catch (BackingStoreException e) {
      LOG.log(Level.WARNING, "The progress of the tutorial could not be saved.", e);
    }
  }
}
