package org.loupe.plots.render;

/** Draws the links of a graph as bows that end in arrow heads. */
final class LinkPainter {
  private static final int PIECES = 14;
  private static final double BOW = 0.14;
  private static final double ARROW = 3;

  private final Marks out;
  private final double radius;

  /**
   * Draws between nodes of one radius.
   *
   * @param radius of the nodes, which links end at
   */
  LinkPainter(Marks out, double radius) {
    this.out = out;
    this.radius = radius;
  }

  /** A link between two places, or a loop where they are the same; nothing if one is unknown. */
  void link(double x1, double y1, double x2, double y2, int rgb, double width) {
    if (Double.isFinite(x1 + y1 + x2 + y2)) {
      double[] bow = x1 == x2 && y1 == y2 ? loop(x1, y1) : bow(x1, y1, x2, y2);
      out.add(new Mark.Path(bow, rgb, width));
      head(bow, rgb, width);
    }
  }

  /** A bow to the left of its direction, so that links there and back do not cover each other. */
  private double[] bow(double x1, double y1, double x2, double y2) {
    double cx = (x1 + x2) / 2 + (y2 - y1) * BOW;
    double cy = (y1 + y2) / 2 - (x2 - x1) * BOW;
    double[] points = new double[2 * (PIECES + 1)];
    double length = Math.max(1, Math.hypot(x2 - x1, y2 - y1));
    double from = Math.min(0.4, radius / length);
    double to = 1 - Math.min(0.4, (radius + 1) / length);
    for (int i = 0; i <= PIECES; i++) {
      double t = from + (to - from) * i / PIECES;
      double a = (1 - t) * (1 - t);
      double b = 2 * t * (1 - t);
      points[2 * i] = a * x1 + b * cx + t * t * x2;
      points[2 * i + 1] = a * y1 + b * cy + t * t * y2;
    }
    return points;
  }

  /** Most of a circle above the node. */
  private double[] loop(double x, double y) {
    double[] points = new double[2 * (PIECES + 1)];
    for (int i = 0; i <= PIECES; i++) {
      double angle = Math.PI * (0.62 + 1.76 * i / PIECES);
      points[2 * i] = x + radius * 0.7 * Math.sin(angle);
      points[2 * i + 1] = y - radius * 1.35 - radius * 0.7 * Math.cos(angle);
    }
    return points;
  }

  private void head(double[] bow, int rgb, double width) {
    double x = bow[bow.length - 2];
    double y = bow[bow.length - 1];
    double dx = x - bow[bow.length - 4];
    double dy = y - bow[bow.length - 3];
    double length = Math.hypot(dx, dy);
    if (length > 0) {
      double size = ARROW + width;
      double ux = dx / length * size;
      double uy = dy / length * size;
      double[] corners = {
        x, y, x - ux - uy * 0.5, y - uy + ux * 0.5, x - ux + uy * 0.5, y - uy - ux * 0.5
      };
      out.add(new Mark.Area(corners, rgb, 1));
    }
  }
}
