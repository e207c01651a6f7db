package org.loupe.plots.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Dimension;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Scatter;
import org.loupe.plots.ValueAxis;

@DisplayName("Points of a scatter")
class ScatterHitTest {
  private static final int COUNT = 400;

  private final float[] x = new float[COUNT];
  private final float[] y = new float[COUNT];
  private final Scene scene = scene();

  private Scene scene() {
    Random random = new Random(1);
    for (int i = 0; i < COUNT; i++) {
      // A grid, so that every point has its own place.
      x[i] = i % 20 + 0.3f * random.nextFloat();
      y[i] = (float) Math.pow(10, i / 20 * 0.2);
    }
    Scatter scatter =
        Scatter.of(
            ValueAxis.of("x"),
            ValueAxis.of("y").log(),
            new IndexAxis(
                "window",
                Dimension.WINDOW,
                IntStream.range(1000, 1000 + COUNT).toArray(),
                List.of()),
            x,
            y);
    return Scene.of(
        List.of(Panel.of(new Figure("f", "", "", scatter))),
        RenderOptions.of(Theme.LIGHT, 800, 600));
  }

  @Test
  @DisplayName("are found again where they were drawn")
  void areFound() {
    Hit at = scene.hit(scene.body(0).x() + 300, scene.body(0).y() + 200).orElse(null);
    for (int i = 0; i < 19 && at == null; i++) {
      at = scene.hit(scene.body(0).x() + 300 + i, scene.body(0).y() + 200).orElse(null);
    }
    assertThat(at).isNotNull();
    for (int step = 0; step < 30; step++) {
      Hit next = scene.beside(at, step % 2, step % 3 - 1).orElseThrow();
      double px = next.mark().x() + next.mark().width() / 2;
      double py = next.mark().y() + next.mark().height() / 2;
      assertThat(scene.hit(px, py).orElseThrow().coordinates()).isEqualTo(next.coordinates());
      int point = next.coordinates().get(0).position() - 1000;
      assertThat(next.value())
          .isEqualTo("(" + Numbers.value(x[point]) + ", " + Numbers.value(y[point]) + ")");
      at = next;
    }
  }

  @Test
  @DisplayName("inside a lasso are those whose middles are inside")
  void areEnclosed() {
    Bounds body = scene.body(0);
    double cx = body.x() + body.width() / 2;
    double cy = body.y() + body.height() / 2;
    double[] corners = {cx, body.y(), body.right(), cy, cx, body.bottom(), body.x(), cy};
    Map<Dimension, int[]> inside = scene.inside(new Polygon(corners));
    assertThat(inside).containsOnlyKeys(Dimension.WINDOW);
    assertThat(inside.get(Dimension.WINDOW).length).isBetween(150, 230);
    for (int position : inside.get(Dimension.WINDOW)) {
      assertThat(position).isBetween(1000, 1000 + COUNT);
    }
    assertThat(scene.inside(Polygon.of(body)).get(Dimension.WINDOW)).hasSize(COUNT);
    assertThat(scene.inside(new Polygon(new double[0]))).isEmpty();
  }
}
