package org.loupe.plots.render;

/**
 * A closed outline drawn by hand, in logical pixels.
 *
 * @param points corners, x and y in turn; the last joins the first. What lies inside an odd number
 *     of turns is inside. Shared, not copied
 */
public record Polygon(double[] points) {

  /** The corners of a rectangle. */
  public static Polygon of(Bounds box) {
    return new Polygon(
        new double[] {
          box.x(), box.y(), box.right(), box.y(), box.right(), box.bottom(), box.x(), box.bottom()
        });
  }

  /** The least rectangle around it; empty without corners. */
  public Bounds box() {
    if (points.length < 2) {
      return new Bounds(0, 0, 0, 0);
    }
    double left = points[0];
    double right = left;
    double top = points[1];
    double bottom = top;
    for (int i = 2; i + 1 < points.length; i += 2) {
      left = Math.min(left, points[i]);
      right = Math.max(right, points[i]);
      top = Math.min(top, points[i + 1]);
      bottom = Math.max(bottom, points[i + 1]);
    }
    return new Bounds(left, top, right - left, bottom - top);
  }
}
