package org.loupe.workbench.internal.extensions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.extensions.InstalledExtension;

@DisplayName("What came when extensions changed")
class ArrivalTest {
  private static InstalledExtension extension(String id, String version) {
    return new InstalledExtension(
        id, id, version, InstalledExtension.State.IN_USE, null, "file", List.of());
  }

  private final InstalledExtension drift = extension("drift", "1.0.0");
  private final InstalledExtension waves = extension("waves", "1.0.0");

  @Test
  @DisplayName("is what is installed, also anew, or there in another version")
  void arrived() {
    assertThat(Arrival.of(List.of(drift), List.of(drift, waves))).contains("waves");
    assertThat(Arrival.of(List.of(drift, waves), List.of(drift, extension("waves", "1.1.0"))))
        .contains("waves");
  }

  @Test
  @DisplayName("is nothing where some go, or nothing changes")
  void nothing() {
    assertThat(Arrival.of(List.of(drift, waves), List.of(drift))).isEmpty();
    assertThat(Arrival.of(List.of(drift), List.of(drift))).isEmpty();
  }
}
