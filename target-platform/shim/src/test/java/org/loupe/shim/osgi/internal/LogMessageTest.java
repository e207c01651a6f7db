package org.loupe.shim.osgi.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A log message")
class LogMessageTest {
  @Test
  @DisplayName("has its arguments in place")
  void arguments() {
    assertThat(LogMessage.of("{} of {}", 1, "two").text()).isEqualTo("1 of two");
  }

  @Test
  @DisplayName("keeps places for which there is no argument, and drops arguments without a place")
  void unequalCounts() {
    assertThat(LogMessage.of("{} and {}", 1).text()).isEqualTo("1 and {}");
    assertThat(LogMessage.of("none", 1).text()).isEqualTo("none");
  }

  @Test
  @DisplayName("sets an error apart that comes last")
  void error() {
    IllegalStateException error = new IllegalStateException();
    LogMessage message = LogMessage.of("failed at {}", 3, error);
    assertThat(message.text()).isEqualTo("failed at 3");
    assertThat(message.error()).isSameAs(error);
  }
}
