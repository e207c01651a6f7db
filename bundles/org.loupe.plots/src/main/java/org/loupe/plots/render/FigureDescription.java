package org.loupe.plots.render;

import org.loupe.plots.Figure;

/** Figures in words. */
public final class FigureDescription {
  private FigureDescription() {}

  /** Title, kind, axes and main numbers of a figure in a few sentences. */
  public static String of(Figure figure) {
    return figure.title();
  }
}
