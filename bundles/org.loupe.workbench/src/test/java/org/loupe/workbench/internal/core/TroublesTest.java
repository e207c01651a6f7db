package org.loupe.workbench.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.extensions.InstalledExtension;
import org.loupe.extensions.InstalledExtension.InstalledBundle;
import org.loupe.extensions.InstalledExtension.State;

@DisplayName("What extensions do wrong")
class TroublesTest {
  private final Observed<List<InstalledExtension>> installed =
      new Observed<>(List.of(extension(State.IN_USE)));
  private final Troubles troubles = new Troubles(installed);

  private static InstalledExtension extension(State state) {
    return new InstalledExtension(
        "a",
        "A",
        "1.0.0",
        state,
        null,
        "/a.jar",
        List.of(new InstalledBundle("org.example.a", "1.0.0", "", 1)));
  }

  @Test
  @DisplayName("is told once, by the extension's name; bundles of the product are none")
  void told() {
    troubles.tell("org.loupe.model", "Bundle org.loupe.model failed.");
    assertThat(troubles.latest().get()).isEmpty();
    troubles.tell("org.example.a", "It failed.");
    assertThat(troubles.latest().get()).contains(new Troubles.Trouble("a", "A", "It failed."));
    troubles.dismiss();
    troubles.tell("org.example.a", "It failed.");
    assertThat(troubles.latest().get()).isEmpty();
  }

  @Test
  @DisplayName("is withdrawn when it is over, others are not, and told when it is there again")
  void withdrawn() {
    troubles.tell("org.example.a", "It is slow.");
    troubles.withdraw("org.example.a", "It failed.");
    assertThat(troubles.latest().get()).isPresent();
    troubles.withdraw("org.example.a", "It is slow.");
    assertThat(troubles.latest().get()).isEmpty();
    troubles.tell("org.example.a", "It is slow.");
    assertThat(troubles.latest().get()).isPresent();
  }

  @Test
  @DisplayName("is forgotten when the extension is switched off, and told again afterwards")
  void forgotten() {
    troubles.tell("org.example.a", "It failed.");
    installed.set(List.of(extension(State.DISABLED)));
    assertThat(troubles.latest().get()).isEmpty();
    assertThat(troubles.owner("org.example.a")).isEmpty();
    installed.set(List.of(extension(State.IN_USE)));
    troubles.tell("org.example.a", "It failed.");
    assertThat(troubles.latest().get()).isPresent();
  }
}
