package org.loupe.plots;

import java.util.List;

/**
 * Points over two measured axes. Where many lie over each other, their ink grows with the logarithm
 * of their number.
 *
 * <p>Begin with {@link #of} and add what the points mean: {@code Scatter.of(x, y, windows, xs,
 * ys).colored(new Categories("label", labels, names)).withCentroids()}.
 *
 * @param x horizontal axis
 * @param y vertical axis
 * @param points what each point is; selecting points selects these positions everywhere
 * @param xs one per point; shared, not copied
 * @param ys one per point; a point with NaN is left out, and counted in the legend; shared, not
 *     copied
 * @param colors what colours mean
 * @param sizes what areas mean
 * @param centroids whether each category's name stands at the mean of its points
 * @param labelled whether the points' names stand beside them where there is room
 * @param annotations reference lines
 */
public record Scatter(
    ValueAxis x,
    ValueAxis y,
    IndexAxis points,
    float[] xs,
    float[] ys,
    PointColors colors,
    PointSizes sizes,
    boolean centroids,
    boolean labelled,
    List<Annotation> annotations)
    implements Plot {

  /** Checks that everything is one per point. */
  public Scatter {
    annotations = List.copyOf(annotations);
    int count = points.size();
    require("x values", xs.length, count);
    require("y values", ys.length, count);
    if (colors instanceof PointColors.Categories categories) {
      require("categories", categories.category().length, count);
    } else if (colors instanceof PointColors.Values values) {
      require("colour values", values.values().length, count);
    }
    if (!sizes.same()) {
      require("sizes", sizes.values().length, count);
    }
  }

  /** Points that are all alike. */
  public static Scatter of(ValueAxis x, ValueAxis y, IndexAxis points, float[] xs, float[] ys) {
    return new Scatter(
        x, y, points, xs, ys, new PointColors.Same(), PointSizes.SAME, false, false, List.of());
  }

  /** The same points with other colours. */
  public Scatter colored(PointColors by) {
    return new Scatter(x, y, points, xs, ys, by, sizes, centroids, labelled, annotations);
  }

  /** The same points with other sizes. */
  public Scatter sized(PointSizes by) {
    return new Scatter(x, y, points, xs, ys, colors, by, centroids, labelled, annotations);
  }

  /** The same points with the names of their categories at the means. */
  public Scatter withCentroids() {
    return new Scatter(x, y, points, xs, ys, colors, sizes, true, labelled, annotations);
  }

  /** The same points with their names beside them where there is room. */
  public Scatter withLabels() {
    return new Scatter(x, y, points, xs, ys, colors, sizes, centroids, true, annotations);
  }

  /** The same points with reference lines. */
  public Scatter with(Annotation... lines) {
    return new Scatter(x, y, points, xs, ys, colors, sizes, centroids, labelled, List.of(lines));
  }

  @Override
  public List<IndexAxis> counted() {
    return List.of(points);
  }

  private static void require(String what, int found, int points) {
    if (found != points) {
      throw new IllegalArgumentException(found + " " + what + " for " + points + " points");
    }
  }
}
