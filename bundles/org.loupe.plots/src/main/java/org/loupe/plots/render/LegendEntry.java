package org.loupe.plots.render;

/**
 * One entry of a legend.
 *
 * @param label what it stands for
 * @param rgb its colour
 * @param sign what stands before the label
 */
record LegendEntry(String label, int rgb, Sign sign) {

  /** What stands before a label. */
  enum Sign {
    /** A square of the colour. */
    SWATCH,
    /** A dashed line of the colour. */
    LINE,
    /** A ring of the colour. */
    RING,
    /** Nothing: the label says something about the figure. */
    NONE
  }

  static LegendEntry swatch(String label, int rgb) {
    return new LegendEntry(label, rgb, Sign.SWATCH);
  }

  static LegendEntry note(String label) {
    return new LegendEntry(label, 0, Sign.NONE);
  }
}
