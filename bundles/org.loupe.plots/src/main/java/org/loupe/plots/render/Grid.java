package org.loupe.plots.render;

/**
 * How panels are arranged.
 *
 * @param count of panels
 * @param columns beside each other
 * @param rows below each other
 */
record Grid(int count, int columns, int rows) {
  /** Figures are pleasant to read a little wider than high. */
  private static final double ASPECT = 1.3;

  /** Comparing is easiest along one row, so other arrangements must gain this much. */
  private static final double ONE_ROW = 1.3;

  /** The arrangement that gives panels the best size. */
  static Grid of(int count, int width, int height) {
    Grid best = new Grid(count, 1, Math.max(1, count));
    for (int columns = 1; columns <= count; columns++) {
      int rows = (count + columns - 1) / columns;
      Grid grid = new Grid(count, columns, rows);
      if (grid.score(width, height) > best.score(width, height)) {
        best = grid;
      }
    }
    return best;
  }

  int column(int panel) {
    return panel % columns;
  }

  int row(int panel) {
    return panel / columns;
  }

  /** Whether no panel is below this one. */
  boolean lowest(int panel) {
    return panel + columns >= count;
  }

  private double score(double width, double height) {
    double size = Math.min(width / columns / ASPECT, height / rows);
    return size * count / (columns * rows) * (rows == 1 ? ONE_ROW : 1);
  }
}
