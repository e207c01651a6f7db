package org.loupe.workbench.internal.theme;

import org.eclipse.swt.graphics.Color;

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
}
