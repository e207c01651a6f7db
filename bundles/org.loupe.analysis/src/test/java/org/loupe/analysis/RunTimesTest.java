package org.loupe.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The times of runs")
class RunTimesTest {
  private final RunTimes times = new RunTimes();

  private static RunTimes.Work of(int windows) {
    return new RunTimes.Work("saliency", 1, "cpu", windows);
  }

  private Estimate estimate(int windows) {
    return times.estimate(of(windows)).orElseThrow();
  }

  @Test
  @DisplayName("grow with the windows, but not by what every run costs")
  void growth() {
    times.addFew(of(8), Duration.ofMillis(240));
    times.add(of(32), Duration.ofMillis(360));
    assertThat(estimate(300).time()).isEqualTo(Duration.ofMillis(200 + 300 * 5));
    assertThat(estimate(16).time()).isEqualTo(Duration.ofMillis(280));
    assertThat(estimate(300).bound()).isFalse();
  }

  @Test
  @DisplayName("are an upper bound as long as only few windows are known")
  void bound() {
    times.add(of(32), Duration.ofMillis(320));
    assertThat(estimate(300)).isEqualTo(new Estimate(Duration.ofSeconds(3), true));
    assertThat(estimate(64).bound()).isFalse();
  }

  @Test
  @DisplayName("are those of the largest run once there was one")
  void largest() {
    times.addFew(of(8), Duration.ofMillis(240));
    times.add(of(32), Duration.ofMillis(360));
    times.add(of(300), Duration.ofMillis(1000));
    times.add(of(10), Duration.ofMillis(900));
    assertThat(estimate(300).time()).isEqualTo(Duration.ofMillis(1000));
  }

  @Test
  @DisplayName("always grow, also where noise says that more windows took less")
  void noise() {
    times.addFew(of(8), Duration.ofMillis(500));
    times.add(of(32), Duration.ofMillis(320));
    assertThat(estimate(332).time()).isEqualTo(Duration.ofMillis(320 + 300));
  }
}
