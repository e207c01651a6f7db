package org.loupe.plots.render;

/**
 * A rectangle in logical pixels.
 *
 * @param x left edge
 * @param y upper edge
 * @param width to the right
 * @param height downwards
 */
public record Bounds(double x, double y, double width, double height) {
  /** Right edge. */
  public double right() {
    return x + width;
  }

  /** Lower edge. */
  public double bottom() {
    return y + height;
  }

  /** Whether a point lies inside; the right and lower edges do not belong. */
  public boolean contains(double px, double py) {
    return px >= x && px < right() && py >= y && py < bottom();
  }

  /** Whether two rectangles share an area. */
  public boolean overlaps(Bounds other) {
    return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
  }

  /** The least rectangle that holds both. */
  public Bounds union(Bounds other) {
    double left = Math.min(x, other.x);
    double top = Math.min(y, other.y);
    return new Bounds(
        left,
        top,
        Math.max(right(), other.right()) - left,
        Math.max(bottom(), other.bottom()) - top);
  }

  /** The common part of two rectangles; empty ones have no width or height. */
  public Bounds intersection(Bounds other) {
    double left = Math.max(x, other.x);
    double top = Math.max(y, other.y);
    return new Bounds(
        left,
        top,
        Math.max(0, Math.min(right(), other.right()) - left),
        Math.max(0, Math.min(bottom(), other.bottom()) - top));
  }
}
