package org.loupe.plots.render;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.plots.HeatMap;
import org.loupe.plots.HeatMap.Aggregation;

/**
 * Copies of a large heat map, each half as wide and high as the one before, aggregated as the map
 * says. Means are weighted by how many values stand behind them, so that missing values and odd
 * sizes do not shift them.
 */
final class Pyramid {
  /** Below this size a map is read as it is. */
  private static final int LEAST_CELLS = 1 << 18;

  private static final int LEAST_SIDE = 256;

  private final HeatMap map;
  private final List<Cells> levels;

  private Pyramid(HeatMap map, List<Cells> levels) {
    this.map = map;
    this.levels = levels;
  }

  /** Whether copies make painting quicker. */
  static boolean pays(HeatMap map) {
    return map.values().length >= LEAST_CELLS
        && Math.min(map.x().size(), map.y().size()) >= 2 * LEAST_SIDE;
  }

  /** Makes the copies; takes about as long as reading the map a few times. */
  static Pyramid of(HeatMap map) {
    List<Cells> levels = new ArrayList<>();
    Cells cells = Cells.of(map);
    levels.add(cells);
    while (Math.min(cells.width(), cells.height()) >= 2 * LEAST_SIDE) {
      cells = halved(cells, map.aggregation());
      levels.add(cells);
    }
    return new Pyramid(map, levels);
  }

  boolean isOf(HeatMap other) {
    return other.values() == map.values()
        && other.aggregation() == map.aggregation()
        && other.x().size() == map.x().size();
  }

  /** The smallest copy whose cells are not larger than a pixel of this many cells. */
  Cells level(double cellsPerPixel) {
    int level = 0;
    while (level + 1 < levels.size() && cellsPerPixel >= 2 << level) {
      level++;
    }
    return levels.get(level);
  }

  private static Cells halved(Cells from, Aggregation aggregation) {
    int width = (from.width() + 1) / 2;
    int height = (from.height() + 1) / 2;
    float[] values = new float[width * height];
    boolean extremes = aggregation == Aggregation.MAX_ABS;
    // Weights are only needed where cells do not stand for the same number of values.
    boolean even = from.width() % 2 == 0 && from.height() % 2 == 0 && from.weights() == null;
    boolean complete = extremes || (even && !from.hasMissing());
    float[] weights = complete ? null : new float[width * height];
    IntStream.range(0, height)
        .parallel()
        .forEach(
            row -> {
              if (extremes) {
                furthest(from, row, values, width);
              } else if (weights == null) {
                plainMeans(from, row, values, width);
              } else {
                means(from, row, values, weights, width);
              }
            });
    return new Cells(values, weights, width, height, from.cellsPerSide() * 2, from.hasMissing());
  }

  private static void furthest(Cells from, int row, float[] into, int width) {
    float[] values = from.values();
    int upper = 2 * row * from.width();
    int lower = 2 * row + 1 < from.height() ? upper + from.width() : upper;
    for (int i = 0; i < width; i++) {
      int right = 2 * i + 1 < from.width() ? 1 : 0;
      int at = upper + 2 * i;
      int below = lower + 2 * i;
      into[row * width + i] =
          further(
              further(values[at], values[at + right]),
              further(values[below], values[below + right]));
    }
  }

  private static float further(float one, float other) {
    // Written so that a number wins over NaN, from either side.
    return Math.abs(one) >= Math.abs(other) || other != other ? one : other;
  }

  private static void plainMeans(Cells from, int row, float[] into, int width) {
    float[] values = from.values();
    int upper = 2 * row * from.width();
    int lower = upper + from.width();
    for (int i = 0; i < width; i++) {
      float above = values[upper + 2 * i] + values[upper + 2 * i + 1];
      float below = values[lower + 2 * i] + values[lower + 2 * i + 1];
      into[row * width + i] = (above + below) * 0.25f;
    }
  }

  private static void means(Cells from, int row, float[] into, float[] weights, int width) {
    for (int i = 0; i < width; i++) {
      double sum = 0;
      double weight = 0;
      for (int y = 2 * row; y < Math.min(from.height(), 2 * row + 2); y++) {
        for (int x = 2 * i; x < Math.min(from.width(), 2 * i + 2); x++) {
          float value = from.values()[y * from.width() + x];
          if (!Float.isNaN(value)) {
            double own = from.weight(y * from.width() + x);
            sum += own * value;
            weight += own;
          }
        }
      }
      into[row * width + i] = weight == 0 ? Float.NaN : (float) (sum / weight);
      weights[row * width + i] = (float) weight;
    }
  }
}
