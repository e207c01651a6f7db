package org.loupe.plots.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A curve")
class CurveTest {
  private static final double NONE = Double.NaN;
  private static final Curve.Style LINE = new Curve.Style(true, false, false, false);

  @Test
  @DisplayName("shows a value without neighbours as a point that can be seen, with its interval")
  void lone() {
    double[] x = {0, 10, 20, 30};
    double[] y = {5, NONE, 7, 8};
    Marks bare = new Marks();
    new Curve(x, y, new double[0], new double[0], LINE).draw(bare, 0, 0);
    assertThat(circles(bare)).containsExactly(new Mark.Circle(0, 5, 2.75, 0, 1, 0, 0));
    assertThat(bare.list()).hasAtLeastOneElementOfType(Mark.Path.class);

    Marks within = new Marks();
    new Curve(x, y, new double[] {4, 4, 6, 7}, new double[] {6, 6, 8, 9}, LINE).draw(within, 0, 0);
    assertThat(within.list()).contains(new Mark.Line(0, 4, 0, 6, 0, 1, false));
  }

  private static List<Mark> circles(Marks marks) {
    return marks.list().stream().filter(Mark.Circle.class::isInstance).toList();
  }
}
