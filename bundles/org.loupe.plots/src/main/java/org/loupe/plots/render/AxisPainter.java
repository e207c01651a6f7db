package org.loupe.plots.render;

import java.util.Set;
import java.util.function.Consumer;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.render.Mark.Anchor;

/** Draws what surrounds the data of one frame: grid lines, ticks, labels, titles, marked places. */
final class AxisPainter {
  private static final double MARKER = 3;
  private static final double TINT = 0.13;

  private final Marks out;
  private final Frame frame;
  private final Drawing drawing;
  private final Bounds area;
  private final Theme theme;
  private final Labels horizontal;
  private final Labels vertical;
  private final boolean covered;

  AxisPainter(Marks out, Frame frame, Drawing drawing, Labels horizontal, Labels vertical) {
    this.out = out;
    this.frame = frame;
    this.drawing = drawing;
    this.area = frame.body().bounds();
    this.theme = frame.body().theme();
    this.horizontal = horizontal;
    this.vertical = vertical;
    covered = drawing.covers();
  }

  /** Lines behind the data at the values that are labelled. */
  void grid() {
    if (drawing.x().index() == null) {
      for (Labels.Label label : horizontal.labels()) {
        double x = frame.body().x().along(label.at());
        out.line(x, area.y(), x, area.bottom(), theme.grid());
      }
    }
    if (drawing.y().index() == null) {
      for (Labels.Label label : vertical.labels()) {
        double y = frame.body().y().along(label.at());
        out.line(area.x(), y, area.right(), y, theme.grid());
      }
    }
  }

  /** Tints places that are selected elsewhere, behind data that leave the ground visible. */
  void tint() {
    if (!covered) {
      highlight(
          band -> out.fill(band, theme.highlight(), TINT),
          band -> out.fill(band, theme.highlight(), TINT));
    }
  }

  /** Marks places that are selected elsewhere on the axes, and outlines them on covered grounds. */
  void mark() {
    highlight(this::column, this::row);
  }

  private void highlight(Consumer<Bounds> columns, Consumer<Bounds> rows) {
    IndexAxis x = drawing.x().index();
    IndexAxis y = drawing.y().index();
    if (x != null && drawing.x().labelled()) {
      runs(drawing.x(), x, (from, to) -> columns.accept(frame.body().column(from, to)));
    }
    if (y != null && drawing.y().labelled()) {
      runs(drawing.y(), y, (from, to) -> rows.accept(frame.body().row(from, to)));
    }
  }

  /** Ticks, labels and titles outside the area. */
  void axes() {
    if (covered && !(drawing instanceof SmallMultiplesDrawing)) {
      out.add(new Mark.Outline(area, theme.axis(), 1));
    }
    if (frame.labelX()) {
      horizontalAxis();
    }
    if (frame.labelY()) {
      verticalAxis();
    }
  }

  private void horizontalAxis() {
    double top = area.bottom() + Typography.TICK_LENGTH + 3;
    for (Labels.Label label : horizontal.labels()) {
      double x = frame.body().x().along(label.at());
      int rgb = color(drawing.x(), label);
      if (drawing.x().index() != null && !label.text().isEmpty()) {
        out.line(x, area.bottom(), x, area.bottom() + Typography.TICK_LENGTH, theme.axis());
      }
      if (horizontal.upwards()) {
        out.upwards(label.text(), x, top, Typography.TICK, rgb, Anchor.END);
      } else {
        double middle = top + Typography.TICK / 2;
        out.text(label.text(), x, middle, Typography.TICK, false, rgb, Anchor.MIDDLE);
      }
    }
    String title = title(drawing.x(), horizontal, area.width());
    double middle = top + horizontal.extent() + Typography.AXIS_ROW / 2 + 1;
    double x = area.x() + area.width() / 2;
    out.text(title, x, middle, Typography.AXIS, false, theme.quietText(), Anchor.MIDDLE);
  }

  private void verticalAxis() {
    double right = area.x() - Typography.NEAR;
    for (Labels.Label label : vertical.labels()) {
      double y = frame.body().y().along(label.at());
      if (covered && !label.text().isEmpty()) {
        out.line(area.x() - Typography.TICK_LENGTH, y, area.x(), y, theme.axis());
      }
      double x = covered ? right - 2 : right;
      int rgb = color(drawing.y(), label);
      out.text(label.text(), x, y, Typography.TICK, false, rgb, Anchor.END);
    }
    String title = title(drawing.y(), vertical, area.height());
    double middle = right - 2 - vertical.extent() - Typography.AXIS_ROW / 2 - 1;
    double y = area.y() + area.height() / 2;
    out.upwards(title, middle, y, Typography.AXIS, theme.quietText(), Anchor.MIDDLE);
  }

  /** The power of ten is never cut: without it the numbers would be others. */
  private static String title(AxisSpec axis, Labels labels, double room) {
    String power = labels.exponent() == 0 ? "" : " " + Numbers.power(labels.exponent());
    double left = Math.max(0, room - Typeface.width(power, Typography.AXIS, false));
    return (Typeface.fit(axis.title(), left, Typography.AXIS, false) + power).strip();
  }

  private int color(AxisSpec axis, Labels.Label label) {
    IndexAxis index = axis.index();
    boolean marked =
        index != null
            && label.place() >= 0
            && frame.body().marked(index).contains(index.positions()[label.place()]);
    return marked ? theme.highlight() : theme.quietText();
  }

  private void column(Bounds band) {
    out.fill(new Bounds(band.x(), area.bottom(), band.width(), MARKER), theme.highlight(), 1);
    if (covered) {
      out.line(band.x(), area.y(), band.x(), area.bottom(), theme.highlight());
      out.line(band.right(), area.y(), band.right(), area.bottom(), theme.highlight());
    }
  }

  private void row(Bounds band) {
    out.fill(new Bounds(area.x() - MARKER, band.y(), MARKER, band.height()), theme.highlight(), 1);
    if (covered) {
      out.line(area.x(), band.y(), area.right(), band.y(), theme.highlight());
      out.line(area.x(), band.bottom(), area.right(), band.bottom(), theme.highlight());
    }
  }

  /** Neighbouring marked places are marked as one. */
  private void runs(AxisSpec axis, IndexAxis index, RunPainter painter) {
    Set<Integer> marked = frame.body().marked(index);
    if (marked.isEmpty() || index.size() == 0) {
      return;
    }
    int last = Math.min(index.size() - 1, axis.place(axis.shown().to()));
    int start = -1;
    for (int place = axis.place(axis.shown().from()); place <= last + 1; place++) {
      boolean in = place <= last && marked.contains(index.positions()[place]);
      if (in && start < 0) {
        start = place;
      } else if (!in && start >= 0) {
        painter.paint(start, place);
        start = -1;
      }
    }
  }

  /** Paints a stretch of places. */
  @FunctionalInterface
  private interface RunPainter {
    void paint(int from, int to);
  }
}
