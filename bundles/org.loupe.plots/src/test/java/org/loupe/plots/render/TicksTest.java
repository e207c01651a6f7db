package org.loupe.plots.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.plots.ValueAxis.Form;

@DisplayName("Ticks")
class TicksTest {
  @Test
  @DisplayName("of a logarithmic axis are powers of ten, or 1, 2 and 5 times those, inside it")
  void areRoundLogarithms() {
    Random random = new Random(5);
    for (int i = 0; i < 2000; i++) {
      double from = random.nextDouble() * 20 - 10;
      Range range = new Range(from, from + 0.71 + random.nextDouble() * 12);
      Ticks ticks = Ticks.of(range, 2 + random.nextInt(8), Form.LOG);
      assertThat(ticks.values()).hasSameSizeAs(ticks.labels());
      for (double value : ticks.values()) {
        assertThat(value).isBetween(range.from() - 1e-6, range.to() + 1e-6);
        double lead = Math.pow(10, value - Math.floor(value + 1e-9));
        assertThat(Math.round(lead * 1000) / 1000.0).isIn(1.0, 2.0, 5.0);
      }
    }
    assertThat(Ticks.of(new Range(-3, 6), 5, Form.LOG).labels())
        .containsExactly("0.01", "1", "100", "10000", "10⁶");
    assertThat(Ticks.of(new Range(0, 1), 5, Form.LOG).labels())
        .containsExactly("1", "2", "5", "10");
  }

  @Test
  @DisplayName("of ranks begin at 1 and are whole numbers")
  void areRanks() {
    assertThat(Ticks.of(new Range(0.9, 3.1), 6, Form.RANK).labels()).containsExactly("1", "2", "3");
    assertThat(Ticks.of(new Range(0.5, 20.5), 5, Form.RANK).labels())
        .containsExactly("1", "5", "10", "15", "20");
    assertThat(Ticks.of(new Range(0.5, 12.5), 7, Form.RANK).labels())
        .containsExactly("1", "4", "6", "8", "10", "12");
  }

  @Test
  @DisplayName("of seconds are round times with their unit, or read like a clock")
  void areRoundTimes() {
    assertThat(Ticks.of(new Range(0, 0.6), 4, Form.SECONDS).labels())
        .containsExactly("0 ms", "200 ms", "400 ms", "600 ms");
    assertThat(Ticks.of(new Range(0, 9), 4, Form.SECONDS).labels()).containsExactly("0 s", "5 s");
    assertThat(Ticks.of(new Range(0, 200), 5, Form.SECONDS).labels())
        .containsExactly("0:00", "1:00", "2:00", "3:00");
    assertThat(Ticks.of(new Range(3000, 9000), 4, Form.SECONDS).labels())
        .containsExactly("1:00:00", "1:30:00", "2:00:00", "2:30:00");
  }

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
