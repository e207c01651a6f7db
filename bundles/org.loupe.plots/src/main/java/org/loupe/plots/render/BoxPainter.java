package org.loupe.plots.render;

import java.awt.Rectangle;
import java.util.Arrays;

/**
 * Fills upright boxes with smooth edges, as most of a plot is made of: many times quicker than
 * shapes of any form.
 */
final class BoxPainter {
  private final int[] target;
  private final int width;

  BoxPainter(int[] target, int width) {
    this.target = target;
    this.width = width;
  }

  /**
   * Mixes a colour into the pixels under a box, as far as they are covered.
   *
   * @param box in device pixels
   * @param clip pixels that may be changed
   */
  void fill(Bounds box, int rgb, double opacity, Rectangle clip) {
    int left = (int) Math.max(clip.x, Math.floor(box.x()));
    int top = (int) Math.max(clip.y, Math.floor(box.y()));
    int right = (int) Math.min(clip.x + clip.width, Math.ceil(box.right()));
    int bottom = (int) Math.min(clip.y + clip.height, Math.ceil(box.bottom()));
    if (left >= right) {
      return;
    }
    int whole = (int) Math.max(left, Math.min(right, Math.ceil(box.x())));
    int partly = (int) Math.max(whole, Math.min(right, Math.floor(box.right())));
    for (int y = top; y < bottom; y++) {
      double strength = opacity * covered(y, box.y(), box.bottom());
      for (int x = left; x < whole; x++) {
        mix(y * width + x, rgb, strength * covered(x, box.x(), box.right()));
      }
      row(y * width + whole, y * width + partly, rgb, strength);
      for (int x = partly; x < right; x++) {
        mix(y * width + x, rgb, strength * covered(x, box.x(), box.right()));
      }
    }
  }

  /** Pixels of one row that are covered from left to right. */
  private void row(int from, int to, int rgb, double strength) {
    int alpha = (int) Math.round(255 * strength);
    if (alpha == 255) {
      Arrays.fill(target, from, Math.max(from, to), rgb);
    } else {
      for (int at = from; at < to; at++) {
        target[at] = mixed(target[at], rgb, alpha);
      }
    }
  }

  private void mix(int at, int rgb, double strength) {
    target[at] = mixed(target[at], rgb, (int) Math.round(255 * strength));
  }

  /** Share of a pixel that lies between two edges. */
  private static double covered(int pixel, double from, double to) {
    return Math.min(pixel + 1, to) - Math.max(pixel, from);
  }

  /** A colour over another. */
  static int mixed(int below, int above, int alpha) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int from = below >> shift & 255;
      int to = above >> shift & 255;
      mixed |= from + ((to - from) * alpha + (to < from ? -127 : 127)) / 255 << shift;
    }
    return mixed;
  }
}
