package org.loupe.plots.render;

import java.util.Arrays;
import java.util.stream.IntStream;

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

  private static final int BANDS = 8;
  private static final int OUTSIDE = Integer.MIN_VALUE / 4;

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

  /**
   * Splats discs of one radius.
   *
   * @param x one per point, in logical pixels; a coordinate that is no number is no point
   * @param y one per point
   * @param rgb one per point
   * @param radius in logical pixels
   */
  void add(double[] x, double[] y, int[] rgb, double radius) {
    Stamp stamp = Stamp.of(radius * scale);
    int count = x.length;
    int stride = count % STRIDE == 0 ? 1 : STRIDE % Math.max(1, count);
    int[] columns = new int[count];
    int[] rows = new int[count];
    int[] inks = new int[count];
    int point = 0;
    for (int i = 0; i < count; i++) {
      columns[i] = pixel((x[point] - bounds.x()) * scale, width + stamp.reach());
      rows[i] = pixel((y[point] - bounds.y()) * scale, height + stamp.reach());
      inks[i] = rgb[point];
      point += stride;
      point = point >= count ? point - count : point;
    }
    // Every band of rows is written by one thread, so that nothing depends on their number.
    IntStream.range(0, BANDS)
        .parallel()
        .forEach(
            band ->
                splat(
                    stamp,
                    columns,
                    rows,
                    inks,
                    height * band / BANDS,
                    height * (band + 1) / BANDS));
  }

  /** The pixel of a coordinate, or far outside for what is no number or not near. */
  private static int pixel(double at, int most) {
    return at > -most && at < most ? (int) Math.floor(at) : OUTSIDE;
  }

  private void splat(Stamp stamp, int[] columns, int[] rows, int[] rgb, int from, int to) {
    int reach = stamp.reach();
    for (int i = 0; i < rgb.length; i++) {
      int x = columns[i];
      int y = rows[i];
      if (y + reach >= from && y - reach < to && x + reach >= 0 && x - reach < width) {
        int top = Math.max(from - y, -reach);
        int bottom = Math.min(to - 1 - y, reach);
        int left = Math.max(-x, -reach);
        int right = Math.min(width - 1 - x, reach);
        splat(stamp, y * width + x, rgb[i], top, bottom, left, right);
      }
    }
  }

  private void splat(Stamp stamp, int middle, int rgb, int top, int bottom, int left, int right) {
    long color = (long) (rgb >> 16 & 255) << 2 * BITS | (long) (rgb >> 8 & 255) << BITS | rgb & 255;
    int[] alphas = stamp.alpha();
    int side = 2 * stamp.reach() + 1;
    for (int j = top; j <= bottom; j++) {
      int at = middle + j * width;
      int in = (j + stamp.reach()) * side + stamp.reach();
      for (int i = left; i <= right; i++) {
        int alpha = alphas[in + i];
        int before = cover[at + i];
        if (before < ENOUGH) {
          colors[at + i] += color * alpha;
        }
        cover[at + i] = before + alpha;
      }
    }
  }

  /**
   * The picture.
   *
   * @param strength factor on all opacities: below 1 for what is to stand back
   */
  Mark.Layer layer(double strength) {
    int most = Arrays.stream(cover).parallel().max().orElse(0);
    int[] alphas = alphas(most, strength);
    int[] argb = new int[cover.length];
    IntStream.range(0, height).parallel().forEach(row -> colors(row, alphas, argb));
    return new Mark.Layer(bounds, width, height, argb);
  }

  private void colors(int row, int[] alphas, int[] argb) {
    for (int i = row * width; i < (row + 1) * width; i++) {
      int weight = cover[i];
      if (weight > 0) {
        float by = 1f / Math.min(weight, ENOUGH);
        long sums = colors[i];
        int red = Math.min(255, (int) ((sums >> 2 * BITS) * by));
        int green = Math.min(255, (int) ((sums >> BITS & MASK) * by));
        int blue = Math.min(255, (int) ((sums & MASK) * by));
        argb[i] = alphas[Math.min(CURVE, weight)] << 24 | red << 16 | green << 8 | blue;
      }
    }
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
