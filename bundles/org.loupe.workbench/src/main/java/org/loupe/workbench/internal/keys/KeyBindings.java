package org.loupe.workbench.internal.keys;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.e4.ui.model.application.MApplication;
import org.eclipse.e4.ui.model.application.commands.MBindingTable;
import org.eclipse.e4.ui.model.application.commands.MCommand;
import org.eclipse.e4.ui.model.application.commands.MCommandsFactory;
import org.eclipse.e4.ui.model.application.commands.MKeyBinding;
import org.eclipse.jface.bindings.keys.KeySequence;
import org.eclipse.jface.bindings.keys.ParseException;
import org.osgi.service.prefs.BackingStoreException;
import org.osgi.service.prefs.Preferences;

/**
 * The keys of the commands. Each command of the application's model names its usual keys in its
 * state, several separated by semicolons; what people set instead is kept in the preferences. The
 * model's binding table is made from both, so that there is one truth. Used on the UI thread.
 */
public final class KeyBindings {
  /** Key of the usual keys in the state of a command. */
  static final String USUAL = "org.loupe.keys";

  private static final Logger LOG = System.getLogger(KeyBindings.class.getName());

  private final MApplication application;
  private final Preferences preferences;

  /**
   * Keys of an application's commands.
   *
   * @param preferences where people's own keys are kept, by the id of the command
   */
  public KeyBindings(MApplication application, Preferences preferences) {
    this.application = application;
    this.preferences = preferences;
  }

  /**
   * A command and its keys.
   *
   * @param keys as the platform writes them, {@code M1+O}; none if empty
   * @param changed whether people set them
   */
  public record Bound(String command, String name, List<String> keys, boolean changed) {
    /** As people read them: 'Ctrl+O'. */
    public String text() {
      return String.join(", ", keys.stream().map(KeyBindings::text).toList());
    }
  }

  /** Fills the binding table of the model. */
  public void apply() {
    List<MKeyBinding> bindings = table().getBindings();
    bindings.clear();
    for (MCommand command : application.getCommands()) {
      for (String keys : keys(command)) {
        bindings.add(binding(command, keys));
      }
    }
  }

  /** All commands, by name. */
  public List<Bound> all() {
    List<Bound> all = new ArrayList<>();
    for (MCommand command : application.getCommands()) {
      all.add(
          new Bound(
              command.getElementId(),
              command.getCommandName(),
              keys(command),
              preferences.get(command.getElementId(), null) != null));
    }
    all.sort((a, b) -> a.name().compareToIgnoreCase(b.name()));
    return all;
  }

  /** The command, other than this one, that has these keys. */
  public Optional<Bound> conflict(String command, String keys) {
    return all().stream()
        .filter(bound -> !bound.command().equals(command))
        .filter(bound -> bound.keys().stream().anyMatch(other -> overlap(other, keys)))
        .findFirst();
  }

  /**
   * Gives a command keys of its own in place of what it has.
   *
   * @param keys as {@link KeySequence} writes them; empty for none
   */
  public void set(String command, String keys) {
    preferences.put(command, keys);
    changed(command);
  }

  /** Gives a command its usual keys again. */
  public void reset(String command) {
    preferences.remove(command);
    changed(command);
  }

  /** Gives all commands their usual keys again. */
  public void resetAll() {
    for (MCommand command : application.getCommands()) {
      preferences.remove(command.getElementId());
    }
    save();
    apply();
  }

  private void changed(String id) {
    save();
    List<MKeyBinding> bindings = table().getBindings();
    // One by one: the binding service hears of each.
    for (MKeyBinding old : List.copyOf(bindings)) {
      if (old.getCommand().getElementId().equals(id)) {
        bindings.remove(old);
      }
    }
    for (MCommand command : application.getCommands()) {
      if (command.getElementId().equals(id)) {
        keys(command).forEach(keys -> bindings.add(binding(command, keys)));
      }
    }
  }

  private List<String> keys(MCommand command) {
    String usual = Objects.requireNonNullElse(command.getPersistedState().get(USUAL), "");
    String set = preferences.get(command.getElementId(), usual);
    return Arrays.stream(set.split(";")).map(String::strip).filter(KeyBindings::isValid).toList();
  }

  private static boolean isValid(String keys) {
    if (keys.isEmpty()) {
      return false;
    }
    try {
      return KeySequence.getInstance(keys).isComplete();
    } catch (ParseException e) {
      LOG.log(Level.WARNING, "The keys ''{0}'' in the preferences are none.", keys);
      return false;
    }
  }

  /** Whether one begins with the other: the longer one could never be typed. */
  private static boolean overlap(String one, String other) {
    try {
      KeySequence a = KeySequence.getInstance(one);
      KeySequence b = KeySequence.getInstance(other);
      return a.startsWith(b, true) || b.startsWith(a, true);
    } catch (ParseException e) {
      return false;
    }
  }

  private static String text(String keys) {
    try {
      return KeySequence.getInstance(keys).format();
    } catch (ParseException e) {
      return keys;
    }
  }

  private MBindingTable table() {
    return application.getBindingTables().get(0);
  }

  private MKeyBinding binding(MCommand command, String keys) {
    MKeyBinding binding = MCommandsFactory.INSTANCE.createKeyBinding();
    binding.setElementId(command.getElementId() + "." + keys);
    binding.setKeySequence(keys);
    binding.setCommand(command);
    return binding;
  }

  private void save() {
    try {
      preferences.flush();
    } catch (BackingStoreException e) {
      LOG.log(Level.WARNING, "The keys of commands could not be saved.", e);
    }
  }
}
