package org.loupe.plots.render;

/** Arithmetic with {@code 0xRRGGBB} colours. */
final class Colors {
  private Colors() {}

  /** Relative luminance as the contrast rules of WCAG define it, 0 to 1. */
  static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16 & 255)
        + 0.7152 * linear(rgb >> 8 & 255)
        + 0.0722 * linear(rgb & 255);
  }

  /** Contrast between two colours, 1 to 21. */
  static double contrast(int one, int other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  /** White or black, whichever is easier to read on a ground; one of them always is at 4.5 to 1. */
  static int textOn(int ground) {
    return contrast(0xFFFFFF, ground) >= contrast(0, ground) ? 0xFFFFFF : 0;
  }

  private static double linear(int channel) {
    double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
