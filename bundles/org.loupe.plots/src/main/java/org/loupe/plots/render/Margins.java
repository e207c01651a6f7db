package org.loupe.plots.render;

import java.util.Arrays;

/** The room around plot areas: by column and row of the grid, so that all areas are equal. */
final class Margins {
  private final Grid grid;
  private final RenderOptions options;
  private final double[] left;
  private final double[] right;
  private final double[] bottom;
  private final double[] legend;
  private double title;
  private double header;
  private double bar;

  Margins(Grid grid, RenderOptions options) {
    this.grid = grid;
    this.options = options;
    left = new double[grid.columns()];
    right = new double[grid.columns()];
    bottom = new double[grid.rows()];
    legend = new double[grid.rows()];
  }

  void clear() {
    Arrays.fill(left, 0);
    Arrays.fill(right, 0);
    Arrays.fill(bottom, 0);
    Arrays.fill(legend, 0);
    bar = 0;
  }

  void top(double title, double header) {
    this.title = title;
    this.header = header;
  }

  /** Room right of all areas. */
  void right(double bar) {
    this.bar = bar;
  }

  void legend(int panel, double height) {
    legend[grid.row(panel)] = Math.max(legend[grid.row(panel)], height);
  }

  double legend(Frame frame) {
    return legend[grid.row(frame.index())];
  }

  /** The room left of an area, for labels; a legend above it may use it too. */
  double left(Frame frame) {
    return left[grid.column(frame.index())];
  }

  /** Makes room for the labels of a frame and for a colour bar of its own. */
  void add(Frame frame, Drawing drawing, Labels horizontal, Labels vertical, double room) {
    int column = grid.column(frame.index());
    int row = grid.row(frame.index());
    if (frame.labelY() && drawing.y().labelled()) {
      double titled = drawing.y().title().isEmpty() ? 0 : Typography.AXIS_ROW;
      double needed = Typography.NEAR + 2 + vertical.extent() + titled;
      left[column] = Math.max(left[column], needed);
    }
    if (frame.labelX() && drawing.x().labelled()) {
      double titled = drawing.x().title().isEmpty() ? 0 : Typography.AXIS_ROW;
      double needed = Typography.TICK_LENGTH + 3 + horizontal.extent() + titled;
      boolean last = row == grid.rows() - 1 || !grid.lowest(frame.index());
      bottom[row] = Math.max(bottom[row], last ? needed : 0);
      right[column] = Math.max(right[column], overhang(frame, horizontal));
    }
    right[column] = Math.max(right[column], room);
  }

  /** The plot area of a panel, on whole pixels. */
  Bounds area(int panel) {
    double across =
        options.width() - 2 * Typography.EDGE - bar - Typography.GAP * (grid.columns() - 1);
    double width = Math.floor((across - sum(left) - sum(right)) / grid.columns());
    int column = grid.column(panel);
    double x = Typography.EDGE + column * (width + Typography.GAP);
    for (int i = 0; i <= column; i++) {
      x += left[i] + (i < column ? right[i] : 0);
    }
    double down =
        options.height() - 2 * Typography.EDGE - title - Typography.GAP * (grid.rows() - 1);
    double above = header * grid.rows() + sum(legend);
    double height = Math.floor((down - above - sum(bottom)) / grid.rows());
    int row = grid.row(panel);
    double y = Typography.EDGE + title + row * (height + Typography.GAP);
    for (int i = 0; i <= row; i++) {
      y += header + legend[i] + (i < row ? bottom[i] : 0);
    }
    return new Bounds(Math.round(x), Math.round(y), Math.max(0, width), Math.max(0, height));
  }

  /** Right edge of the last column of areas. */
  double rightmost() {
    return area(grid.columns() - 1).right() + right[grid.columns() - 1];
  }

  /** Height from the first area's top to the last one's bottom. */
  double stack() {
    int last = (grid.rows() - 1) * grid.columns();
    return Math.max(0, area(last).bottom() - area(0).y());
  }

  /** How far the last label below a horizontal axis reaches beyond its end. */
  private static double overhang(Frame frame, Labels labels) {
    double overhang = 0;
    for (Labels.Label label : labels.labels()) {
      double half =
          labels.upwards()
              ? Typography.TICK / 2
              : Typeface.width(label.text(), Typography.TICK, false) / 2;
      double end = frame.body().x().along(label.at()) + half;
      overhang = Math.max(overhang, end - frame.body().bounds().right());
    }
    return overhang;
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }
}
