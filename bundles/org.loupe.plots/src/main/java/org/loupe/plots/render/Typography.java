package org.loupe.plots.render;

/** Sizes of text and the space around it, in logical pixels. */
final class Typography {
  static final double TITLE = 14;
  static final double LABEL = 12.5;
  static final double AXIS = 11.5;
  static final double TICK = 11;
  static final double MESSAGE = 13;

  /** Free space at the edge of the picture. */
  static final double EDGE = 12;

  /** Between neighbouring panels. */
  static final double GAP = 26;

  /** Between a label and what it belongs to. */
  static final double NEAR = 6;

  static final double TITLE_ROW = 28;
  static final double HEADER_ROW = 26;
  static final double LEGEND_ROW = 20;
  static final double AXIS_ROW = 20;
  static final double TICK_LENGTH = 4;

  private Typography() {}
}
