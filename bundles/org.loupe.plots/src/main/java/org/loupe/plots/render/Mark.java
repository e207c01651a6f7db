package org.loupe.plots.render;

import java.util.List;

/** Something drawn: scenes are lists of these, painted in order. */
sealed interface Mark {

  /** Where a text stands relative to its point. */
  enum Anchor {
    /** The point is the left end of the baseline. */
    START,
    /** The point is the middle of the baseline. */
    MIDDLE,
    /** The point is the right end of the baseline. */
    END
  }

  /**
   * A filled rectangle.
   *
   * @param bounds where
   * @param rgb colour
   * @param opacity 0 to 1
   * @param radius of the corners
   */
  record Rectangle(Bounds bounds, int rgb, double opacity, double radius) implements Mark {}

  /**
   * The outline of a rectangle.
   *
   * @param bounds middle of the line
   * @param rgb colour
   * @param width of the line
   */
  record Outline(Bounds bounds, int rgb, double width) implements Mark {}

  /**
   * A straight line.
   *
   * @param x1 start
   * @param y1 start
   * @param x2 end
   * @param y2 end
   * @param rgb colour
   * @param width of the line
   * @param dashed whether it is broken into dashes
   */
  record Line(double x1, double y1, double x2, double y2, int rgb, double width, boolean dashed)
      implements Mark {}

  /**
   * A line through points.
   *
   * @param points x and y in turn
   * @param rgb colour
   * @param width of the line
   */
  record Path(double[] points, int rgb, double width) implements Mark {}

  /**
   * A disc with a rim.
   *
   * @param x middle
   * @param y middle
   * @param radius of the disc, to the middle of the rim
   * @param rgb colour of the disc
   * @param opacity of the disc, 0 to 1
   * @param rim colour of the rim
   * @param width of the rim, 0 for none
   */
  record Circle(double x, double y, double radius, int rgb, double opacity, int rim, double width)
      implements Mark {}

  /**
   * A filled area.
   *
   * @param points corners, x and y in turn; the last joins the first
   * @param rgb colour
   * @param opacity 0 to 1
   */
  record Area(double[] points, int rgb, double opacity) implements Mark {}

  /**
   * A line of text in the shipped font.
   *
   * @param text what it says
   * @param x of the anchor
   * @param y of the baseline's anchor
   * @param size in logical pixels
   * @param bold whether in the bolder weight
   * @param rgb colour
   * @param anchor what the point is to the text
   * @param upwards whether it runs from bottom to top, turned about its point
   */
  record Text(
      String text,
      double x,
      double y,
      double size,
      boolean bold,
      int rgb,
      Anchor anchor,
      boolean upwards)
      implements Mark {
    /** The ink's box: width from the shipped font, height from its ascent to its descent. */
    public Bounds bounds() {
      return Typeface.bounds(this);
    }
  }

  /**
   * A picture whose pixels keep hard edges when it is enlarged.
   *
   * @param bounds where it is drawn; may reach beyond the clip
   * @param clip what of it is seen
   * @param pixels its own resolution
   */
  record Picture(Bounds bounds, Bounds clip, Pixels pixels) implements Mark {}

  /**
   * A picture that lets shine through what is below.
   *
   * @param bounds where it is drawn
   * @param width of its own pixels
   * @param height of its own pixels
   * @param argb row-major, {@code 0xAARRGGBB}, not premultiplied
   */
  record Layer(Bounds bounds, int width, int height, int[] argb) implements Mark {}

  /**
   * Marks of which only a part is seen.
   *
   * @param clip what is seen
   * @param marks in painting order
   */
  record Clipped(Bounds clip, List<Mark> marks) implements Mark {}
}
