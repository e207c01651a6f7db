package org.loupe.plots.swt;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.loupe.plots.render.Bounds;
import org.loupe.plots.render.Hit;
import org.loupe.plots.render.Theme;

/** Crosshair, the outline of what was hit, and a box with its names and value. */
final class Overlay {
  private static final int PADDING = 7;
  private static final int AWAY = 14;
  private static final int FAINT = 150;

  private Overlay() {}

  /** Draws them over the picture, of whose pixels each is so many of the canvas's. */
  static void draw(GC gc, Theme theme, Hit hit, double magnification, Rectangle client) {
    Bounds mark = magnified(hit.mark(), magnification);
    Bounds body = magnified(hit.body(), magnification);
    int x = (int) Math.round(mark.x() + mark.width() / 2);
    int y = (int) Math.round(mark.y() + mark.height() / 2);
    gc.setForeground(color(theme.highlight()));
    gc.setLineWidth(1);
    gc.setAlpha(FAINT);
    if (hit.column() >= 0) {
      gc.drawLine(x, (int) body.y(), x, (int) body.bottom() - 1);
    }
    if (hit.row() >= 0) {
      gc.drawLine((int) body.x(), y, (int) body.right() - 1, y);
    }
    gc.setAlpha(255);
    if (hit.column() >= 0 && hit.row() >= 0) {
      gc.drawRectangle(
          (int) Math.round(mark.x()) - 1,
          (int) Math.round(mark.y()) - 1,
          (int) Math.ceil(mark.width()) + 1,
          (int) Math.ceil(mark.height()) + 1);
    }
    box(gc, theme, lines(hit), hit.row() >= 0 ? y : (int) body.y() + AWAY, x, client);
  }

  private static Bounds magnified(Bounds bounds, double by) {
    return new Bounds(bounds.x() * by, bounds.y() * by, bounds.width() * by, bounds.height() * by);
  }

  /** A colour of the theme; such colours hold no resources. */
  static Color color(int rgb) {
    return new Color(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255);
  }

  private static List<String> lines(Hit hit) {
    List<String> lines = new ArrayList<>();
    lines.add(hit.value());
    for (Hit.Coordinate coordinate : hit.coordinates()) {
      lines.add((coordinate.axis() + " " + coordinate.name()).strip());
    }
    return lines;
  }

  /** Beside the point, turned to the other side where the canvas ends. */
  private static void box(GC gc, Theme theme, List<String> lines, int y, int x, Rectangle client) {
    int height = gc.getFontMetrics().getHeight();
    int width = 0;
    for (String line : lines) {
      Point extent = gc.textExtent(line, SWT.DRAW_TRANSPARENT);
      width = Math.max(width, extent.x);
    }
    int wide = width + 2 * PADDING;
    int high = lines.size() * height + 2 * PADDING - 2;
    int left = x + AWAY + wide > client.width ? x - AWAY - wide : x + AWAY;
    int top = y + AWAY + high > client.height ? y - AWAY - high : y + AWAY;
    left = Math.max(0, Math.min(left, client.width - wide));
    top = Math.max(0, Math.min(top, client.height - high));
    gc.setBackground(color(theme.background()));
    gc.fillRoundRectangle(left, top, wide, high, 6, 6);
    gc.setForeground(color(theme.axis()));
    gc.drawRoundRectangle(left, top, wide - 1, high - 1, 6, 6);
    for (int i = 0; i < lines.size(); i++) {
      gc.setForeground(color(i == 0 ? theme.text() : theme.quietText()));
      gc.drawText(lines.get(i), left + PADDING, top + PADDING - 1 + i * height, true);
    }
  }
}
