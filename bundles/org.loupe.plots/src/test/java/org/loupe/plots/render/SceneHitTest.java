package org.loupe.plots.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Dimension;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.HeatMap;

@DisplayName("What lies under a point of a scene")
class SceneHitTest {
  private static final RenderOptions OPTIONS = RenderOptions.of(Theme.LIGHT, 1200, 700);

  @Test
  @DisplayName("is the cell that was drawn there, whole or zoomed")
  void isTheCell() {
    Figure figure = SampleFigures.heatMap(0);
    HeatMap map = (HeatMap) figure.plot();
    List<Panel> panels = SampleFigures.compared(List.of(figure, SampleFigures.heatMap(1)));
    for (Zoom zoom : List.of(Zoom.NONE, new Zoom(new Range(10.3, 20.7), new Range(50, 99.5)))) {
      Scene scene = Scene.of(panels, OPTIONS.withZoom(zoom));
      for (int row = 51; row < 99; row += 6) {
        for (int column = 11; column < 20; column++) {
          Hit hit =
              scene
                  .hit(
                      centre(scene, column, row, 64, 155, zoom)[0],
                      centre(scene, column, row, 64, 155, zoom)[1])
                  .orElseThrow();
          assertThat(hit.panel()).isZero();
          assertThat(hit.figure()).isEqualTo("heatmap");
          assertThat(hit.coordinates())
              .extracting(Hit.Coordinate::position)
              .containsExactly(column, row);
          assertThat(hit.value()).isEqualTo(Numbers.value(map.at(row, column)));
          assertThat(
                  hit.mark()
                      .contains(
                          hit.mark().x() + hit.mark().width() / 2,
                          hit.mark().y() + hit.mark().height() / 2))
              .isTrue();
        }
      }
    }
  }

  @Test
  @DisplayName("is nothing outside the plot areas")
  void isNothingOutside() {
    Scene scene = Scene.of(List.of(Panel.of(SampleFigures.heatMap(0))), OPTIONS);
    Bounds body = scene.body(0);
    assertThat(scene.hit(2, 2)).isEmpty();
    assertThat(scene.hit(body.right(), body.y())).isEmpty();
    assertThat(scene.hit(body.x(), body.bottom())).isEmpty();
    assertThat(scene.hit(body.x(), body.y())).isPresent();
  }

  @Test
  @DisplayName("names the position behind a sorted place, with interval and name")
  void namesPositions() {
    Figure figure = SampleFigures.topChannels(0);
    BarChart bars = (BarChart) figure.plot();
    Scene scene = Scene.of(List.of(Panel.of(figure)), OPTIONS);
    Bounds body = scene.body(0);
    Hit hit = scene.hit(body.x() + 5, body.y() + body.height() * 3.5 / 20).orElseThrow();
    Hit.Coordinate channel = hit.coordinates().get(0);
    assertThat(channel.dimension()).isEqualTo(Dimension.CHANNEL);
    assertThat(channel.position()).isEqualTo(bars.categories().positions()[3]);
    assertThat(channel.name()).isEqualTo(bars.categories().name(3));
    assertThat(hit.text()).startsWith(channel.name() + ": ").contains(" to ");
  }

  @Test
  @DisplayName("is a bin of a histogram, and a place of a line")
  void isBinOrPlace() {
    Scene bins = Scene.of(List.of(Panel.of(SampleFigures.distribution(0))), OPTIONS);
    Bounds body = bins.body(0);
    Hit bin = bins.hit(body.x() + body.width() * 0.5, body.y() + 5).orElseThrow();
    assertThat(bin.coordinates()).isEmpty();
    assertThat(bin.column()).isBetween(23, 26);
    assertThat(bin.value()).contains(" to ");
    Scene lines = Scene.of(List.of(Panel.of(SampleFigures.profile(0))), OPTIONS);
    Hit place = lines.middle().orElseThrow();
    assertThat(place.text()).startsWith("time step 32: ");
  }

  @Test
  @DisplayName("can be walked from place to place and ends at the edges")
  void canBeWalked() {
    Scene scene = Scene.of(List.of(Panel.of(SampleFigures.heatMap(0))), OPTIONS);
    Hit middle = scene.middle().orElseThrow();
    Hit next = scene.beside(middle, 1, -2).orElseThrow();
    assertThat(next.column()).isEqualTo(middle.column() + 1);
    assertThat(next.row()).isEqualTo(middle.row() - 2);
    Hit corner = scene.beside(middle, 1000, 1000).orElseThrow();
    assertThat(corner.column()).isEqualTo(63);
    assertThat(corner.row()).isEqualTo(154);
  }

  @Test
  @DisplayName("stays under the pointer while zooming, and follows it while dragging")
  void staysUnderThePointer() {
    List<Panel> panels = List.of(Panel.of(SampleFigures.heatMap(0)));
    Scene whole = Scene.of(panels, OPTIONS);
    double x = whole.body(0).x() + 300.5;
    double y = whole.body(0).y() + 200.5;
    Hit before = whole.hit(x, y).orElseThrow();
    Zoom zoom = whole.zoomed(x, y, 0.5);
    Scene near = Scene.of(panels, OPTIONS.withZoom(zoom));
    assertThat(zoom.x().span()).isEqualTo(32);
    assertThat(near.hit(x, y).orElseThrow().coordinates()).isEqualTo(before.coordinates());
    Scene dragged = Scene.of(panels, OPTIONS.withZoom(near.panned(x, y, 40, -30)));
    assertThat(dragged.hit(x + 40, y - 30).orElseThrow().coordinates())
        .isEqualTo(before.coordinates());
    assertThat(near.zoomed(x, y, 100)).isEqualTo(Zoom.NONE);
    assertThat(whole.panned(x, y, 40, 40)).isEqualTo(Zoom.NONE);
  }

  @Test
  @DisplayName("is marked where it was selected elsewhere")
  void isMarked() {
    RenderOptions marked =
        OPTIONS.withHighlight(Map.of(Dimension.CHANNEL, Set.of(7), Dimension.TIME, Set.of(30, 31)));
    for (Figure figure : SampleFigures.all(0).subList(0, 3)) {
      List<Panel> panels = List.of(Panel.of(figure));
      assertThat(highlights(Scene.of(panels, OPTIONS))).isZero();
    }
    assertThat(highlights(Scene.of(List.of(Panel.of(SampleFigures.heatMap(0))), marked)))
        .isEqualTo(6);
    assertThat(highlights(Scene.of(List.of(Panel.of(SampleFigures.profile(0))), marked)))
        .isGreaterThanOrEqualTo(2);
  }

  private static long highlights(Scene scene) {
    int rgb = Theme.LIGHT.highlight();
    return scene.marks().stream()
        .filter(
            mark ->
                mark instanceof Mark.Rectangle rectangle && rectangle.rgb() == rgb
                    || mark instanceof Mark.Line line && line.rgb() == rgb)
        .count();
  }

  private static double[] centre(
      Scene scene, int column, int row, int columns, int rows, Zoom zoom) {
    Bounds body = scene.body(0);
    Range x = zoom.x() == null ? new Range(0, columns) : zoom.x();
    Range y = zoom.y() == null ? new Range(0, rows) : zoom.y();
    return new double[] {
      body.x() + (column + 0.5 - x.from()) / x.span() * body.width(),
      body.y() + (row + 0.5 - y.from()) / y.span() * body.height()
    };
  }
}
