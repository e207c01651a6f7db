package org.loupe.plots;

/**
 * What the areas of points mean.
 *
 * @param title 'count'
 * @param values one per point, at least 0, or empty where all points are alike; the area of a point
 *     is in proportion to its value; shared, not copied
 */
public record PointSizes(String title, float[] values) {
  /** All points are alike. */
  public static final PointSizes SAME = new PointSizes("", new float[0]);

  /** Whether all points are alike. */
  public boolean same() {
    return values.length == 0;
  }
}
