package org.loupe.method.embeddings.internal;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.Tensor;

/**
 * One row per window, gathered batch by batch from values [n,D], [n,T,D] or, where the card says
 * so, [n,D,T]; further axes are laid out one after the other.
 */
final class Rows {
  /** Numbers that a projection may begin with. */
  private static final long MOST = 1L << 27;

  private final String source;
  private final Reduce reduce;
  private final boolean unitsFirst;
  private final int windows;
  private final int @Nullable [] lengths;
  private int units = -1;
  private float[] values = {};
  private @Nullable BadInputException refused;

  /**
   * Of no window yet.
   *
   * @param source where the values come from, for messages
   * @param axes what the card says of them; may be empty
   * @param lengths valid steps per window, or null if all are
   */
  Rows(String source, Reduce reduce, List<Dimension> axes, int windows, int @Nullable [] lengths) {
    this.source = source;
    this.reduce = reduce;
    this.unitsFirst =
        axes.size() == 3
            && axes.get(1) == Dimension.UNIT
            && (axes.get(2) == Dimension.TIME || axes.get(2) == Dimension.TOKEN);
    this.windows = windows;
    this.lengths = lengths;
  }

  /**
   * Adds windows.
   *
   * @param from place of the first
   */
  void add(int from, FloatTensor tensor) {
    int[] shape = tensor.shape();
    int count = shape[0];
    if (refused != null || count == 0) {
      return;
    }
    int perWindow = tensor.size() / count;
    int steps = shape.length < 3 ? 1 : unitsFirst ? shape[2] : shape[1];
    int width = steps == 0 ? 0 : perWindow / steps;
    int row = reduce == Reduce.NONE ? perWindow : width;
    if (units < 0) {
      refused = refusal(row, shape);
      if (refused != null) {
        return;
      }
      units = row;
      values = new float[windows * units];
    }
    for (int n = 0; n < count; n++) {
      reduce(tensor.values(), n * perWindow, steps, width, from + n);
    }
  }

  /** Ends with this error instead of values. */
  void refuse(BadInputException reason) {
    refused = reason;
  }

  private @Nullable BadInputException refusal(int row, int[] shape) {
    if (row == 0) {
      return new BadInputException(
          "'" + source + "' has the shape " + Tensor.describe(shape) + ", which holds no numbers.");
    }
    return (long) row * windows > MOST
        ? new BadInputException(
            "'"
                + source
                + "' gives "
                + row
                + " numbers for each of "
                + windows
                + " windows, which is too much to project; choose fewer windows, or reduce=mean.")
        : null;
  }

  private void reduce(float[] from, int offset, int steps, int width, int window) {
    int valid = lengths == null ? steps : Math.max(1, Math.min(steps, lengths[window]));
    for (int u = 0; u < units; u++) {
      int target = window * units + u;
      switch (reduce) {
        case NONE -> values[target] = from[offset + u];
        case LAST -> values[target] = from[offset + position(valid - 1, u, steps, width)];
        default -> {
          double sum = 0;
          for (int t = 0; t < valid; t++) {
            sum += from[offset + position(t, u, steps, width)];
          }
          values[target] = (float) (sum / valid);
        }
      }
    }
  }

  private int position(int step, int unit, int steps, int width) {
    return unitsFirst ? unit * steps + step : step * width + unit;
  }

  /** Numbers of a row. */
  int units() {
    return units;
  }

  /**
   * Row-major [windows, units].
   *
   * @throws BadInputException if there is nothing, or too much, to project
   */
  float[] values() throws BadInputException {
    if (refused != null) {
      throw refused;
    }
    return values;
  }

  /** Places of the windows whose numbers are all finite. */
  int[] finite() {
    return IntStream.range(0, windows).filter(this::isFinite).toArray();
  }

  private boolean isFinite(int window) {
    for (int u = 0; u < units; u++) {
      if (!Float.isFinite(values[window * units + u])) {
        return false;
      }
    }
    return true;
  }

  /** Some rows in double precision. */
  double[][] rows(int[] places) {
    double[][] rows = new double[places.length][units];
    for (int i = 0; i < places.length; i++) {
      for (int u = 0; u < units; u++) {
        rows[i][u] = values[places[i] * units + u];
      }
    }
    return rows;
  }
}
