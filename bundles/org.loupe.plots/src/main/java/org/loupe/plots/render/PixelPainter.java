package org.loupe.plots.render;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.List;
import java.util.stream.IntStream;

/** Paints marks into an image. */
final class PixelPainter {
  private static final float[] DASHES = {5, 4};

  private final BufferedImage image;
  private final Graphics2D graphics;
  private final BoxPainter boxes;
  private final double scale;

  /** The device pixels that may be changed. */
  private Rectangle clip;

  private PixelPainter(BufferedImage image, double scale) {
    this.image = image;
    this.scale = scale;
    boxes = new BoxPainter(data(image), image.getWidth());
    clip = new Rectangle(image.getWidth(), image.getHeight());
    graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.scale(scale, scale);
  }

  /** Paints a scene. */
  static Pixels paint(Scene scene) {
    double scale = scene.options().scale();
    int width = (int) Math.max(1, Math.round(scene.options().width() * scale));
    int height = (int) Math.max(1, Math.round(scene.options().height() * scale));
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    PixelPainter painter = new PixelPainter(image, scale);
    painter.paint(scene.marks());
    painter.graphics.dispose();
    return new Pixels(width, height, data(image));
  }

  private static int[] data(BufferedImage image) {
    return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
  }

  private void paint(List<Mark> marks) {
    for (Mark mark : marks) {
      if (mark instanceof Mark.Rectangle rectangle && rectangle.radius() == 0) {
        box(rectangle.bounds(), rectangle.rgb(), rectangle.opacity());
      } else if (mark instanceof Mark.Rectangle rectangle) {
        fill(shape(rectangle), rectangle.rgb(), rectangle.opacity());
      } else if (mark instanceof Mark.Outline outline) {
        stroke(shape(outline.bounds()), outline.rgb(), outline.width(), false);
      } else if (mark instanceof Mark.Line line) {
        line(line);
      } else if (mark instanceof Mark.Path path) {
        stroke(path(path.points()), path.rgb(), path.width(), false);
      } else if (mark instanceof Mark.Circle circle) {
        circle(circle);
      } else if (mark instanceof Mark.Layer layer) {
        layer(layer);
      } else if (mark instanceof Mark.Area area) {
        fill(path(area.points()), area.rgb(), area.opacity());
      } else if (mark instanceof Mark.Text text) {
        text(text);
      } else if (mark instanceof Mark.Picture picture) {
        picture(picture);
      } else if (mark instanceof Mark.Clipped clipped) {
        Shape before = graphics.getClip();
        Rectangle outer = clip;
        graphics.clip(shape(clipped.clip()));
        clip = outer.intersection(device(clipped.clip()));
        paint(clipped.marks());
        graphics.setClip(before);
        clip = outer;
      }
    }
  }

  private void circle(Mark.Circle circle) {
    double size = 2 * circle.radius();
    Shape disc = new Ellipse2D.Double(circle.x() - size / 2, circle.y() - size / 2, size, size);
    if (circle.opacity() > 0) {
      fill(disc, circle.rgb(), circle.opacity());
    }
    if (circle.width() > 0) {
      stroke(disc, circle.rim(), circle.width(), false);
    }
  }

