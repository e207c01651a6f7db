package org.loupe.plots.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Ticks")
class TicksTest {
  @Test
  @DisplayName("are multiples of 1, 2 or 5 with labels of equal precision")
  void areRound() {
    Ticks ticks = Ticks.of(new Range(0, 1), 5);
    assertThat(ticks.labels()).containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1.0");
    assertThat(Ticks.of(new Range(-30, 70), 4).labels()).containsExactly("0", "50");
    assertThat(Ticks.of(new Range(-1.2, 1.2), 6).labels())
        .containsExactly("−1.0", "−0.5", "0", "0.5", "1.0");
  }

  @Test
  @DisplayName("take the power of ten out of very small and very large values")
  void takePowersOut() {
    Ticks small = Ticks.of(new Range(0, 0.00032), 4);
    assertThat(small.exponent()).isEqualTo(-4);
    assertThat(small.labels()).containsExactly("0", "1", "2", "3");
    Ticks large = Ticks.of(new Range(0, 4.1e6), 4);
    assertThat(large.exponent()).isEqualTo(6);
    assertThat(large.labels()).containsExactly("0", "2", "4");
    assertThat(Numbers.power(-12)).isEqualTo("×10⁻¹²");
  }

  @Test
  @DisplayName("lie inside the range, evenly, and are not more than fit")
  void lieInside() {
    Random random = new Random(42);
    for (int i = 0; i < 2000; i++) {
      double from = random.nextGaussian() * Math.pow(10, random.nextInt(12) - 6);
      double span = Math.pow(10, random.nextDouble() * 10 - 5);
      Range range = new Range(from, from + span);
      int most = 2 + random.nextInt(9);
      Ticks ticks = Ticks.of(range, most);
      assertThat(ticks.values()).hasSizeLessThanOrEqualTo(most + 1);
      assertThat(ticks.values())
          .allMatch(v -> v >= range.from() - span * 1e-6 && v <= range.to() + span * 1e-6);
      double step = Ticks.step(span / most);
      double lead = step / Math.pow(10, Math.floor(Math.log10(step) + 1e-9));
      assertThat(Math.round(lead * 1000) / 1000.0).isIn(1.0, 2.0, 5.0);
    }
  }
}
