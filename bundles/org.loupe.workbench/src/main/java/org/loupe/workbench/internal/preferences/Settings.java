package org.loupe.workbench.internal.preferences;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loupe.model.Device;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.osgi.service.prefs.BackingStoreException;
import org.osgi.service.prefs.Preferences;

/** What people prefer, kept in the state folder and applied to the window. */
public final class Settings {
  /** The seed until people choose another. */
  static final long SEED = 42;

  private static final Logger LOG = System.getLogger(Settings.class.getName());
  private static final String SEED_KEY = "seed";
  private static final String DEVICE_KEY = "device";
  private static final String CONFIRM_KEY = "confirm.deleting";
  private static final String KEEP_KEY = "keep.results";
  private static final Pattern DEVICE = Pattern.compile("(cuda|mps|cpu)(?::(\\d{1,3}))?");

  private final WorkbenchCore core;
  private final Preferences preferences;

  /**
   * Applies what was preferred last.
   *
   * @param preferences where it is kept
   */
  public Settings(WorkbenchCore core, Preferences preferences) {
    this.core = core;
    this.preferences = preferences;
    core.workspace().seed().set(seed());
    core.workspace().device().set(device());
    core.keepsResults().set(keepsResults());
  }

  /** The seed of every random choice. */
  long seed() {
    return preferences.getLong(SEED_KEY, SEED);
  }

  /** Sets the seed; results of another are computed anew. */
  void setSeed(long seed) {
    preferences.putLong(SEED_KEY, seed);
    core.workspace().seed().set(seed);
    save();
  }

  /** Where models run at first; empty is the best device that is there. */
  Optional<Device> device() {
    return parse(preferences.get(DEVICE_KEY, ""));
  }

  /** Sets where models run, now and at the next start. */
  void setDevice(Optional<Device> device) {
    preferences.put(DEVICE_KEY, device.map(Device::key).orElse(""));
    core.workspace().device().set(device);
    save();
  }

  /** Whether the window asks before it deletes a slice. */
  public boolean asksBeforeDeleting() {
    return preferences.getBoolean(CONFIRM_KEY, true);
  }

  /** Sets whether the window asks. */
  void setAsksBeforeDeleting(boolean asks) {
    preferences.putBoolean(CONFIRM_KEY, asks);
    save();
  }

  /** Whether what is computed is kept in the project's folder. */
  boolean keepsResults() {
    return preferences.getBoolean(KEEP_KEY, true);
  }

  /** Sets whether it is kept. */
  void setKeepsResults(boolean keeps) {
    preferences.putBoolean(KEEP_KEY, keeps);
    core.keepsResults().set(keeps);
    save();
  }

  /** A device by its name, such as {@code cuda:0}; empty if it is none. */
  static Optional<Device> parse(String name) {
    Matcher device = DEVICE.matcher(name.strip());
    if (!device.matches()) {
      return Optional.empty();
    }
    String index = device.group(2);
    return Optional.of(
        new Device(
            Device.Kind.valueOf(device.group(1).toUpperCase(Locale.ROOT)),
            index == null ? 0 : Integer.parseInt(index)));
  }

  private void save() {
    try {
      preferences.flush();
    } catch (BackingStoreException e) {
      LOG.log(Level.WARNING, "Preferences could not be saved.", e);
    }
  }
}
