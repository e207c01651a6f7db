package org.loupe.plots.render;

import java.util.stream.IntStream;
import org.loupe.plots.HeatMap;

/**
 * Turns the visible part of a matrix into colours at no more than screen resolution, whatever its
 * size.
 */
final class HeatRaster {
  private static final int HATCH = 6;

  private final HeatMap map;
  private final Range values;
  private final ColorMap colors;
  private final Theme theme;

  HeatRaster(HeatMap map, Range values, ColorMap colors, Theme theme) {
    this.map = map;
    this.values = values;
    this.colors = colors;
    this.theme = theme;
  }

  /**
   * Colours of a part of the matrix.
   *
   * @param columns edges of the picture's columns in cells: one more than columns
   * @param rows edges of the picture's rows in cells
   * @param hatched whether missing values are hatched, which needs a picture at screen resolution
   */
  Pixels paint(double[] columns, double[] rows, boolean hatched) {
    int width = columns.length - 1;
    int height = rows.length - 1;
    int[] firsts = firsts(columns, map.x().size());
    int[] lasts = lasts(columns, firsts, map.x().size());
    int[] tops = firsts(rows, map.y().size());
    int[] bottoms = lasts(rows, tops, map.y().size());
    int[] rgb = new int[width * height];
    IntStream.range(0, height)
        .parallel()
        .forEach(
            j -> {
              float[] line = line(firsts, lasts, tops[j], bottoms[j]);
              for (int i = 0; i < width; i++) {
                rgb[j * width + i] = color(line[i], hatched && (i + j) % HATCH == 0);
              }
            });
    return new Pixels(width, height, rgb);
  }

  /** The colour of one value. */
  int color(float value, boolean hatch) {
    if (Float.isNaN(value)) {
      return hatch ? theme.missingHatch() : theme.missing();
    }
    return colors.color((value - values.from()) / values.span());
  }

  private float[] line(int[] firsts, int[] lasts, int top, int bottom) {
    float[] line = new float[firsts.length];
    boolean extremes = map.aggregation() == HeatMap.Aggregation.MAX_ABS;
    for (int i = 0; i < line.length; i++) {
      boolean single = lasts[i] == firsts[i] + 1 && bottom == top + 1;
      line[i] =
          single
              ? map.at(top, firsts[i])
              : extremes
                  ? furthest(firsts[i], lasts[i], top, bottom)
                  : mean(firsts[i], lasts[i], top, bottom);
    }
    return line;
  }

  private float furthest(int first, int last, int top, int bottom) {
    float[] all = map.values();
    float found = Float.NaN;
    float size = -1;
    for (int row = top; row < bottom; row++) {
      int end = row * map.x().size() + last;
      for (int k = end - last + first; k < end; k++) {
        float value = Math.abs(all[k]);
        if (value > size) {
          size = value;
          found = all[k];
        }
      }
    }
    return found;
  }

  private float mean(int first, int last, int top, int bottom) {
    float[] all = map.values();
    double sum = 0;
    int count = 0;
    for (int row = top; row < bottom; row++) {
      int end = row * map.x().size() + last;
      for (int k = end - last + first; k < end; k++) {
        if (!Float.isNaN(all[k])) {
          sum += all[k];
          count++;
        }
      }
    }
    return count == 0 ? Float.NaN : (float) (sum / count);
  }

  /** A picture column that lies inside one cell shows the cell under its middle. */
  private static int[] firsts(double[] edges, int size) {
    int[] firsts = new int[edges.length - 1];
    for (int i = 0; i < firsts.length; i++) {
      double from = edges[i + 1] - edges[i] > 1 ? edges[i] : (edges[i] + edges[i + 1]) / 2;
      firsts[i] = Math.max(0, Math.min(size - 1, (int) from));
    }
    return firsts;
  }

  private static int[] lasts(double[] edges, int[] firsts, int size) {
    int[] lasts = new int[firsts.length];
    for (int i = 0; i < firsts.length; i++) {
      int next = edges[i + 1] - edges[i] > 1 ? (int) edges[i + 1] : firsts[i] + 1;
      lasts[i] = Math.min(size, Math.max(firsts[i] + 1, next));
    }
    return lasts;
  }
}
