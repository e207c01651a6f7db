package org.loupe.plots.render;

/**
 * Many discs splatted into one picture. Ink grows with the logarithm of how many lie over each
 * other, and where they have different colours these are mixed, whatever their order.
 */
final class PointCloud {
  /** Coverage of one whole disc. */
  private static final int WHOLE = 15;

  /** Beyond this coverage colours are known well enough; their sums must not run over. */
  private static final int ENOUGH = 500 * WHOLE;

  private static final int BITS = 21;
  private static final int MASK = (1 << BITS) - 1;
  private static final int CURVE = 4096;

  /** Opacity of a single disc where others lie over each other, and where none do. */
  private static final double AMONG_MANY = 0.5;

  private static final double ALONE = 0.9;

  /** Neighbours in the data are often neighbours in the plane; this far apart they are not. */
  private static final int STRIDE = 7919;

  private final Bounds bounds;
  private final double scale;
  private final int width;
  private final int height;
  private final int[] cover;
  private final long[] colors;

  PointCloud(Bounds bounds, double scale) {
    this.bounds = bounds;
    this.scale = scale;
    width = (int) Math.max(1, Math.round(bounds.width() * scale));
    height = (int) Math.max(1, Math.round(bounds.height() * scale));
    cover = new int[width * height];
    colors = new long[width * height];
  }

  /** Which points there are, in logical pixels; a coordinate that is no number is no point. */
  interface Points {
    double x(int point);

    double y(int point);

    int rgb(int point);
  }

  /** Splats points of one radius. */
  void add(int count, Points points, double radius) {
    Stamp stamp = Stamp.of(radius * scale);
    int stride = count % STRIDE == 0 ? 1 : STRIDE;
    int point = 0;
    for (int i = 0; i < count; i++) {
      double x = (points.x(point) - bounds.x()) * scale;
      double y = (points.y(point) - bounds.y()) * scale;
      if (x > -stamp.reach()
          && y > -stamp.reach()
          && x < width + stamp.reach()
          && y < height + stamp.reach()) {
        splat(stamp, (int) Math.floor(x), (int) Math.floor(y), points.rgb(point));
      }
      point += stride;
      while (point >= count) {
        point -= count;
      }
    }
  }

  private void splat(Stamp stamp, int x, int y, int rgb) {
    long red = rgb >> 16 & 255;
    long green = rgb >> 8 & 255;
    long blue = rgb & 255;
    long color = red << 2 * BITS | green << BITS | blue;
    int reach = stamp.reach();
    int side = 2 * reach + 1;
    int left = Math.max(0, reach - x);
    int right = Math.min(side, width + reach - x);
    for (int j = Math.max(0, reach - y); j < Math.min(side, height + reach - y); j++) {
      int at = (y - reach + j) * width + x - reach;
      for (int i = left; i < right; i++) {
        int alpha = stamp.alpha()[j * side + i];
        if (alpha != 0) {
          if (cover[at + i] < ENOUGH) {
            colors[at + i] += color * alpha;
          }
          cover[at + i] += alpha;
        }
      }
    }
  }

  /**
   * The picture.
   *
   * @param strength factor on all opacities: below 1 for what is to stand back
   */
  Mark.Layer layer(double strength) {
    int most = 0;
    for (int each : cover) {
      most = Math.max(most, each);
    }
    int[] alphas = alphas(most, strength);
    int[] argb = new int[cover.length];
    for (int i = 0; i < argb.length; i++) {
      int weight = cover[i];
      if (weight > 0) {
        int alpha = alphas[Math.min(CURVE, weight)];
        int by = Math.min(weight, ENOUGH);
        argb[i] =
            alpha << 24
                | mean(colors[i] >> 2 * BITS, by) << 16
                | mean(colors[i] >> BITS, by) << 8
                | mean(colors[i], by);
      }
    }
    return new Mark.Layer(bounds, width, height, argb);
  }

  private static int mean(long sum, int weight) {
    return Math.min(255, ((int) sum & MASK) / weight);
  }

  private static int[] alphas(int most, double strength) {
    int[] alphas = new int[CURVE + 1];
    boolean overlapping = most > 2 * WHOLE;
    double base = overlapping ? AMONG_MANY : ALONE;
    double top = Math.log(Math.max(2, (double) Math.min(CURVE, most) / WHOLE));
    for (int weight = 1; weight <= CURVE; weight++) {
      double discs = (double) weight / WHOLE;
      double alpha =
          discs <= 1
              ? base * discs
              : base + (overlapping ? (1 - base) * Math.min(1, Math.log(discs) / top) : 0);
      alphas[weight] = (int) Math.round(255 * strength * alpha);
    }
    return alphas;
  }

  /**
   * How a disc covers the pixels around its middle.
   *
   * @param reach pixels on each side of the middle one
   * @param alpha row-major, 0 to {@link #WHOLE}
   */
  private record Stamp(int reach, int[] alpha) {
    static Stamp of(double radius) {
      int reach = (int) Math.ceil(Math.max(0, radius - 0.5));
      int side = 2 * reach + 1;
      int[] alpha = new int[side * side];
      for (int j = 0; j < side; j++) {
        for (int i = 0; i < side; i++) {
          double inside = radius + 0.5 - Math.hypot(i - reach, j - reach);
          alpha[j * side + i] = (int) Math.round(WHOLE * Math.max(0, Math.min(1, inside)));
        }
      }
      return new Stamp(reach, alpha);
    }
  }
}
