package org.loupe.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Settings of the runtime")
class RuntimeSettingsTest {
  private final RuntimeSettings settings = RuntimeSettings.of(Path.of("state"));

  @Test
  @DisplayName("use every core until they are told otherwise")
  void threads() {
    assertThat(settings.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(settings.withThreads(3).threads()).isEqualTo(3);
    assertThat(settings.withMemoryMib(64).withArchivesMib(1).withThreads(1))
        .isEqualTo(
            new RuntimeSettings(settings.cache(), settings.archives(), 1L << 20, 64L << 20, 1));
  }

  @Test
  @DisplayName("refuse what is no sensible number")
  void refused() {
    for (long count : new long[] {0, -1, 1025, 1L << 33}) {
      assertThatThrownBy(() -> settings.withThreads(count))
          .isInstanceOfAny(IllegalArgumentException.class, ArithmeticException.class);
    }
    assertThatThrownBy(() -> settings.withMemoryMib(0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
