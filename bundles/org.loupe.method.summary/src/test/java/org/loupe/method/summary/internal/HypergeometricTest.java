package org.loupe.method.summary.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The overlap of two choices")
final class HypergeometricTest {
  @Test
  @DisplayName("has the probabilities that counting gives")
  void counted() {
    // Of the 10 ways to choose 3 of 5, 3 hold both members of the first choice, 6 one, 1 none.
    Hypergeometric chance = new Hypergeometric(5, 2, 3);
    assertThat(chance.expected()).isCloseTo(1.2, within(1e-12));
    assertThat(chance.atLeast(0)).isCloseTo(1, within(1e-12));
    assertThat(chance.atLeast(1)).isCloseTo(0.9, within(1e-12));
    assertThat(chance.atLeast(2)).isCloseTo(0.3, within(1e-12));
    assertThat(chance.atLeast(3)).isZero();
  }

  @Test
  @DisplayName("stays a probability for many members")
  void many() {
    Hypergeometric chance = new Hypergeometric(155, 20, 20);
    assertThat(chance.atLeast(0)).isCloseTo(1, within(1e-9));
    assertThat(chance.atLeast(10)).isBetween(1e-6, 1e-4);
    assertThat(new Hypergeometric(155, 0, 20).atLeast(0)).isCloseTo(1, within(1e-12));
    assertThat(new Hypergeometric(3, 3, 3).atLeast(3)).isCloseTo(1, within(1e-12));
    assertThat(new Hypergeometric(0, 0, 0).expected()).isZero();
  }
}
