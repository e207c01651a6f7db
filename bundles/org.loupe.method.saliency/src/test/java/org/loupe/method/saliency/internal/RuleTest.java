package org.loupe.method.saliency.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Rules of integration")
class RuleTest {
  private static double integral(Rule rule, int n, DoubleUnaryOperator function) {
    Rule.Steps steps = rule.steps(n);
    double sum = 0;
    for (int k = 0; k < n; k++) {
      sum += steps.weights()[k] * function.applyAsDouble(steps.alphas()[k]);
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource(Rule.class)
  @DisplayName("have ascending points and weights that sum to one")
  void weights(Rule rule) {
    for (int n : new int[] {2, 3, 50, 1600}) {
      Rule.Steps steps = rule.steps(n);
      assertThat(Arrays.stream(steps.weights()).sum()).isCloseTo(1, within(1e-12));
      assertThat(steps.alphas()).isSorted();
      assertThat(steps.alphas()[0]).isBetween(0.0, 1.0);
      assertThat(steps.alphas()[n - 1]).isBetween(0.0, 1.0);
      assertThat(integral(rule, n, a -> a)).isCloseTo(0.5, within(0.6 / n));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 20})
  @DisplayName("of Gauss and Legendre are exact for polynomials up to the degree 2n - 1")
  void exact(int n) {
    int degree = 2 * n - 1;
    assertThat(integral(Rule.GAUSSLEGENDRE, n, a -> Math.pow(a, degree)))
        .isCloseTo(1.0 / (degree + 1), within(1e-14));
  }

  @Test
  @DisplayName("of Gauss and Legendre are those of the tables")
  void tabulated() {
    Rule.Steps three = Rule.GAUSSLEGENDRE.steps(3);
    assertThat(three.alphas())
        .containsExactly(
            new double[] {(1 - Math.sqrt(0.6)) / 2, 0.5, (1 + Math.sqrt(0.6)) / 2}, within(1e-14));
    assertThat(three.weights())
        .containsExactly(new double[] {5 / 18.0, 8 / 18.0, 5 / 18.0}, within(1e-14));
  }

  @Test
  @DisplayName("of Riemann stand where they should")
  void riemann() {
    assertThat(Rule.MIDPOINT.steps(2).alphas()).containsExactly(0.25, 0.75);
    assertThat(Rule.RIGHT.steps(2).alphas()).containsExactly(0.5, 1);
    assertThat(Rule.TRAPEZOID.steps(3).alphas()).containsExactly(0, 0.5, 1);
    assertThat(Rule.TRAPEZOID.steps(3).weights()).containsExactly(0.25, 0.5, 0.25);
    PathParameters usual = PathParameters.DEFAULT;
    assertThatThrownBy(
            () -> new PathParameters(1, Rule.TRAPEZOID, false, 0.1, 100, usual.baseline()))
        .hasMessageContaining("2 or more");
  }
}
