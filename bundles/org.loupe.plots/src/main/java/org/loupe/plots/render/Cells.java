package org.loupe.plots.render;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.plots.HeatMap;

/**
 * A heat map's values, or a smaller copy of them.
 *
 * @param values row-major
 * @param weights how many values stand behind each, or null where all stand for as many
 * @param width columns
 * @param height rows
 * @param cellsPerSide columns, and rows, of the map that one of these stands for
 * @param hasMissing whether the map has missing values
 */
record Cells(
    float[] values,
    float @Nullable [] weights,
    int width,
    int height,
    int cellsPerSide,
    boolean hasMissing) {
  private static final int CHUNK = 1 << 16;

  /** The map itself, of which nobody has to know whether values are missing. */
  static Cells whole(HeatMap map) {
    return new Cells(map.values(), null, map.x().size(), map.y().size(), 1, false);
  }

  /** The map itself. */
  static Cells of(HeatMap map) {
    float[] values = map.values();
    boolean missing =
        IntStream.rangeClosed(0, (values.length - 1) / CHUNK)
            .parallel()
            .anyMatch(chunk -> missing(values, chunk * CHUNK));
    return new Cells(values, null, map.x().size(), map.y().size(), 1, missing);
  }

  double weight(int cell) {
    return weights == null ? 1 : weights[cell];
  }

  private static boolean missing(float[] values, int from) {
    int to = Math.min(values.length, from + CHUNK);
    for (int i = from; i < to; i++) {
      if (Float.isNaN(values[i])) {
        return true;
      }
    }
    return false;
  }
}
