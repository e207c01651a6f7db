package org.loupe.plots.render;

import java.util.stream.IntStream;
import org.loupe.plots.ColorMap;
import org.loupe.plots.HeatMap.Aggregation;

/**
 * Turns the visible part of a matrix into colours at no more than screen resolution, whatever its
 * size.
 */
final class HeatRaster {
  private static final int HATCH = 6;

  private final Cells cells;
  private final Aggregation aggregation;
  private final Range values;
  private final ColorMap colors;
  private final Theme theme;

  HeatRaster(Cells cells, Aggregation aggregation, Range values, ColorMap colors, Theme theme) {
    this.cells = cells;
    this.aggregation = aggregation;
    this.values = values;
    this.colors = colors;
    this.theme = theme;
  }

  /**
   * Colours of a part of the matrix.
   *
   * @param columns edges of the picture's columns in cells of the map: one more than columns
   * @param rows edges of the picture's rows in cells of the map
   * @param hatched whether missing values are hatched, which needs a picture at screen resolution
   */
  Pixels paint(double[] columns, double[] rows, boolean hatched) {
    int width = columns.length - 1;
    int height = rows.length - 1;
    double[] across = scaled(columns);
    double[] down = scaled(rows);
    int[] firsts = firsts(across, cells.width());
    int[] lasts = lasts(across, firsts, cells.width());
    int[] tops = firsts(down, cells.height());
    int[] bottoms = lasts(down, tops, cells.height());
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

  private double[] scaled(double[] edges) {
    double[] scaled = edges.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] /= cells.cellsPerSide();
    }
    return scaled;
  }

  /** The colour of one value. */
  private int color(float value, boolean hatch) {
    if (Float.isNaN(value)) {
      return hatch ? theme.missingHatch() : theme.missing();
    }
    return colors.color((value - values.from()) / values.span());
  }

  private float[] line(int[] firsts, int[] lasts, int top, int bottom) {
    float[] line = new float[firsts.length];
    for (int i = 0; i < line.length; i++) {
      boolean single = lasts[i] == firsts[i] + 1 && bottom == top + 1;
      line[i] =
          single
              ? cells.values()[top * cells.width() + firsts[i]]
              : aggregation == Aggregation.MAX_ABS
                  ? furthest(firsts[i], lasts[i], top, bottom)
                  : mean(firsts[i], lasts[i], top, bottom);
    }
    return line;
  }

  private float furthest(int first, int last, int top, int bottom) {
    float[] all = cells.values();
    float found = Float.NaN;
    float size = -1;
    for (int row = top; row < bottom; row++) {
      int end = row * cells.width() + last;
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
    float[] all = cells.values();
    double sum = 0;
    double weight = 0;
    for (int row = top; row < bottom; row++) {
      int end = row * cells.width() + last;
      for (int k = end - last + first; k < end; k++) {
        if (!Float.isNaN(all[k])) {
          sum += cells.weight(k) * all[k];
          weight += cells.weight(k);
        }
      }
    }
    return weight == 0 ? Float.NaN : (float) (sum / weight);
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
