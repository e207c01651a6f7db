package org.loupe.workbench.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A bundle that writes without end")
class LogFloodTest {
  private final List<String> told = new ArrayList<>();
  private final LogFlood flood =
      new LogFlood(
          record -> record.getLoggerName().startsWith("org.example") ? "org.example" : "",
          (bundle, sentence) -> told.add(sentence));

  private long kept(String logger, int lines, long at) {
    long kept = 0;
    for (int i = 0; i < lines; i++) {
      LogRecord record = new LogRecord(Level.INFO, "line");
      record.setLoggerName(logger);
      record.setInstant(Instant.ofEpochMilli(at));
      kept += flood.isTooMuch(record) ? 0 : 1;
    }
    return kept;
  }

  @Test
  @DisplayName("is cut short, whichever of its loggers it uses, and named with a number")
  void cut() {
    assertThat(kept("org.example.One", LogFlood.MOST - 10, 0)).isEqualTo(LogFlood.MOST - 10);
    assertThat(kept("org.example.Two", 12_000, 0)).isEqualTo(10);
    assertThat(told).hasSize(2);
    assertThat(told.get(0)).contains("Bundle org.example wrote " + (LogFlood.MOST + 1) + " lines");
    assertThat(told.get(1)).contains("wrote 10000 lines");
  }

  @Test
  @DisplayName("may write again later; what belongs to no bundle is never cut")
  void later() {
    kept("org.example.One", LogFlood.MOST + 1, 0);
    assertThat(kept("org.example.One", 5, LogFlood.INTERVAL_MS + 1)).isEqualTo(5);
    assertThat(kept("java.other", 2 * LogFlood.MOST, 0)).isEqualTo(2L * LogFlood.MOST);
  }
}
