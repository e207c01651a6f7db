package org.loupe.plots.render;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loupe.model.Dimension;
import org.loupe.plots.ColorMap;

/**
 * How panels are drawn.
 *
 * @param theme colours
 * @param width logical pixels, 1 to 32 768
 * @param height logical pixels, 1 to 32 768
 * @param scale device pixels per logical pixel, above 0 to 8: 2 on a HiDPI screen
 * @param zoom the part that is shown
 * @param highlight positions selected elsewhere, by dimension; they are marked on every axis that
 *     counts them
 * @param colors colour map of heat maps, or null for the theme's; used only where it fits the
 *     values, diverging for signed ones and sequential for others
 */
public record RenderOptions(
    Theme theme,
    int width,
    int height,
    double scale,
    Zoom zoom,
    Map<Dimension, Set<Integer>> highlight,
    @Nullable ColorMap colors) {
  /** Longest side of a picture in logical pixels. */
  static final int MOST_PIXELS = 1 << 15;

  /** Copies the map and checks the sizes. */
  public RenderOptions {
    highlight = Map.copyOf(highlight);
    if (width < 1 || height < 1 || width > MOST_PIXELS || height > MOST_PIXELS) {
      throw new IllegalArgumentException("a picture of " + width + " by " + height + " pixels");
    }
    if (!(scale > 0 && scale <= 8)) {
      throw new IllegalArgumentException("a scale of " + scale);
    }
  }

  /** The whole figures at one device pixel per logical pixel. */
  public static RenderOptions of(Theme theme, int width, int height) {
    return new RenderOptions(theme, width, height, 1, Zoom.NONE, Map.of(), null);
  }

  /** The same with another scale. */
  public RenderOptions withScale(double scale) {
    return new RenderOptions(theme, width, height, scale, zoom, highlight, colors);
  }

  /** The same with another part shown. */
  public RenderOptions withZoom(Zoom zoom) {
    return new RenderOptions(theme, width, height, scale, zoom, highlight, colors);
  }

  /** The same with other positions marked. */
  public RenderOptions withHighlight(Map<Dimension, Set<Integer>> highlight) {
    return new RenderOptions(theme, width, height, scale, zoom, highlight, colors);
  }
}
