package org.loupe.plots.render;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/** What is inside a polygon, found out once per pixel: quicker than once per point. */
final class Enclosure {
  private final int left;
  private final int top;
  private final int width;
  private final int height;
  private final byte[] mask;

  private Enclosure(int left, int top, int width, int height, byte[] mask) {
    this.left = left;
    this.top = top;
    this.width = width;
    this.height = height;
    this.mask = mask;
  }

  /** The part of a polygon that lies in an area. */
  static Enclosure of(Polygon polygon, Bounds area) {
    Bounds box = polygon.box().intersection(area);
    int left = (int) Math.floor(box.x());
    int top = (int) Math.floor(box.y());
    int width = (int) Math.ceil(box.right()) - left;
    int height = (int) Math.ceil(box.bottom()) - top;
    boolean empty = box.width() <= 0 || box.height() <= 0;
    return empty
        ? new Enclosure(0, 0, 0, 0, new byte[0])
        : new Enclosure(left, top, width, height, mask(polygon, left, top, width, height));
  }

  /** Whether a point, in logical pixels, is inside; what is no number is not. */
  boolean contains(double x, double y) {
    double column = x - left;
    double row = y - top;
    return column >= 0
        && row >= 0
        && column < width
        && row < height
        && mask[(int) row * width + (int) column] != 0;
  }

  private static byte[] mask(Polygon polygon, int left, int top, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
    double[] points = polygon.points();
    for (int i = 0; i + 1 < points.length; i += 2) {
      if (i == 0) {
        path.moveTo(points[0] - left, points[1] - top);
      } else {
        path.lineTo(points[i] - left, points[i + 1] - top);
      }
    }
    path.closePath();
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fill(path);
    graphics.dispose();
    return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
  }
}
