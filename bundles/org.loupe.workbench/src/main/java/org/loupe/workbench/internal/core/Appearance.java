package org.loupe.workbench.internal.core;

import org.loupe.plots.render.Theme;

/** How figures look; follows the window's theme. */
public final class Appearance {
  private final Observed<Theme> theme = new Observed<>(Theme.DARK);

  /** The colours of figures. */
  public Observed<Theme> theme() {
    return theme;
  }
}
