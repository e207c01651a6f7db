package org.loupe.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The rank correlation")
class RanksTest {
  @Test
  @DisplayName("lets equal values share a rank")
  void ranks() {
    assertThat(Ranks.correlation(new double[] {1, 2, 3}, new double[] {10, 30, 20}))
        .isCloseTo(0.5, within(1e-12));
    assertThat(Ranks.correlation(new double[] {1, 1, 2, 3}, new double[] {1, 2, 3, 4}))
        .isCloseTo(0.9486832980505138, within(1e-12));
    assertThat(Ranks.correlation(new double[] {1, 1}, new double[] {1, 2})).isNaN();
  }

  @Test
  @DisplayName("is not known where a value is not")
  void notKnown() {
    assertThat(Ranks.correlation(new double[] {1, Double.NaN}, new double[] {1, 2})).isNaN();
    assertThat(Ranks.of(new double[] {Double.NaN, Double.NaN, 1})).containsExactly(1, 2, 0);
  }
}
