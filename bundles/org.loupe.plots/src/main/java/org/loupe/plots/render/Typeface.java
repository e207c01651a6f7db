package org.loupe.plots.render;

final class Typeface {
  private Typeface() {}

  static Bounds bounds(Mark.Text text) {
    return new Bounds(0, 0, 0, 0);
  }
}
