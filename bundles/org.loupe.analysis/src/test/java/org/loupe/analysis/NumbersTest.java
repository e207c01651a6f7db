package org.loupe.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Numbers in sentences")
class NumbersTest {
  @Test
  @DisplayName("have a true minus sign, and none before a zero")
  void minus() {
    assertThat(Numbers.fixed(-0.314, 2)).isEqualTo("−0.31");
    assertThat(Numbers.fixed(-0.001, 2)).isEqualTo("0.00");
    assertThat(Numbers.signed(-0.001, 1)).isEqualTo("+0.0");
    assertThat(Numbers.signed(3.14, 1)).isEqualTo("+3.1");
    assertThat(Numbers.significant(-0.000012)).isEqualTo("−1.20e−05");
    assertThat(Numbers.significant(-0.0)).isEqualTo("0.00");
  }

  @Test
  @DisplayName("are shares in percent")
  void percent() {
    assertThat(Numbers.percent(0.8642)).isEqualTo("86.4 %");
    assertThat(Numbers.percent(Double.NaN)).isEqualTo("n/a");
    assertThat(Numbers.percents(null)).isEmpty();
    assertThat(Numbers.percents(new Interval(0.8411, 0.88, 0.95, "")))
        .isEqualTo(" (95 % interval 84.1 to 88.0 %)");
  }

  @Test
  @DisplayName("are followed by their interval, if there is one")
  void intervals() {
    Interval interval = new Interval(-0.1, 0.2345, 0.95, "");
    assertThat(Numbers.interval(-0.1, 0.2345)).isEqualTo("95 % interval −0.100 to 0.235");
    assertThat(Numbers.inBrackets(interval)).isEqualTo(" (95 % interval −0.100 to 0.235)");
    assertThat(Numbers.inBrackets(interval, 2)).isEqualTo(" (95 % interval −0.10 to 0.23)");
    assertThat(Numbers.inBrackets(null)).isEmpty();
    assertThat(Numbers.inBrackets(null, 2)).isEmpty();
    assertThat(Interval.lowerEnd(interval)).isEqualTo(-0.1);
    assertThat(Interval.upperEnd(interval)).isEqualTo(0.2345);
    assertThat(Interval.lowerEnd(null)).isNaN();
    assertThat(Interval.upperEnd(null)).isNaN();
  }
}
