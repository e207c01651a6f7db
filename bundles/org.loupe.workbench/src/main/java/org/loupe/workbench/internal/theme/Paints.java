package org.loupe.workbench.internal.theme;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.loupe.plots.render.Chip;
import org.loupe.plots.render.Theme;

/** Colours of the toolkit from {@code 0xRRGGBB}. */
public final class Paints {
  private Paints() {}

  /** The colour; it holds no resource. */
  public static Color of(int rgb) {
    return new Color(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
  }

  /** Black or white, whichever is easier to read on a ground. */
  public static Color on(int ground) {
    double brightness =
        0.299 * (ground >> 16 & 0xFF) + 0.587 * (ground >> 8 & 0xFF) + 0.114 * (ground & 0xFF);
    return of(brightness > 140 ? 0x1A1A1A : 0xFFFFFF);
  }

  /** Draws a checkpoint's letter on its colour, as a square. */
  public static void badge(GC gc, Theme theme, Chip chip, int size) {
    int ground = theme.color(chip.color());
    gc.setAntialias(SWT.ON);
    gc.setBackground(of(ground));
    gc.fillRoundRectangle(0, 0, size, size, 5, 5);
    gc.setForeground(on(ground));
    Point letter = gc.textExtent(chip.letter());
    gc.drawText(chip.letter(), (size - letter.x) / 2, (size - letter.y) / 2, true);
  }
}
