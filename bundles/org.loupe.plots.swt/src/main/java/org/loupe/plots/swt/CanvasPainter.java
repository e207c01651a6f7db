package org.loupe.plots.swt;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.loupe.plots.render.Theme;

/**
 * Paints a canvas: the picture, over it the crosshair and what is being outlined, and a frame when
 * it has the focus.
 */
final class CanvasPainter {
  private final FigureCanvas canvas;
  private final Contents contents;
  private final Picture picture;
  private final Crosshair crosshair;
  private final Outlining outlining;

  CanvasPainter(
      FigureCanvas canvas,
      Contents contents,
      Picture picture,
      Crosshair crosshair,
      Outlining outlining) {
    this.canvas = canvas;
    this.contents = contents;
    this.picture = picture;
    this.crosshair = crosshair;
    this.outlining = outlining;
    canvas.addListener(SWT.Paint, event -> paint(event.gc));
    canvas.addListener(SWT.FocusIn, event -> canvas.redraw());
    canvas.addListener(SWT.FocusOut, event -> canvas.redraw());
  }

  private void paint(GC gc) {
    Theme theme = contents.theme();
    double magnification = canvas.magnification();
    Rectangle client = canvas.getClientArea();
    if (!picture.draw(gc, theme.background(), client)) {
      return;
    }
    crosshair.place().ifPresent(hit -> Overlay.draw(gc, theme, hit, magnification, client));
    outlining.draw(gc, theme, magnification);
    if (canvas.isFocusControl()) {
      gc.setForeground(Overlay.color(theme.highlight()));
      gc.drawRectangle(0, 0, client.width - 1, client.height - 1);
    }
  }
}
