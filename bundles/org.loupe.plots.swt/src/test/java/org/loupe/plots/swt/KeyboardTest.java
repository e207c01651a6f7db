package org.loupe.plots.swt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.swt.SWT;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Dimension;
import org.loupe.plots.render.Hit;
import org.loupe.plots.render.Panel;

@DisplayName("A figure canvas without a mouse")
class KeyboardTest extends CanvasWindow {
  @Test
  @DisplayName("is walked with the keyboard")
  void isWalked() {
    List<Hit> chosen = new ArrayList<>();
    canvas.onSelect((hit, mode) -> chosen.add(hit));
    canvas.setPanels(List.of(Panel.of(figure())));
    awaitPanels(1);
    key(SWT.ARROW_RIGHT);
    key(SWT.ARROW_LEFT);
    key(SWT.ARROW_LEFT);
    key(SWT.CR);
    assertThat(chosen).hasSize(1);
    assertThat(chosen.get(0).column()).isZero();
    key(SWT.ESC);
    assertThat(canvas.looked()).isEmpty();
  }

  @Test
  @DisplayName("draws boxes and lassos by keys alone")
  void drawsByKeys() {
    List<Map<Dimension, int[]>> enclosed = new ArrayList<>();
    canvas.onEnclose((positions, mode) -> enclosed.add(positions));
    show(figure());
    key(SWT.ARROW_RIGHT);
    key(SWT.ARROW_LEFT);
    key('b', 0);
    key(SWT.ESC);
    assertThat(canvas.looked()).isPresent();
    key('b', 0);
    key(SWT.ARROW_RIGHT);
    key(SWT.ARROW_UP);
    key(SWT.CR);
    assertThat(enclosed).hasSize(1);
    assertThat(enclosed.get(0).get(Dimension.TIME)).containsExactly(1, 2);
    assertThat(enclosed.get(0).get(Dimension.CHANNEL)).containsExactly(0, 1);
    key('z', 0);
    key(SWT.ARROW_LEFT);
    key(SWT.ARROW_DOWN);
    key(SWT.CR);
    assertThat(canvas.zoom().x().span()).isLessThan(3);
  }
}
