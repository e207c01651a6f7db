package org.loupe.plots.render;

import org.jspecify.annotations.Nullable;

/**
 * The part of the figures that is shown, the same for all panels of a scene. Only axes that count
 * something, and the binned axis of a histogram, can be zoomed; lengths of bars and heights of
 * lines always keep their whole range.
 *
 * @param x stretch of the horizontal axis, or null for all of it
 * @param y stretch of the vertical axis, or null for all of it
 */
public record Zoom(@Nullable Range x, @Nullable Range y) {
  /** Everything is shown. */
  public static final Zoom NONE = new Zoom(null, null);
}
