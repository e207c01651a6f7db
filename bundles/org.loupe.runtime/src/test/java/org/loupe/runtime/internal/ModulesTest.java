package org.loupe.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Checkpoint;
import org.loupe.model.Device;
import org.loupe.model.LoupeException;

@DisplayName("The copies of a module")
class ModulesTest extends RuntimeFixture {

  private Modules modules;
  private int loaded;

  @BeforeEach
  void create() throws LoupeException {
    runtime.devices();
    Checkpoint tiny = TestModels.tiny();
    modules =
        new Modules(
            () -> {
              loaded++;
              return LoadedModel.load(tiny.file(), tiny.file(), Device.CPU);
            });
  }

  @AfterEach
  void close() {
    modules.close();
  }

  private static boolean isLoaded(LoadedModel model) {
    try {
      model.newManager().close();
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  @Test
  @DisplayName("are one for all who do not look inside, and one for each who does")
  void shared() throws LoupeException {
    try (Modules.Use first = modules.use(false);
        Modules.Use second = modules.use(false);
        Modules.Use alone = modules.use(true);
        Modules.Use third = modules.use(false)) {
      assertThat(second.model()).isSameAs(first.model());
      assertThat(third.model()).isSameAs(first.model());
      assertThat(alone.model()).isNotSameAs(first.model());
    }
    try (Modules.Use one = modules.use(true);
        Modules.Use other = modules.use(true)) {
      assertThat(one.model()).isNotSameAs(other.model());
    }
    assertThat(loaded).isEqualTo(2);
  }

  @Test
  @DisplayName("are freed when closed, one in use as soon as it is not any more")
  void freed() throws LoupeException {
    Modules.Use busy = modules.use(false);
    Modules.Use other = modules.use(true);
    LoadedModel model = busy.model();
    LoadedModel idle = other.model();
    other.close();
    modules.close();
    assertThat(isLoaded(idle)).isFalse();
    assertThat(isLoaded(model)).isTrue();
    busy.close();
    assertThat(isLoaded(model)).isFalse();
    assertThatThrownBy(() -> modules.use(false)).isInstanceOf(IllegalStateException.class);
  }
}
