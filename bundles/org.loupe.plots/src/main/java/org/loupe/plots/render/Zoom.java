package org.loupe.plots.render;

import org.jspecify.annotations.Nullable;

/**
 * The part of the figures that is shown, the same for all panels of a scene. Axes that count
 * something can be zoomed, and measured ones of points, bins and the like; lengths of bars and
 * heights of lines always keep their whole range.
 *
 * <p>Ranges are of places, of values, or of the decimal logarithms of values on logarithmic axes.
 *
 * @param x stretch of the horizontal axis, or null for all of it
 * @param y stretch of the vertical axis, or null for all of it
 */
public record Zoom(@Nullable Range x, @Nullable Range y) {
  /** Everything is shown. */
  public static final Zoom NONE = new Zoom(null, null);
}
