package org.loupe.workbench.internal.opening;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.osgi.framework.Bundle;
import org.osgi.service.prefs.BackingStoreException;
import org.osgi.service.prefs.Preferences;

/** What the workbench remembers over restarts beside its layout, kept in the state folder. */
public final class Memory {
  private static final Logger LOG = System.getLogger(Memory.class.getName());
  private static final String PROJECT = "project";
  private static final String RECENT = "recent";
  private static final int KEPT = 8;
  private static final String MODEL = "model";
  private static final String SEEN = "seen";
  private static final String CHOICES = "choices";

  private final Preferences preferences = root();

  /** A node of the workbench's preferences, kept in the state folder. */
  public static Preferences node(String name) {
    return root().node(name);
  }

  private static Preferences root() {
    return InstanceScope.INSTANCE.getNode("org.loupe.workbench");
  }

  /** Opened since the start. */
  private final Set<Path> seen = ConcurrentHashMap.newKeySet();

  /** The project that was open last. */
  Optional<Path> project() {
    return Optional.ofNullable(preferences.get(PROJECT, null)).map(Path::of);
  }

  /** Remembers the project to open at the next start, and among the recent ones. */
  void project(Path folder) {
    preferences.put(PROJECT, folder.toString());
    List<String> recent = new ArrayList<>(preferences.get(RECENT, "").lines().toList());
    recent.remove(folder.toString());
    recent.add(0, folder.toString());
    preferences.put(RECENT, String.join("\n", recent.subList(0, Math.min(KEPT, recent.size()))));
    save();
  }

  /** The projects that were opened last, the latest first. */
  List<Path> recent() {
    return preferences.get(RECENT, "").lines().map(Path::of).toList();
  }

  /**
   * Whether a project is opened for the first time; the second call says no. Over restarts it is
   * remembered only once {@link #keepSeen} was told: a window that was killed has no layout to come
   * back to, and opens the first view again.
   */
  public boolean isNew(Path folder) {
    return seen.add(folder) && !preferences.node(SEEN).getBoolean(folder.toString(), false);
  }

  /** The layout is kept, with the views of all projects that were opened. */
  public void keepSeen() {
    seen.forEach(folder -> preferences.node(SEEN).putBoolean(folder.toString(), true));
    save();
  }

  /** What was chosen in a project when it was open last. */
  Optional<ProjectMemory.Choices> choices(Path folder) {
    return ProjectMemory.parse(preferences.node(CHOICES).get(folder.toString(), null));
  }

  /** Remembers what is chosen in a project. */
  void choices(Path folder, ProjectMemory.Choices choices) {
    preferences.node(CHOICES).put(folder.toString(), ProjectMemory.text(choices));
    save();
  }

  /**
   * Whether the application's model is the one that the saved layout was made from. A layout saved
   * by another release holds that release's menus.
   */
  public boolean sameModel(Bundle bundle) {
    String now = checksum(Objects.requireNonNull(bundle.getEntry("Application.e4xmi")));
    boolean same = now.equals(preferences.get(MODEL, null));
    if (!same) {
      preferences.put(MODEL, now);
      forgetSeen();
      save();
    }
    return same;
  }

  /** A window that is laid out anew opens its first view again. */
  private void forgetSeen() {
    try {
      preferences.node(SEEN).clear();
    } catch (BackingStoreException e) {
      LOG.log(Level.WARNING, "Which projects were opened before could not be forgotten.", e);
    }
  }

  private static String checksum(URL model) {
    CRC32 checksum = new CRC32();
    try (InputStream in = model.openStream()) {
      checksum.update(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Long.toHexString(checksum.getValue());
  }

  private void save() {
    try {
      preferences.flush();
    } catch (BackingStoreException e) {
      LOG.log(Level.WARNING, "What the workbench should remember could not be saved.", e);
    }
  }
}
