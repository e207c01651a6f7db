package org.loupe.plots;

import java.util.List;

/**
 * A small matrix whose values are read as numbers: confusions, correlations, effects per layer and
 * attention head. Cells are large enough for their words.
 *
 * @param cells the values as colours
 * @param words what stands in each cell, row-major like the values, or empty to print the values;
 *     counts over colours that are shares, for example
 */
public record Matrix(HeatMap cells, List<String> words) implements Plot {
  /** Checks that words, where given, are one per cell. */
  public Matrix {
    words = List.copyOf(words);
    if (!words.isEmpty() && words.size() != cells.values().length) {
      throw new IllegalArgumentException(
          words.size() + " words for " + cells.values().length + " cells");
    }
  }

  /** A matrix that prints its values. */
  public static Matrix of(IndexAxis x, IndexAxis y, float[] values, ValueAxis value) {
    return new Matrix(new HeatMap(x, y, values, value, HeatMap.Aggregation.MAX_ABS), List.of());
  }

  /** The same matrix with other words in its cells. */
  public Matrix saying(List<String> words) {
    return new Matrix(cells, words);
  }

  @Override
  public List<IndexAxis> counted() {
    return cells.counted();
  }

  @Override
  public IndexAxis countedX() {
    return cells.x();
  }

  @Override
  public IndexAxis countedY() {
    return cells.y();
  }
}
