package org.loupe.workbench.internal.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.ViewState;
import org.loupe.plots.render.Range;
import org.loupe.plots.render.Zoom;

@DisplayName("A view's memory")
class ViewMemoryTest {
  private final Map<String, String> state = new HashMap<>(Map.of("org.loupe.method", "test"));
  private final ViewMemory memory = new ViewMemory(state);

  @Test
  @DisplayName("keeps display choices, the enlarged figure and zooms as text")
  void keeps() {
    DisplayOption sign = new DisplayOption("sign", "Sign", List.of("signed", "absolute"));
    memory.save(ViewState.DEFAULT.with(sign, "absolute"));
    memory.saveEnlarged("heatmap");
    memory.saveZoom("heatmap", new Zoom(new Range(2, 7.5), null));
    ViewMemory again = new ViewMemory(new HashMap<>(state));
    assertThat(again.viewState().choice(sign)).isEqualTo("absolute");
    assertThat(again.enlarged()).isEqualTo("heatmap");
    assertThat(again.zoom("heatmap")).isEqualTo(new Zoom(new Range(2, 7.5), null));
    assertThat(again.zoom("other")).isEqualTo(Zoom.NONE);
  }

  @Test
  @DisplayName("takes what it cannot read for nothing")
  void damaged() {
    state.put("zoom.heatmap", "7:2 NaN:3");
    assertThat(memory.zoom("heatmap")).isEqualTo(Zoom.NONE);
  }
}
