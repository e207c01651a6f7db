package org.loupe.workbench.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The log's entries")
class LogFilterTest {
  private final Blame blame =
      new Blame(
          () -> List.of("org.loupe.workbench", "org.loupe.method", "org.loupe.method.tokens"));

  @Test
  @DisplayName("are those of a level or above that hold the words")
  void filtered() {
    LogRecord warning = record(Level.WARNING, "The file is gone.");
    assertThat(LogFilter.ALL.shows(warning, "")).isTrue();
    assertThat(new LogFilter(Level.SEVERE, "").shows(warning, "")).isFalse();
    assertThat(new LogFilter(Level.WARNING, " FILE ").shows(warning, "")).isTrue();
    assertThat(new LogFilter(Level.ALL, "tokens").shows(warning, "")).isFalse();
    assertThat(new LogFilter(Level.ALL, "tokens").shows(warning, "org.loupe.method.tokens"))
        .isTrue();
  }

  @Test
  @DisplayName("name the bundle in whose code the first cause was thrown")
  void cause() {
    RuntimeException cause = new RuntimeException("inside");
    cause.setStackTrace(
        new StackTraceElement[] {
          frame("java.util.List"), frame("org.loupe.method.tokens.internal.TokensView")
        });
    RuntimeException outer = new RuntimeException("outside", cause);
    outer.setStackTrace(new StackTraceElement[] {frame("org.loupe.workbench.internal.Part")});
    LogRecord record = record(Level.SEVERE, "The view failed.");
    record.setThrown(outer);
    assertThat(blame.of(record)).isEqualTo("org.loupe.method.tokens");
  }

  @Test
  @DisplayName("name the bundle that wrote them where nothing was thrown, or none")
  void writer() {
    LogRecord record = record(Level.INFO, "Hello");
    record.setSourceClassName(null);
    record.setLoggerName("org.loupe.workbench.internal.log.Test");
    assertThat(blame.of(record)).isEqualTo("org.loupe.workbench");
    record.setLoggerName("somebody");
    assertThat(blame.of(record)).isEmpty();
  }

  private static LogRecord record(Level level, String message) {
    LogRecord record = new LogRecord(level, message);
    record.setLoggerName("test");
    record.setSourceClassName("test.Source");
    return record;
  }

  private static StackTraceElement frame(String name) {
    return new StackTraceElement(name, "run", null, 1);
  }
}
