package org.loupe.plots.render;

import org.loupe.plots.ColorMap;
import org.loupe.plots.ValueAxis;

/**
 * What colours mean.
 *
 * @param axis the values
 * @param values range of the colours
 * @param map the colours
 * @param from share of the map that the least value has
 * @param to share of the map that the greatest value has
 * @param note what a colour stands for where it stands for several values; may be empty
 * @param missing whether missing values are drawn
 */
record ColorScale(
    ValueAxis axis,
    Range values,
    ColorMap map,
    double from,
    double to,
    String note,
    boolean missing) {
  /** A colour of less contrast than this to the ground cannot be seen on it. */
  private static final double SEEN = 1.7;

  private static final double STEP = 1 / 64.0;

  /** Colours that cover the ground. */
  static ColorScale covering(
      ValueAxis axis, Range values, RenderOptions options, String note, boolean missing) {
    return new ColorScale(axis, values, map(axis, options), 0, 1, note, missing);
  }

  /** Colours of marks on the ground: the ends of the map that look like it are left out. */
  static ColorScale onGround(ValueAxis axis, Range values, RenderOptions options) {
    ColorMap map = map(axis, options);
    double from = 0;
    double to = 1;
    if (!map.diverging()) {
      int ground = options.theme().background();
      while (from < 0.5 && Colors.contrast(map.color(from), ground) < SEEN) {
        from += STEP;
      }
      while (to > 0.5 && Colors.contrast(map.color(to), ground) < SEEN) {
        to -= STEP;
      }
    }
    return new ColorScale(axis, values, map, from, to, "", false);
  }

  /** The same scale with another note, with or without missing values. */
  ColorScale with(String other, boolean drawn) {
    return new ColorScale(axis, values, map, from, to, other, drawn);
  }

  /** The colour of a value. */
  int color(double value) {
    return colorAt((Span.units(value, axis.form()) - values.from()) / values.span());
  }

  /** The colour of a share of the range, 0 to 1. */
  int colorAt(double share) {
    return map.color(from + (to - from) * Math.max(0, Math.min(1, share)));
  }

  /** Whether one bar can explain both. */
  boolean sameAs(ColorScale other) {
    return axis.equals(other.axis) && values.equals(other.values) && map == other.map;
  }

  /** The map that people chose where it fits the values, else the axis' own, else the theme's. */
  private static ColorMap map(ValueAxis axis, RenderOptions options) {
    ColorMap chosen = options.colors();
    if (chosen != null && chosen.diverging() == axis.signed()) {
      return chosen;
    }
    ColorMap own = axis.colors();
    if (own != null) {
      return own;
    }
    return axis.signed() ? options.theme().diverging() : options.theme().sequential();
  }
}
