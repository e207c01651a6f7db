package org.loupe.plots.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Dimension;
import org.loupe.plots.Figure;

@DisplayName("Linked zooms")
class ZoomLinksTest {
  private static List<Panel> panels(Figure figure) {
    return List.of(Panel.of(figure));
  }

  private final List<Panel> map = panels(SampleFigures.heatMap(0));
  private final List<Panel> profile = panels(SampleFigures.profile(0));
  private final List<Panel> top = panels(SampleFigures.topChannels(0));

  @Test
  @DisplayName("take a stretch of time from a heat map to a profile and leave channels alone")
  void goAcross() {
    Zoom zoom = new Zoom(new Range(10, 20), new Range(3, 50));
    Map<Dimension, Range> ranges = ZoomLinks.ranges(map, zoom);
    assertThat(ranges)
        .containsEntry(Dimension.TIME, new Range(10, 20))
        .containsEntry(Dimension.CHANNEL, new Range(3, 50));
    Set<Dimension> changed = ranges.keySet();
    assertThat(ZoomLinks.zoom(profile, Zoom.NONE, changed, ranges))
        .isEqualTo(new Zoom(new Range(10, 20), null));
    // The sorted twenty have no stretch of channels.
    assertThat(ZoomLinks.dimensions(top)).isEmpty();
    assertThat(ZoomLinks.zoom(top, Zoom.NONE, changed, ranges)).isEqualTo(Zoom.NONE);
  }

  @Test
  @DisplayName("show everything again where a changed dimension has no stretch any more")
  void goBack() {
    Zoom zoom = new Zoom(new Range(10, 20), new Range(3, 50));
    assertThat(ZoomLinks.zoom(map, zoom, Set.of(Dimension.TIME), Map.of()))
        .isEqualTo(new Zoom(null, new Range(3, 50)));
    assertThat(ZoomLinks.zoom(map, zoom, Set.of(Dimension.TOKEN), Map.of())).isEqualTo(zoom);
  }

  @Test
  @DisplayName("zoom both axes of an attention map, and the thumbnails in a grid")
  void zoomBothAxes() {
    Map<Dimension, Range> ranges = Map.of(Dimension.TIME, new Range(4, 12));
    Zoom both = new Zoom(new Range(4, 12), new Range(4, 12));
    for (Figure figure : List.of(GridFigures.square(64), GridFigures.attentionHeads())) {
      assertThat(ZoomLinks.zoom(panels(figure), Zoom.NONE, Set.of(Dimension.TIME), ranges))
          .isEqualTo(both);
    }
  }

  @Test
  @DisplayName("leave a figure as it is that does not have the stretch")
  void leaveOthers() {
    Map<Dimension, Range> beyond = Map.of(Dimension.TIME, new Range(500, 900));
    assertThat(ZoomLinks.zoom(profile, Zoom.NONE, beyond.keySet(), beyond)).isEqualTo(Zoom.NONE);
    assertThat(ZoomLinks.zoom(List.of(), Zoom.NONE, beyond.keySet(), beyond)).isEqualTo(Zoom.NONE);
  }
}
