package org.loupe.plots.render;

/** Colours for values. */
public enum ColorMap {
  VIRIDIS,
  MAGMA,
  HOT,
  GREY,
  RED_BLUE,
  COOL_WARM,
  BERLIN;

  public int color(double share) {
    return 0;
  }
}
