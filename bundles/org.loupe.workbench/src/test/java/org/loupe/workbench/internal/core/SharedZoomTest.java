package org.loupe.workbench.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Dimension;
import org.loupe.plots.render.Range;

@DisplayName("The shared zoom")
class SharedZoomTest {
  private final SharedZoom zoom = new SharedZoom();
  private final Range range = new Range(3, 9);

  @Test
  @DisplayName("keeps the stretches of dimensions that a figure does not count")
  void keepsOthers() {
    zoom.show(Set.of(Dimension.TIME), Map.of(Dimension.TIME, range));
    zoom.show(Set.of(Dimension.CHANNEL), Map.of(Dimension.CHANNEL, range));
    assertThat(zoom.ranges().get()).containsOnlyKeys(Dimension.TIME, Dimension.CHANNEL);
    zoom.show(Set.of(Dimension.TIME), Map.of());
    assertThat(zoom.ranges().get()).containsOnlyKeys(Dimension.CHANNEL);
  }

  @Test
  @DisplayName("takes nothing while figures are not linked")
  void canBeSwitchedOff() {
    zoom.linked().set(false);
    zoom.show(Set.of(Dimension.TIME), Map.of(Dimension.TIME, range));
    assertThat(zoom.ranges().get()).isEmpty();
  }
}