  /** Mixes a picture of the device's resolution into what is there, or a coarser one likewise. */
  private void layer(Mark.Layer layer) {
    Rectangle area = device(layer.bounds());
    int[] columns = new int[area.width];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = (int) ((i + 0.5) * layer.width() / area.width);
    }
    int[] target = data(image);
    IntStream.range(0, area.height)
        .parallel()
        .forEach(
            row -> {
              int line = (area.y + row) * image.getWidth() + area.x;
              int from = (int) ((row + 0.5) * layer.height() / area.height) * layer.width();
              for (int i = 0; i < columns.length; i++) {
                int argb = layer.argb()[from + columns[i]];
                int alpha = argb >>> 24;
                if (alpha != 0) {
                  target[line + i] = BoxPainter.mixed(target[line + i], argb, alpha);
                }
              }
            });
  }

  private Rectangle device(Bounds bounds) {
    int left = (int) Math.max(0, Math.round(bounds.x() * scale));
    int top = (int) Math.max(0, Math.round(bounds.y() * scale));
    int right = (int) Math.min(image.getWidth(), Math.round(bounds.right() * scale));
    int bottom = (int) Math.min(image.getHeight(), Math.round(bounds.bottom() * scale));
    return new Rectangle(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  }

  private void box(Bounds bounds, int rgb, double opacity) {
    Bounds box =
        new Bounds(
            bounds.x() * scale,
            bounds.y() * scale,
            bounds.width() * scale,
            bounds.height() * scale);
    boxes.fill(box, rgb, opacity, clip);
  }

  private void line(Mark.Line line) {
    double half = line.width() / 2;
    if (!line.dashed() && (line.x1() == line.x2() || line.y1() == line.y2())) {
      boolean upright = line.x1() == line.x2();
      double x = Math.min(line.x1(), line.x2());
      double y = Math.min(line.y1(), line.y2());
      double length = Math.abs(upright ? line.y2() - line.y1() : line.x2() - line.x1());
      Bounds drawn =
          upright
              ? new Bounds(x - half, y, line.width(), length)
              : new Bounds(x, y - half, length, line.width());
      box(drawn, line.rgb(), 1);
      return;
    }
    Path2D path = new Path2D.Double();
    path.moveTo(line.x1(), line.y1());
    path.lineTo(line.x2(), line.y2());
    stroke(path, line.rgb(), line.width(), line.dashed());
  }

  private void fill(Shape shape, int rgb, double opacity) {
    graphics.setColor(new Color(rgb | (int) Math.round(opacity * 255) << 24, true));
    graphics.fill(shape);
  }

  private void stroke(Shape shape, int rgb, double width, boolean dashed) {
    graphics.setColor(new Color(rgb));
    graphics.setStroke(
        new BasicStroke(
            (float) width,
            BasicStroke.CAP_BUTT,
            BasicStroke.JOIN_ROUND,
            10,
            dashed ? DASHES : null,
            0));
    graphics.draw(shape);
  }

  private void text(Mark.Text text) {
    graphics.setColor(new Color(text.rgb()));
    graphics.setFont(Typeface.font(text.text(), text.size(), text.bold()));
    double width = Typeface.width(text.text(), text.size(), text.bold());
    double before =
        switch (text.anchor()) {
          case START -> 0;
          case MIDDLE -> width / 2;
          case END -> width;
        };
    AffineTransform upright = graphics.getTransform();
    graphics.translate(text.x(), text.y());
    if (text.upwards()) {
      graphics.rotate(-Math.PI / 2);
    }
    graphics.drawString(text.text(), (float) -before, 0);
    graphics.setTransform(upright);
  }

  /**
   * Every device pixel shows the picture's pixel under its middle: edges stay hard at any scale.
   */
  private void picture(Mark.Picture picture) {
    Rectangle area = device(picture.clip().intersection(picture.bounds()));
    Pixels pixels = picture.pixels();
    int[] columns = new int[area.width];
    for (int i = 0; i < columns.length; i++) {
      double at = ((area.x + i + 0.5) / scale - picture.bounds().x()) / picture.bounds().width();
      columns[i] = Math.max(0, Math.min(pixels.width() - 1, (int) (at * pixels.width())));
    }
    int[] target = data(image);
    for (int y = area.y; y < area.y + area.height; y++) {
      double at = ((y + 0.5) / scale - picture.bounds().y()) / picture.bounds().height();
      int row = Math.max(0, Math.min(pixels.height() - 1, (int) (at * pixels.height())));
      for (int i = 0; i < columns.length; i++) {
        target[y * image.getWidth() + area.x + i] = pixels.at(columns[i], row);
      }
    }
  }

  private static Shape shape(Mark.Rectangle rectangle) {
    Bounds bounds = rectangle.bounds();
    double arc = 2 * rectangle.radius();
    return new RoundRectangle2D.Double(
        bounds.x(), bounds.y(), bounds.width(), bounds.height(), arc, arc);
  }

  private static Shape shape(Bounds bounds) {
    return new Rectangle2D.Double(bounds.x(), bounds.y(), bounds.width(), bounds.height());
  }

  private static Path2D path(double[] points) {
    Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO, points.length / 2);
    for (int i = 0; i < points.length; i += 2) {
      if (i == 0) {
        path.moveTo(points[0], points[1]);
      } else {
        path.lineTo(points[i], points[i + 1]);
      }
    }
    return path;
  }
}
