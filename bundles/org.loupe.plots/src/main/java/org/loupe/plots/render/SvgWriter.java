package org.loupe.plots.render;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Writes marks as SVG. The font's usual letters are embedded; where a viewer ignores them, every
 * text still says how long it is, so that no layout breaks with another font.
 */
final class SvgWriter {

  private final StringBuilder out = new StringBuilder();

  private SvgWriter() {}

  /** A whole document. */
  static String write(Scene scene, String title, String description) {
    SvgWriter writer = new SvgWriter();
    writer.document(scene, title, description);
    return writer.out.toString();
  }

  private void document(Scene scene, String title, String description) {
    int width = scene.options().width();
    int height = scene.options().height();
    tag("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"");
    attribute("width", width);
    attribute("height", height);
    tag(" viewBox=\"0 0 " + width + ' ' + height + '"');
    tag(" font-family=\"" + Typeface.FAMILY + ", 'DejaVu Sans', sans-serif\">\n");
    tag("<title>" + escape(title) + "</title>\n<desc>" + escape(description) + "</desc>\n");
    tag("<style>\n");
    tag(FontFaces.css());
    tag("</style>\n");
    marks(scene.marks());
    tag("</svg>\n");
  }

  private void marks(List<Mark> marks) {
    for (Mark mark : marks) {
      if (mark instanceof Mark.Rectangle rectangle) {
        rectangle(rectangle);
      } else if (mark instanceof Mark.Outline outline) {
        tag("<rect");
        bounds(outline.bounds());
        stroke(outline.rgb(), outline.width());
      } else if (mark instanceof Mark.Line line) {
        line(line);
      } else if (mark instanceof Mark.Path path) {
        tag("<path d=\"" + path(path.points()) + "\" stroke-linejoin=\"round\"");
        stroke(path.rgb(), path.width());
      } else if (mark instanceof Mark.Circle circle) {
        circle(circle);
      } else if (mark instanceof Mark.Layer layer) {
        image(layer.bounds(), Pixels.png(layer.width(), layer.height(), layer.argb()));
      } else if (mark instanceof Mark.Area area) {
        tag("<path d=\"" + path(area.points()) + "Z\"");
        fill(area.rgb(), area.opacity());
      } else if (mark instanceof Mark.Text text) {
        text(text);
      } else if (mark instanceof Mark.Picture picture) {
        clip(picture.clip());
        image(picture.bounds(), picture.pixels().png());
        tag("</svg>\n");
      } else if (mark instanceof Mark.Clipped clipped) {
        clip(clipped.clip());
        marks(clipped.marks());
        tag("</svg>\n");
      }
    }
  }

  private void rectangle(Mark.Rectangle rectangle) {
    tag("<rect");
    bounds(rectangle.bounds());
    if (rectangle.radius() > 0) {
      attribute("rx", rectangle.radius());
    }
    fill(rectangle.rgb(), rectangle.opacity());
  }

  private void circle(Mark.Circle circle) {
    tag("<circle");
    attribute("cx", circle.x());
    attribute("cy", circle.y());
    attribute("r", circle.radius());
    if (circle.width() > 0) {
      tag(" stroke=\"" + color(circle.rim()) + '"');
      attribute("stroke-width", circle.width());
    }
    fill(circle.rgb(), circle.opacity());
  }

  private void line(Mark.Line line) {
    tag("<path d=\"" + path(new double[] {line.x1(), line.y1(), line.x2(), line.y2()}) + '"');
    if (line.dashed()) {
      tag(" stroke-dasharray=\"5 4\"");
    }
    stroke(line.rgb(), line.width());
  }

  private void text(Mark.Text text) {
    tag("<text");
    attribute("x", text.x());
    attribute("y", text.y());
    attribute("font-size", text.size());
    if (text.bold()) {
      attribute("font-weight", FontFaces.SEMI_BOLD);
    }
    switch (text.anchor()) {
      case START -> {}
      case MIDDLE -> tag(" text-anchor=\"middle\"");
      case END -> tag(" text-anchor=\"end\"");
    }
    attribute("textLength", Typeface.width(text.text(), text.size(), text.bold()));
    tag(" lengthAdjust=\"spacingAndGlyphs\"");
    if (text.upwards()) {
      tag(" transform=\"rotate(-90 " + number(text.x()) + ' ' + number(text.y()) + ")\"");
    }
    tag(" fill=\"" + color(text.rgb()) + "\">" + escape(text.text()) + "</text>\n");
  }

  private void image(Bounds bounds, byte[] png) {
    String data = Base64.getEncoder().encodeToString(png);
    tag("<image");
    bounds(bounds);
    tag(" preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\"");
    tag(" href=\"data:image/png;base64," + data + "\"/>\n");
  }

  /** An inner picture of the same coordinates cuts off what lies outside, without needing an id. */
  private void clip(Bounds clip) {
    tag("<svg");
    bounds(clip);
    tag(" viewBox=\"" + number(clip.x()) + ' ' + number(clip.y()));
    tag(" " + number(clip.width()) + ' ' + number(clip.height()) + "\">\n");
  }

  private void bounds(Bounds bounds) {
    attribute("x", bounds.x());
    attribute("y", bounds.y());
    attribute("width", bounds.width());
    attribute("height", bounds.height());
  }

  private void fill(int rgb, double opacity) {
    tag(" fill=\"" + color(rgb) + '"');
    if (opacity < 1) {
      attribute("fill-opacity", opacity);
    }
    tag("/>\n");
  }

  private void stroke(int rgb, double width) {
    tag(" fill=\"none\" stroke=\"" + color(rgb) + '"');
    attribute("stroke-width", width);
    tag("/>\n");
  }

  private void attribute(String name, double value) {
    tag(" " + name + "=\"" + number(value) + '"');
  }

  private void tag(String text) {
    out.append(text);
  }

  private static String path(double[] points) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < points.length; i += 2) {
      path.append(i == 0 ? 'M' : 'L').append(number(points[i]));
      path.append(' ').append(number(points[i + 1]));
    }
    return path.toString();
  }

  private static String color(int rgb) {
    return String.format(Locale.ROOT, "#%06x", rgb & 0xFFFFFF);
  }

  private static String number(double value) {
    if (value == Math.rint(value)) {
      return Long.toString((long) value);
    }
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN);
    return rounded.stripTrailingZeros().toPlainString();
  }

  /** Text as XML allows it: characters that XML cannot hold become the replacement character. */
  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                default -> escaped.appendCodePoint(allowed(point) ? point : 0xFFFD);
              }
            });
    return escaped.toString();
  }

  private static boolean allowed(int point) {
    boolean space = point == '\t' || point == '\n' || point == '\r';
    boolean surrogate = point >= 0xD800 && point <= 0xDFFF;
    return space || (point >= ' ' && !surrogate && point != 0xFFFE && point != 0xFFFF);
  }
}
