package org.loupe.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.plots.Figure;
import org.loupe.plots.LineChart;

@DisplayName("A number over checkpoints")
class TimelineTest {
  private record Numbers(List<Scalar> scalars) implements Digest {
    static Numbers of(Scalar... scalars) {
      return new Numbers(Arrays.asList(scalars));
    }

    @Override
    public Provenance provenance() {
      throw new UnsupportedOperationException("nobody asks");
    }

    @Override
    public List<Table> tables() {
      return List.of();
    }

    @Override
    public List<Finding> findings() {
      return List.of();
    }
  }

  private static Scalar accuracy(double value, double half) {
    Interval interval =
        Double.isNaN(half) ? null : new Interval(value - half, value + half, 0.95, "test");
    return new Scalar("accuracy", "Accuracy of type", value, interval);
  }

  private static final Scalar LOSS = new Scalar("loss", "Loss", 1, null);

  @Test
  @DisplayName("is one that all of at least three results have")
  void scalars() {
    Numbers both = Numbers.of(accuracy(0.5, 0.1), LOSS);
    Numbers one = Numbers.of(accuracy(0.6, 0.1));
    assertThat(Timeline.scalars(List.of(both, both, one))).containsExactly("accuracy");
    assertThat(Timeline.scalars(List.of(both, both, both))).containsExactly("accuracy", "loss");
    assertThat(Timeline.scalars(List.of(both, both))).isEmpty();
  }

  @Test
  @DisplayName("is drawn in their order, with intervals where all have one")
  void figure() {
    List<Numbers> results =
        List.of(
            Numbers.of(accuracy(0.5, 0.1)),
            Numbers.of(accuracy(0.7, 0.05)),
            Numbers.of(accuracy(0.6, 0.2)));
    Figure figure = Timeline.figure(results, List.of("A", "B", "C"), "accuracy");
    assertThat(figure.title()).isEqualTo("Accuracy of type over checkpoints");
    assertThat(figure.caption()).contains("95 % interval");
    LineChart lines = (LineChart) figure.plot();
    assertThat(lines.x().names()).containsExactly("A", "B", "C");
    assertThat(lines.traces().get(0).values()).containsExactly(0.5, 0.7, 0.6);
    assertThat(lines.traces().get(0).high()).containsExactly(0.6, 0.75, 0.8);
    Figure without =
        Timeline.figure(
            List.of(results.get(0), results.get(1), Numbers.of(accuracy(0.6, Double.NaN))),
            List.of("A", "B", "C"),
            "accuracy");
    assertThat(((LineChart) without.plot()).traces().get(0).hasIntervals()).isFalse();
    assertThat(without.caption()).doesNotContain("interval");
  }
}
