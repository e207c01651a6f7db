package org.loupe.plots.render;

import java.util.Arrays;

/**
 * One curve in pixels; where a coordinate is no finite number there is a gap.
 *
 * @param x one per point, in drawing order
 * @param y one per point
 * @param low lower ends of intervals, one per point, or empty
 * @param high upper ends of intervals, one per point, or empty
 * @param style how it is drawn
 */
record Curve(double[] x, double[] y, double[] low, double[] high, Style style) {
  private static final double FILL = 0.16;
  private static final double BAND = 0.2;
  private static final double STROKE = 1.75;
  private static final double POINT = 2.75;
  private static final double CAP = 3;

  /**
   * How a curve is drawn.
   *
   * @param line whether points are joined
   * @param area whether the area to the floor is tinted
   * @param step whether it is level between points
   * @param points whether each point has a dot
   */
  record Style(boolean line, boolean area, boolean step, boolean points) {}

  /** Draws it; the floor is where areas end. */
  void draw(Marks out, double floor, int rgb) {
    int start = 0;
    while (start < x.length) {
      int end = start;
      while (end < x.length && Double.isFinite(x[end]) && Double.isFinite(y[end])) {
        end++;
      }
      if (end > start) {
        run(out, start, end, floor, rgb);
      }
      start = end + 1;
    }
  }

  /** Draws points that follow each other without a gap. */
  private void run(Marks out, int start, int end, double floor, int rgb) {
    if (style.line()) {
      double[] line = points(y, start, end);
      if (style.area()) {
        double[] below = {line[line.length - 2], floor, line[0], floor};
        out.add(new Mark.Area(join(line, below), rgb, FILL));
      }
      if (low.length > 0) {
        band(out, start, end, rgb);
      }
      if (end - start > 1) {
        out.add(new Mark.Path(line, rgb, STROKE));
      } else if (!style.points()) {
        // A value without neighbours is no line: it is seen as a point, and so is its interval.
        if (low.length > 0) {
          whisker(out, x[start], low[start], high[start], rgb);
        }
        out.dot(x[start], y[start], POINT, rgb);
      }
    }
    for (int i = start; i < end && style.points(); i++) {
      if (low.length > 0 && !style.line()) {
        whisker(out, x[i], low[i], high[i], rgb);
      }
      out.dot(x[i], y[i], POINT, rgb);
    }
  }

  private void band(Marks out, int start, int end, int rgb) {
    int from = start;
    while (from < end) {
      int to = from;
      while (to < end && Double.isFinite(low[to]) && Double.isFinite(high[to])) {
        to++;
      }
      if (to > from) {
        double[] back = reversed(points(low, from, to));
        out.add(new Mark.Area(join(points(high, from, to), back), rgb, BAND));
      }
      from = to + 1;
    }
  }

  private static void whisker(Marks out, double x, double low, double high, int rgb) {
    if (Double.isFinite(low) && Double.isFinite(high)) {
      out.line(x, low, x, high, rgb);
      out.line(x - CAP, low, x + CAP, low, rgb);
      out.line(x - CAP, high, x + CAP, high, rgb);
    }
  }

  /**
   * The points of a stretch. Where several follow each other in one pixel column, the first, the
   * highest, the lowest and the last of them say as much as all.
   */
  private double[] points(double[] values, int start, int end) {
    Points points = new Points(style.step() ? 4 * (end - start) : 2 * (end - start));
    int i = start;
    while (i < end) {
      int last = i;
      int least = i;
      int most = i;
      while (last + 1 < end && (int) x[last + 1] == (int) x[i]) {
        last++;
        least = values[last] < values[least] ? last : least;
        most = values[last] > values[most] ? last : most;
      }
      if (last - i < 4) {
        for (int k = i; k <= last; k++) {
          add(points, values, k);
        }
      } else {
        add(points, values, i);
        add(points, values, Math.min(least, most));
        add(points, values, Math.max(least, most));
        add(points, values, last);
      }
      i = last + 1;
    }
    return points.toArray();
  }

  private void add(Points points, double[] values, int i) {
    if (style.step() && points.size > 0) {
      double middle = (points.lastX() + x[i]) / 2;
      points.add(middle, points.lastY());
      points.add(middle, values[i]);
    }
    points.add(x[i], values[i]);
  }

  private static double[] reversed(double[] points) {
    double[] reversed = new double[points.length];
    for (int i = 0; i < points.length; i += 2) {
      reversed[i] = points[points.length - 2 - i];
      reversed[i + 1] = points[points.length - 1 - i];
    }
    return reversed;
  }

  private static double[] join(double[] first, double[] second) {
    double[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  /** Coordinates being collected. */
  private static final class Points {
    private double[] all;
    private int size;

    Points(int expected) {
      all = new double[Math.max(8, expected)];
    }

    void add(double x, double y) {
      if (size + 2 > all.length) {
        all = Arrays.copyOf(all, 2 * all.length);
      }
      all[size++] = x;
      all[size++] = y;
    }

    double lastX() {
      return all[size - 2];
    }

    double lastY() {
      return all[size - 1];
    }

    double[] toArray() {
      return Arrays.copyOf(all, size);
    }
  }
}
