package org.loupe.workbench.internal.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.eclipse.e4.ui.model.application.MApplication;
import org.eclipse.e4.ui.model.application.MApplicationFactory;
import org.eclipse.e4.ui.model.application.commands.MCommand;
import org.eclipse.e4.ui.model.application.commands.MCommandsFactory;
import org.eclipse.e4.ui.model.application.commands.MKeyBinding;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.workbench.internal.preferences.FakePreferences;

@DisplayName("Key bindings")
class KeyBindingsTest {
  private final MApplication application = MApplicationFactory.INSTANCE.createApplication();
  private final FakePreferences kept = new FakePreferences();
  private final KeyBindings keys = new KeyBindings(application, kept.view());

  @BeforeEach
  void commands() {
    application.getBindingTables().add(MCommandsFactory.INSTANCE.createBindingTable());
    command("open", "Open", "M1+O");
    command("redo", "Redo", "M1+M2+Z; M1+Y");
    command("about", "About", "");
    keys.apply();
  }

  @Test
  @DisplayName("are those that commands name, several or none")
  void usual() {
    assertThat(bound("open")).containsExactly("M1+O");
    assertThat(bound("redo")).containsExactly("M1+M2+Z", "M1+Y");
    assertThat(bound("about")).isEmpty();
  }

  @Test
  @DisplayName("can be changed, taken away and brought back, and stay after a restart")
  void changed() {
    keys.set("open", "M1+K");
    assertThat(bound("open")).containsExactly("M1+K");
    keys.set("redo", "");
    assertThat(bound("redo")).isEmpty();
    new KeyBindings(application, kept.view()).apply();
    assertThat(bound("open")).containsExactly("M1+K");
    keys.reset("open");
    assertThat(bound("open")).containsExactly("M1+O");
    keys.resetAll();
    assertThat(bound("redo")).containsExactly("M1+M2+Z", "M1+Y");
  }

  @Test
  @DisplayName("tell which other command has keys already, or begins with them")
  void conflicts() {
    assertThat(keys.conflict("about", "M1+Y")).map(KeyBindings.Bound::name).contains("Redo");
    assertThat(keys.conflict("about", "M1+O M1+P")).map(KeyBindings.Bound::name).contains("Open");
    assertThat(keys.conflict("open", "M1+O")).isEmpty();
  }

  @Test
  @DisplayName("in the preferences that are none are left out")
  void broken() {
    kept.values().put("open", "M1+Nonsense+");
    keys.apply();
    assertThat(bound("open")).isEmpty();
  }

  private void command(String id, String name, String usual) {
    MCommand command = MCommandsFactory.INSTANCE.createCommand();
    command.setElementId(id);
    command.setCommandName(name);
    if (!usual.isEmpty()) {
      command.getPersistedState().put(KeyBindings.USUAL, usual);
    }
    application.getCommands().add(command);
  }

  private List<String> bound(String id) {
    return application.getBindingTables().get(0).getBindings().stream()
        .filter(binding -> binding.getCommand().getElementId().equals(id))
        .map(MKeyBinding::getKeySequence)
        .toList();
  }
}
