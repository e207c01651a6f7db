package org.loupe.workbench.internal.quick;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.loupe.workbench.internal.opening.Memory;
import org.osgi.service.prefs.BackingStoreException;
import org.osgi.service.prefs.Preferences;

/** Which entries were used last, over restarts. Used on the UI thread. */
final class QuickMemory {
  private static final Logger LOG = System.getLogger(QuickMemory.class.getName());
  private static final int KEPT = 30;
  private static final String RECENT = "recent";

  private final Preferences preferences = Memory.node("quick");

  /** Ids, the latest first. */
  List<String> recent() {
    return preferences.get(RECENT, "").lines().toList();
  }

  /** Remembers that an entry was used. */
  void used(String id) {
    List<String> ids = new ArrayList<>(recent());
    ids.remove(id);
    ids.add(0, id);
    preferences.put(RECENT, String.join("\n", ids.subList(0, Math.min(KEPT, ids.size()))));
    try {
      preferences.flush();
    } catch (BackingStoreException e) {
      LOG.log(Level.WARNING, "What was used last in quick access could not be saved.", e);
    }
  }
}
