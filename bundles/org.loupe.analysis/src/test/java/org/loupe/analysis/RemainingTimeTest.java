package org.loupe.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Remaining time")
class RemainingTimeTest {
  private long now;
  private final RemainingTime remaining = new RemainingTime(() -> now);

  private void pass(double seconds) {
    now += (long) (seconds * 1e9);
  }

  @Test
  @DisplayName("is unknown before anything is done and with an unknown total")
  void unknown() {
    assertThat(remaining.update("a", 0, 10)).isEmpty();
    pass(1);
    assertThat(remaining.update("a", 0, 10)).isEmpty();
    assertThat(remaining.update("b", 5, 0)).isEmpty();
  }

  @Test
  @DisplayName("is what is left at a steady speed")
  void steady() {
    remaining.update("a", 0, 100);
    for (int done = 10; done <= 50; done += 10) {
      pass(2);
      remaining.update("a", done, 100);
    }
    assertThat(remaining.update("a", 50, 100)).contains(Duration.ofSeconds(10));
  }

  @Test
  @DisplayName("is of the same task, whatever its text says behind a colon")
  void amounts() {
    remaining.update("read: 0 of 10 GB", 0, 100);
    pass(2);
    assertThat(remaining.update("read: 5 of 10 GB", 50, 100)).contains(Duration.ofSeconds(2));
  }

  @Test
  @DisplayName("counts down between reports")
  void countsDown() {
    remaining.update("a", 0, 100);
    pass(1);
    remaining.update("a", 50, 100);
    pass(0.5);
    assertThat(remaining.update("a", 50, 100)).contains(Duration.ofMillis(500));
    pass(5);
    assertThat(remaining.update("a", 50, 100)).contains(Duration.ZERO);
  }

  @Test
  @DisplayName("forgets a slow start")
  void slowStart() {
    remaining.update("a", 0, 1000);
    pass(20);
    remaining.update("a", 1, 1000);
    for (int done = 2; done <= 500; done++) {
      pass(0.1);
      remaining.update("a", done, 1000);
    }
    assertThat(remaining.update("a", 500, 1000).orElseThrow())
        .isBetween(Duration.ofSeconds(49), Duration.ofSeconds(58));
  }

  @Test
  @DisplayName("starts anew with another task")
  void restart() {
    remaining.update("a", 0, 10);
    pass(100);
    remaining.update("a", 5, 10);
    assertThat(remaining.update("b", 0, 10)).isEmpty();
    pass(1);
    assertThat(remaining.update("b", 5, 10)).contains(Duration.ofSeconds(1));
  }

  @Test
  @DisplayName("is written in minutes and seconds, rounded up")
  void text() {
    assertThat(RemainingTime.text(Duration.ofMillis(24_100))).isEqualTo("0:25 left");
    assertThat(RemainingTime.text(Duration.ZERO)).isEqualTo("0:00 left");
    assertThat(RemainingTime.text(Duration.ofSeconds(3720))).isEqualTo("1:02:00 left");
  }
}
