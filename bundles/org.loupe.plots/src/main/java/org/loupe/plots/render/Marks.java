package org.loupe.plots.render;

import java.util.ArrayList;
import java.util.List;
import org.loupe.plots.render.Mark.Anchor;

/** A list of marks being written. */
final class Marks {
  private final List<Mark> list = new ArrayList<>();

  void add(Mark mark) {
    list.add(mark);
  }

  void fill(Bounds bounds, int rgb, double opacity) {
    if (bounds.width() > 0 && bounds.height() > 0) {
      list.add(new Mark.Rectangle(bounds, rgb, opacity, 0));
    }
  }

  void line(double x1, double y1, double x2, double y2, int rgb) {
    list.add(new Mark.Line(x1, y1, x2, y2, rgb, 1, false));
  }

  void line(double x1, double y1, double x2, double y2, int rgb, double width) {
    list.add(new Mark.Line(x1, y1, x2, y2, rgb, width, false));
  }

  void dot(double x, double y, double radius, int rgb) {
    list.add(new Mark.Circle(x, y, radius, rgb, 1, 0, 0));
  }

  void dashed(double x1, double y1, double x2, double y2, int rgb) {
    list.add(new Mark.Line(x1, y1, x2, y2, rgb, 1.25, true));
  }

  /** A text whose capitals stand in the middle of a line at this height; nothing if it is empty. */
  void text(
      String text, double x, double middle, double size, boolean bold, int rgb, Anchor anchor) {
    if (!text.isEmpty()) {
      double y = Typeface.baseline(middle, size);
      list.add(new Mark.Text(text, x, y, size, bold, rgb, anchor, false));
    }
  }

  /** A text from bottom to top whose middle line is at this x. */
  void upwards(String text, double middle, double y, double size, int rgb, Anchor anchor) {
    if (!text.isEmpty()) {
      double x = Typeface.baseline(middle, size);
      list.add(new Mark.Text(text, x, y, size, false, rgb, anchor, true));
    }
  }

  List<Mark> list() {
    return List.copyOf(list);
  }
}
