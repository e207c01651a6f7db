package org.loupe.workbench.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Methods;

@DisplayName("A service of the workbench")
class ServicesTest {
  private final Services services = new Services();
  private final List<Optional<Methods>> told = new ArrayList<>();
  private final Methods first = new Bench.InstalledForTest();
  private final Methods second = new Bench.InstalledForTest();

  ServicesTest() {
    services.methods().onChange(told::add);
  }

  @Test
  @DisplayName("comes and goes")
  void comesAndGoes() {
    services.setMethods(first);
    services.unsetMethods(first);
    assertThat(told).containsExactly(Optional.of(first), Optional.empty());
  }

  @Test
  @DisplayName("stays when the one that it took the place of goes after it came")
  void update() {
    services.setMethods(first);
    services.setMethods(second);
    services.unsetMethods(first);
    assertThat(told).containsExactly(Optional.of(first), Optional.of(second));
  }
}
