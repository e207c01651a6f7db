package org.loupe.plots.render;

import java.util.List;
import org.loupe.plots.HeatMap;
import org.loupe.plots.Matrix;
import org.loupe.plots.render.Mark.Anchor;

/**
 * What stands in the cells of a heat map that have room for it: in all that are shown, or in none.
 *
 * @param map the cells
 * @param words one per cell, or empty for the values
 * @param smallest size of letters, in pixels, down to which they are set
 */
record CellWords(HeatMap map, List<String> words, double smallest) {
  private static final double AROUND = 6;
  private static final double LINE = 1.3;
  private static final int MOST_CELLS = 4000;
  private static final double SMALLEST = 8;

  static CellWords of(HeatMap map) {
    return new CellWords(map, List.of(), Typography.TICK);
  }

  static CellWords of(Matrix matrix) {
    return new CellWords(matrix.cells(), matrix.words(), SMALLEST);
  }

  /** A cell in words that are not short of digits. */
  String value(int column, int row) {
    String value = Numbers.value(map.at(row, column), map.value());
    String word = words.isEmpty() ? "" : words.get(row * map.x().size() + column);
    return word.isEmpty() || word.equals(value) ? value : word + " (" + value + ")";
  }

  void draw(Marks out, Body body, HeatMapDrawing drawing, ColorScale scale) {
    double wide = body.x().density();
    double high = body.y().density();
    if (high < smallest * LINE || wide < 2 * AROUND) {
      return;
    }
    int left = drawing.x().place(drawing.x().shown().from());
    int right = drawing.x().place(drawing.x().shown().to());
    int top = drawing.y().place(drawing.y().shown().from());
    int bottom = drawing.y().place(drawing.y().shown().to());
    if ((long) (right - left + 1) * (bottom - top + 1) > MOST_CELLS) {
      return;
    }
    int decimals = decimals(scale.values());
    double widest = 0;
    for (int row = top; row <= bottom; row++) {
      for (int column = left; column <= right; column++) {
        widest = Math.max(widest, Typeface.width(word(column, row, decimals), 1, false));
      }
    }
    double size = Math.min(Typography.TICK, (wide - AROUND) / Math.max(1e-9, widest));
    if (size < smallest) {
      return;
    }
    for (int row = top; row <= bottom; row++) {
      for (int column = left; column <= right; column++) {
        float value = map.at(row, column);
        double x = body.x().along(column + 0.5);
        double y = body.y().along(row + 0.5);
        double half = widest * size / 2;
        // Cells that are cut by the edge of a zoomed view keep their words whole or lose them.
        if (body.bounds().contains(x - half, y - size / 2)
            && body.bounds().contains(x + half, y + size / 2)) {
          boolean missing = Float.isNaN(value);
          int ground = missing ? body.theme().missing() : scale.color(value);
          int ink = missing ? body.theme().quietText() : Colors.textOn(ground);
          out.text(word(column, row, decimals), x, y, size, false, ink, Anchor.MIDDLE);
        }
      }
    }
  }

  private String word(int column, int row, int decimals) {
    if (!words.isEmpty()) {
      return words.get(row * map.x().size() + column);
    }
    float value = map.at(row, column);
    if (Float.isNaN(value)) {
      return "";
    }
    return decimals < 0 || Float.isInfinite(value)
        ? Numbers.rough(value)
        : Numbers.decimals(value, decimals);
  }

  /** Decimals that tell the values of a range apart, or −1 where powers of ten are needed. */
  private int decimals(Range range) {
    double size = Math.max(Math.abs(range.from()), Math.abs(range.to()));
    if (size < 0.01 || size >= 1e5) {
      return -1;
    }
    boolean whole = true;
    float[] values = map.values();
    for (int i = 0; i < Math.min(values.length, MOST_CELLS) && whole; i++) {
      whole = Float.isNaN(values[i]) || values[i] == Math.rint(values[i]);
    }
    return whole ? 0 : size < 10 ? 2 : size < 100 ? 1 : 0;
  }
}
