package org.loupe.plots.swt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Dimension;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Scatter;
import org.loupe.plots.ValueAxis;
import org.loupe.plots.render.Bounds;
import org.loupe.plots.render.Hit;
import org.loupe.plots.render.Panel;
import org.loupe.plots.render.Zoom;

@DisplayName("A figure canvas under the mouse")
class MouseTest extends CanvasWindow {
  @Test
  @DisplayName("tells what is hovered and clicked, with the modifier")
  void tellsHits() {
    List<Optional<Hit>> hovered = new ArrayList<>();
    List<SelectionMode> modes = new ArrayList<>();
    canvas.onHover(hovered::add);
    canvas.onSelect((hit, mode) -> modes.add(mode));
    canvas.setPanels(List.of(Panel.of(figure())));
    awaitPanels(1);
    Bounds body = canvas.scene().body(0);
    int x = (int) (body.x() + body.width() * 0.6);
    int y = (int) (body.y() + 20);
    mouse(SWT.MouseMove, x, y, 0);
    assertThat(hovered.get(0).orElseThrow().text()).isEqualTo("time step 2, channel a: 2");
    click(x, y, 0);
    click(x, y, SWT.MOD1);
    click(x, y, SWT.SHIFT);
    assertThat(modes)
        .containsExactly(SelectionMode.REPLACE, SelectionMode.TOGGLE, SelectionMode.EXTEND);
    mouse(SWT.MouseExit, x, y, 0);
    assertThat(hovered.get(hovered.size() - 1)).isEmpty();
  }

  @Test
  @DisplayName(
      "selects what the button went down on, also when the canvas moves before it comes up")
  void selectsWhatWasPressed() {
    List<Hit> chosen = new ArrayList<>();
    canvas.onSelect((hit, mode) -> chosen.add(hit));
    canvas.setPanels(List.of(Panel.of(figure())));
    awaitPanels(1);
    Bounds body = canvas.scene().body(0);
    int x = (int) (body.x() + 10);
    mouse(SWT.MouseDown, x, (int) (body.y() + 20), 0);
    mouse(SWT.MouseUp, x, (int) (body.bottom() - 20), 0);
    assertThat(chosen).hasSize(1);
    assertThat(chosen.get(0).row()).isZero();
  }

  @Test
  @DisplayName(
      "zooms with Ctrl and the wheel, tells its listeners, and shows everything after a double click")
  void zooms() {
    List<Zoom> zooms = new ArrayList<>();
    canvas.onZoom(zooms::add);
    canvas.setPanels(List.of(Panel.of(figure())));
    awaitPanels(1);
    Bounds body = canvas.scene().body(0);
    Event plain = event(SWT.MouseWheel, (int) body.x() + 20, (int) body.y() + 20, 0);
    plain.count = 3;
    canvas.notifyListeners(SWT.MouseWheel, plain);
    assertThat(zooms).as("a plain turn is for what the canvas lies in").isEmpty();
    assertThat(plain.doit).isTrue();
    Event wheel = event(SWT.MouseWheel, (int) body.x() + 20, (int) body.y() + 20, SWT.MOD1);
    wheel.count = 3;
    canvas.notifyListeners(SWT.MouseWheel, wheel);
    assertThat(wheel.doit).isFalse();
    assertThat(zooms).hasSize(1);
    await(() -> canvas.scene().options().zoom().equals(zooms.get(0)));
    canvas.notifyListeners(SWT.MouseDoubleClick, new Event());
    assertThat(canvas.zoom()).isEqualTo(Zoom.NONE);
    canvas.setZoom(zooms.get(0));
    assertThat(zooms).hasSize(2);
  }

  @Test
  @DisplayName("zooms to a box drawn with Shift, and goes back and forth between zooms")
  void zoomsToABox() {
    show(figure());
    Bounds body = canvas.scene().body(0);
    int cell = (int) (body.width() / 4);
    drag(SWT.SHIFT, (int) body.x() + cell, (int) body.y() + 4, 2 * cell, (int) body.height() - 8);
    Zoom zoomed = canvas.zoom();
    assertThat(zoomed.x().from()).isCloseTo(1, within(0.05));
    assertThat(zoomed.x().to()).isCloseTo(3, within(0.05));
    key('z', SWT.MOD1);
    assertThat(canvas.zoom()).isEqualTo(Zoom.NONE);
    key('y', SWT.MOD1);
    assertThat(canvas.zoom()).isEqualTo(zoomed);
    key(SWT.BS, 0);
    assertThat(canvas.zoom()).isEqualTo(Zoom.NONE);
  }

  @Test
  @DisplayName("tells what a lasso and a box enclose, and whether they add to what is selected")
  void encloses() {
    List<Map<Dimension, int[]>> enclosed = new ArrayList<>();
    List<SelectionMode> modes = new ArrayList<>();
    canvas.onEnclose(
        (positions, mode) -> {
          enclosed.add(positions);
          modes.add(mode);
        });
    show(points());
    Bounds body = canvas.scene().body(0);
    canvas.setTool(Tool.LASSO);
    drag(0, (int) body.x(), (int) body.y(), (int) body.width() / 2, (int) body.height() - 1);
    assertThat(enclosed.get(0)).containsOnlyKeys(Dimension.WINDOW);
    // The outline is a diagonal there and back again on the same way: nothing is inside.
    assertThat(enclosed.get(0).get(Dimension.WINDOW)).isEmpty();
    canvas.setTool(Tool.BOX);
    drag(0, (int) body.x(), (int) body.y(), (int) body.width() / 2, (int) body.height() - 1);
    assertThat(enclosed.get(1).get(Dimension.WINDOW)).containsExactly(70, 71);
    drag(SWT.MOD1, (int) body.x(), (int) body.y(), (int) body.width() - 1, 9);
    assertThat(modes)
        .containsExactly(SelectionMode.REPLACE, SelectionMode.REPLACE, SelectionMode.EXTEND);
  }

  private void drag(int modifier, int x, int y, int dx, int dy) {
    mouse(SWT.MouseDown, x, y, modifier);
    mouse(SWT.MouseMove, x + dx / 2, y + dy / 2, modifier);
    mouse(SWT.MouseMove, x + dx, y + dy, modifier);
    mouse(SWT.MouseUp, x + dx, y + dy, modifier);
  }

  private static Figure points() {
    return new Figure(
        "points",
        "Points",
        "",
        Scatter.of(
            ValueAxis.of("x").between(0, 10),
            ValueAxis.of("y").between(0, 10),
            new IndexAxis("window", Dimension.WINDOW, new int[] {70, 71, 72}, List.of()),
            new float[] {1, 4, 8},
            new float[] {2, 6, 7}));
  }

  private void click(int x, int y, int modifier) {
    mouse(SWT.MouseDown, x, y, modifier);
    mouse(SWT.MouseUp, x, y, modifier);
  }

  private void mouse(int type, int x, int y, int modifier) {
    canvas.notifyListeners(type, event(type, x, y, modifier));
  }

  private static Event event(int type, int x, int y, int modifier) {
    Event event = new Event();
    event.type = type;
    event.x = x;
    event.y = y;
    event.button = 1;
    event.count = 1;
    event.stateMask = modifier;
    return event;
  }
}
