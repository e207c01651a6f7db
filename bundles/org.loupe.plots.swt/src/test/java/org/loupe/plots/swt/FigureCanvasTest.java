package org.loupe.plots.swt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Event;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Dimension;
import org.loupe.plots.render.Bounds;
import org.loupe.plots.render.Chip;
import org.loupe.plots.render.Panel;
import org.loupe.plots.render.Theme;

@DisplayName("A figure canvas")
class FigureCanvasTest extends CanvasWindow {
  @Test
  @DisplayName("paints cells in the colours of their values")
  void paintsCells() {
    canvas.setPanels(List.of(Panel.of(figure())));
    awaitPanels(1);
    ImageData screen = screen();
    Bounds body = canvas.scene().body(0);
    for (int column = 0; column < 4; column++) {
      int x = (int) (body.x() + (column + 0.5) * body.width() / 4);
      int y = (int) (body.y() + body.height() / 2);
      assertThat(screen.palette.getRGB(screen.getPixel(x, y)))
          .isEqualTo(rgb(Theme.DARK.sequential().color(column / 3.0)));
    }
  }

  @Test
  @DisplayName("is drawn larger where the font is, and the pointer still hits what is under it")
  void largeFont() {
    canvas.setPanels(List.of(Panel.of(figure())));
    awaitPanels(1);
    int usual = canvas.scene().options().width();
    int height = canvas.computeSize(900, SWT.DEFAULT).y;
    Font large = new Font(display, canvas.getFont().getFontData()[0].getName(), 20, SWT.NORMAL);
    shell.addDisposeListener(event -> large.dispose());
    canvas.setFont(large);
    await(() -> canvas.scene().options().width() < usual);
    double by = canvas.magnification();
    assertThat(by).isBetween(1.5, 3.0);
    assertThat(canvas.scene().options().width() * by).isCloseTo(usual, within(by));
    assertThat(canvas.computeSize(900, SWT.DEFAULT).y).isGreaterThan(height);
    Bounds body = canvas.scene().body(0);
    ImageData screen = screen();
    for (int column = 0; column < 4; column++) {
      Event event = new Event();
      event.x = (int) ((body.x() + (column + 0.5) * body.width() / 4) * by);
      event.y = (int) ((body.y() + body.height() / 2) * by);
      assertThat(screen.palette.getRGB(screen.getPixel(event.x, event.y)))
          .isEqualTo(rgb(Theme.DARK.sequential().color(column / 3.0)));
      canvas.notifyListeners(SWT.MouseMove, event);
      assertThat(canvas.looked().orElseThrow().column()).isEqualTo(column);
    }
  }

  @Test
  @DisplayName("keeps the last picture until the latest is there, and drops those between")
  void keepsTheLatest() {
    canvas.setPanels(List.of(Panel.of(figure())));
    awaitPanels(1);
    for (int i = 0; i < 50; i++) {
      canvas.setPanels(
          List.of(
              Panel.of(Chip.of(0), "early", figure()),
              Panel.computing(Chip.of(1), "late", "computing", i / 50.0)));
      assertThat(canvas.scene()).isNotNull();
    }
    awaitPanels(2);
    canvas.setHighlight(Map.of(Dimension.CHANNEL, Set.of(1)));
    canvas.setTheme(Theme.LIGHT);
    await(() -> canvas.scene().options().theme().equals(Theme.LIGHT));
    ImageData screen = screen();
    assertThat(screen.palette.getRGB(screen.getPixel(2, 2)))
        .isEqualTo(rgb(Theme.LIGHT.background()));
  }

  @Test
  @DisplayName("can be closed while it paints")
  void canBeClosed() {
    canvas.setPanels(List.of(Panel.of(figure())));
    canvas.dispose();
    long end = System.nanoTime() + 200_000_000L;
    while (System.nanoTime() < end) {
      display.readAndDispatch();
    }
    assertThat(canvas.isDisposed()).isTrue();
  }

  private static RGB rgb(int color) {
    return new RGB(color >> 16 & 255, color >> 8 & 255, color & 255);
  }

  private ImageData screen() {
    canvas.update();
    Image image = new Image(display, canvas.getSize().x, canvas.getSize().y);
    GC gc = new GC(image);
    Event paint = new Event();
    paint.gc = gc;
    canvas.notifyListeners(SWT.Paint, paint);
    gc.dispose();
    ImageData data = image.getImageData();
    image.dispose();
    return data;
  }
}
