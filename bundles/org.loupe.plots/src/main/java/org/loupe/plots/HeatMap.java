package org.loupe.plots;

import java.util.List;
import org.loupe.model.Tensor;

/**
 * A matrix as colours (Nebula: intensity graph). Row 0 is drawn at the top; where cells have room,
 * their values stand in them.
 *
 * @param x columns
 * @param y rows
 * @param values row-major [y,x]; NaN is missing and drawn as such; shared, not copied
 * @param value what the colours mean
 * @param aggregation what a pixel shows that stands for several cells
 */
public record HeatMap(
    IndexAxis x, IndexAxis y, float[] values, ValueAxis value, Aggregation aggregation)
    implements Plot {

  /** What a pixel shows that stands for several cells. It is said in the legend. */
  public enum Aggregation {
    /** Their mean. */
    MEAN,
    /** The one furthest from zero, with its sign: extremes are never lost. */
    MAX_ABS
  }

  /** Checks that the values fill the axes. */
  public HeatMap {
    if (values.length != Math.multiplyExact(x.size(), y.size())) {
      throw new IllegalArgumentException(
          values.length + " values for " + Tensor.describe(y.size(), x.size()) + " cells");
    }
  }

  /** The value of a cell. */
  public float at(int row, int column) {
    return values[row * x.size() + column];
  }

  @Override
  public List<IndexAxis> counted() {
    return List.of(x, y);
  }

  @Override
  public IndexAxis countedX() {
    return x;
  }

  @Override
  public IndexAxis countedY() {
    return y;
  }
}
