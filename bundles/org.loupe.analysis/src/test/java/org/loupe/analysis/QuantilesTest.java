package org.loupe.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class QuantilesTest {
  @Test
  @DisplayName("Student's t at 97.5 % is that of the tables")
  void student() {
    assertThat(Quantiles.student(5)).isCloseTo(2.5706, within(1e-3));
    assertThat(Quantiles.student(14)).isCloseTo(2.1448, within(1e-4));
    assertThat(Quantiles.student(30)).isCloseTo(2.0423, within(1e-4));
  }

  @Test
  @DisplayName("of few units a smaller tail is cut off, of many the usual one")
  void expanded() {
    // Φ(−√(15/14) · 2.1448)
    assertThat(Quantiles.expanded(0.025, 15)).isCloseTo(0.01321, within(1e-4));
    assertThat(Quantiles.expanded(0.025, 100_000)).isCloseTo(0.025, within(1e-5));
  }
}
