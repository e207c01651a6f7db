package org.loupe.plots.render;

import java.util.ArrayList;
import java.util.List;
import org.loupe.plots.render.Mark.Anchor;

/**
 * Entries set in rows above a plot area.
 *
 * @param rows entries that fit beside each other
 * @param width of the rows
 */
record Legend(List<List<LegendEntry>> rows, double width) {
  private static final double SWATCH = 10;
  private static final double DASH = 20;
  private static final double BETWEEN = 16;
  private static final double BELOW = 3;

  /** More entries than this tell nobody anything. */
  private static final int MOST = 24;

  /**
   * Sets entries into rows.
   *
   * @param area width of the plot area, which is used where every entry fits into it
   * @param panel width of the area with the labels beside it
   */
  static Legend of(List<LegendEntry> all, double area, double panel) {
    List<LegendEntry> entries = all;
    if (all.size() > MOST) {
      entries = new ArrayList<>(all.subList(0, MOST - 1));
      entries.add(LegendEntry.note("and " + (all.size() - MOST + 1) + " more"));
    }
    double widest = entries.stream().mapToDouble(Legend::needed).max().orElse(0);
    return of(entries, widest <= area ? area : panel);
  }

  private static Legend of(List<LegendEntry> entries, double width) {
    List<List<LegendEntry>> rows = new ArrayList<>();
    double used = Double.POSITIVE_INFINITY;
    for (LegendEntry entry : entries) {
      double needed = needed(entry);
      if (used + BETWEEN + needed > width) {
        rows.add(new ArrayList<>());
        used = -BETWEEN;
      }
      used += BETWEEN + needed;
      rows.get(rows.size() - 1).add(entry);
    }
    return new Legend(rows, width);
  }

  double height() {
    return rows.isEmpty() ? 0 : rows.size() * Typography.LEGEND_ROW + BELOW;
  }

  /** Draws the rows below each other, so that their room ends at the right. */
  void draw(Marks out, Theme theme, double right, double top) {
    double left = right - width;
    double middle = top + Typography.LEGEND_ROW / 2;
    for (List<LegendEntry> row : rows) {
      double x = left;
      for (LegendEntry entry : row) {
        double mark = mark(entry);
        switch (entry.sign()) {
          case LINE -> out.dashed(x, middle, x + DASH, middle, entry.rgb());
          case SWATCH -> {
            Bounds box = new Bounds(x, middle - SWATCH / 2, SWATCH, SWATCH);
            out.add(new Mark.Rectangle(box, entry.rgb(), 1, 2));
          }
          case RING -> {
            double radius = SWATCH / 2 - 1;
            out.add(new Mark.Circle(x + SWATCH / 2, middle, radius, 0, 0, entry.rgb(), 1.5));
          }
          case NONE -> {}
        }
        double start = x + mark;
        String label = Typeface.fit(entry.label(), right - start, Typography.AXIS, false);
        out.text(label, start, middle, Typography.AXIS, false, theme.quietText(), Anchor.START);
        x += needed(entry) + BETWEEN;
      }
      middle += Typography.LEGEND_ROW;
    }
  }

  private static double needed(LegendEntry entry) {
    return mark(entry) + Typeface.width(entry.label(), Typography.AXIS, false);
  }

  private static double mark(LegendEntry entry) {
    return switch (entry.sign()) {
      case LINE -> DASH + Typography.NEAR;
      case SWATCH, RING -> SWATCH + Typography.NEAR;
      case NONE -> 0;
    };
  }
}
