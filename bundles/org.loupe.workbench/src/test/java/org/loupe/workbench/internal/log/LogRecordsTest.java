package org.loupe.workbench.internal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

@DisplayName("The log of the window")
class LogRecordsTest {
  private static final Logger LOG = System.getLogger(LogRecordsTest.class.getName());

  private final LogRecords records = new LogRecords(() -> new Bundle[0], (bundle, sentence) -> {});

  @AfterEach
  void close() {
    records.close();
  }

  @Test
  @DisplayName("keeps what is logged and counts warnings and errors only")
  void counts() {
    LOG.log(Level.INFO, "all is well");
    LOG.log(Level.WARNING, "channel {0} is constant", 7);
    LOG.log(Level.ERROR, "broken", new IllegalStateException("why"));

    assertThat(records.warnings()).isEqualTo(2);
    assertThat(records.latest())
        .extracting(LogText::level, LogText::message)
        .containsExactly(
            tuple("Info", "all is well"),
            tuple("Warning", "channel 7 is constant"),
            tuple("Error", "broken"));
    assertThat(LogText.whole(records.latest().get(2)))
        .contains("broken")
        .contains("IllegalStateException: why");
  }

  @Test
  @DisplayName("keeps the latest 2000 records, but counts every warning")
  void bounded() {
    for (int i = 0; i < 2100; i++) {
      LOG.log(Level.WARNING, "warning {0}", String.valueOf(i));
    }

    assertThat(records.latest()).hasSize(2000);
    assertThat(LogText.message(records.latest().get(0))).isEqualTo("warning 100");
    assertThat(records.warnings()).isEqualTo(2100);
  }

  @Test
  @DisplayName("tells its listeners until they end their subscription")
  void listeners() {
    AtomicInteger told = new AtomicInteger();
    Runnable end = records.onChange(told::incrementAndGet);

    LOG.log(Level.INFO, "one");
    records.clear();
    end.run();
    LOG.log(Level.INFO, "two");

    assertThat(told).hasValue(2);
    assertThat(records.warnings()).isZero();
  }

  @Test
  @DisplayName("hears nothing any more once it is closed")
  void closed() {
    records.close();
    LOG.log(Level.WARNING, "too late");

    assertThat(records.latest()).isEmpty();
  }
}
