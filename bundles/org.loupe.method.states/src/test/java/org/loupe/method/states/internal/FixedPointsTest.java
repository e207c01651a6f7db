package org.loupe.method.states.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.BadInputException;
import org.loupe.model.LoupeException;
import org.loupe.model.Windows;
import org.loupe.testkit.LinearCell;

@DisplayName("Fixed points of a linear cell")
class FixedPointsTest {
  private final Example example = new Example();

  private FixedPoints search(LinearCell cell, StatesParameters parameters) throws LoupeException {
    FixedPoints found =
        Example.analyze(
                Example.card().recurrent().build(), cell, Windows.all(example.data()), parameters)
            .fixedPoints();
    assertThat(found).isNotNull();
    return found;
  }

  @Test
  @DisplayName("are the solution of A·h = −B·x, with the eigenvalues of I + Δt·A")
  void closedForm() throws LoupeException {
    double span = 0.5;
    FixedPoints found = search(Example.CELL, Example.fixed("2:4", span));
    assertThat(found.points()).hasSize(1);
    assertThat(found.converged()).isEqualTo(16);
    FixedPoint point = found.points().get(0);
    double x = example.x[2 * Example.STEPS + 4];
    // A⁻¹ = (A's adjugate) / 0.4
    double first = -(-0.2 * x - 0.6 * 0.5 * x) / 0.4;
    double second = -(0.6 * x - 0.2 * 0.5 * x) / 0.4;
    assertThat(point.state()[0]).isCloseTo(first, within(1e-4));
    assertThat(point.state()[1]).isCloseTo(second, within(1e-4));
    assertThat(point.residual()).isLessThan(1e-5);
    // 1 + Δt·(−0.2 ± 0.6i)
    assertThat(point.radius()).isCloseTo(Math.hypot(0.9, 0.3), within(1e-5));
    assertThat(point.stability()).isEqualTo(FixedPoint.Stability.STABLE);
    assertThat(point.period()).isCloseTo(2 * Math.PI / Math.atan2(0.3, 0.9), within(1e-3));
    assertThat(point.returned()).isEqualTo(point.disturbed());
    assertThat(found.input()).isEqualTo("the input of window 2, step 4");
  }

  @Test
  @DisplayName("are unstable where states move away from them, under the mean input")
  void unstable() throws LoupeException {
    LinearCell saddle =
        new LinearCell(new double[][] {{0.3, 0}, {0, -0.5}}, Example.B, new double[][] {{1, 0}});
    FixedPoint point = search(saddle, Example.fixed("mean", 1)).points().get(0);
    assertThat(point.radius()).isCloseTo(1.3, within(1e-5));
    assertThat(point.stability()).isEqualTo(FixedPoint.Stability.UNSTABLE);
    assertThat(point.isOscillating()).isFalse();
    assertThat(point.returned()).isZero();
    double mean = 0;
    for (float each : example.x) {
      mean += each / example.x.length;
    }
    assertThat(point.state()[0]).isCloseTo(-mean / 0.3, within(1e-4));
    assertThat(point.state()[1]).isCloseTo(0.5 * mean / 0.5, within(1e-4));
  }

  @Test
  @DisplayName("are not shown where there are none, and that is said")
  void none() throws LoupeException {
    // the state drifts on and on
    LinearCell drift = new LinearCell(new double[2][2], Example.B, new double[][] {{1, 0}});
    StatesResult result =
        Example.analyze(
            Example.card().recurrent().build(),
            drift,
            Windows.all(example.data()),
            Example.fixed("2:4", 1));
    assertThat(result.fixedPoints().points()).isEmpty();
    assertThat(Example.findings(result)).contains("no_fixed_points");
    assertThat(result.arrays()).doesNotContainKey("fixed_points");
  }

  @Test
  @DisplayName("on a line of states at rest are not told apart, and not given as points")
  void line() throws LoupeException {
    // the first unit keeps whatever it has
    LinearCell memory =
        new LinearCell(
            new double[][] {{0, 0}, {0, -1}}, new double[][] {{0}, {1}}, new double[][] {{1, 0}});
    FixedPoints found = search(memory, Example.fixed("mean", 0.5));
    assertThat(found.points()).isEmpty();
    assertThat(found.slow()).isEqualTo(16);
  }

  @Test
  @DisplayName("need a step in the card and a frozen input that there is")
  void refused() {
    assertThatThrownBy(
            () ->
                Example.analyze(
                    Example.card().build(),
                    Example.CELL,
                    Windows.all(example.data()),
                    Example.fixed("mean", 0)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("Fixed points need 'step' in the card");
    for (String wrong : new String[] {"median", "99:0", "2:10"}) {
      assertThatThrownBy(() -> search(Example.CELL, Example.fixed(wrong, 0)))
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith("The frozen input");
    }
  }
}
