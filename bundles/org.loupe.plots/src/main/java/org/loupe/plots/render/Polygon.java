package org.loupe.plots.render;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

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

  /** A mask of an area with one byte per pixel, not 0 inside: quicker than asking per point. */
  byte[] mask(int left, int top, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
    for (int i = 0; i + 1 < points.length; i += 2) {
      double x = points[i] - left;
      double y = points[i + 1] - top;
      if (i == 0) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
    if (points.length >= 2) {
      path.closePath();
    }
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fill(path);
    graphics.dispose();
    return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
  }
}
