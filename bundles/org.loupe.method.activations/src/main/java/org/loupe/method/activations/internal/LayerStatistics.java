package org.loupe.method.activations.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.ValueHistogram;
import org.loupe.model.BadInputException;
import org.loupe.model.FloatTensor;
import org.loupe.model.Tensor;

/**
 * What one layer does over all windows, gathered window by window in order: sums in double
 * precision whose size does not grow with steps.
 */
final class LayerStatistics {
  /** Units of one layer that anyone would look at. */
  private static final int MOST_UNITS = 1 << 18;

  private final String layer;
  private final boolean unitsFirst;
  private final double epsilon;
  private final ValueHistogram histogram = new ValueHistogram();

  /** Finite values, their sum, their squares' sum, how many count as zero: one row each, [4,N]. */
  final double[][] byWindow;

  private UnitSums @Nullable [] units;
  private @Nullable BadInputException refused;
  private long others;

  /**
   * Of no window yet.
   *
   * @param unitsFirst whether values are [n,H,T] instead of [n,…,H]
   * @param epsilon what is closer to zero counts as zero
   */
  LayerStatistics(String layer, boolean unitsFirst, double epsilon, int windows) {
    this.layer = layer;
    this.unitsFirst = unitsFirst;
    this.epsilon = epsilon;
    this.byWindow = new double[4][windows];
  }

  /**
   * Adds windows.
   *
   * @param from place of the first
   * @param count how many were evaluated
   */
  void add(int from, int count, FloatTensor tensor) {
    int[] shape = tensor.shape();
    if (refused != null || count == 0) {
      return;
    }
    int width = shape.length < 2 ? 0 : unitsFirst ? shape[1] : shape[shape.length - 1];
    if (shape.length < 2 || shape[0] != count || tensor.size() == 0) {
      refused =
          new BadInputException(
              "Layer '"
                  + layer
                  + "' has the shape "
                  + Tensor.describe(shape)
                  + " for "
                  + count
                  + (count == 1 ? " window" : " windows")
                  + ", expected the windows first and the units last, [N,…,H]; leave it out with layers.");
      return;
    }
    UnitSums[] sums = units;
    if (sums == null && width <= MOST_UNITS) {
      sums = new UnitSums[width];
      Arrays.setAll(sums, unit -> new UnitSums());
      units = sums;
    }
    if (sums == null || sums.length != width) {
      refused =
          new BadInputException(
              "Layer '"
                  + layer
                  + "' has "
                  + width
                  + " units"
                  + (sums == null
                      ? ", more than the " + MOST_UNITS + " that can be looked at one by one"
                      : " in some windows and " + sums.length + " in others")
                  + "; leave it out with layers.");
      return;
    }
    int each = tensor.size() / count;
    int positions = each / width;
    for (int n = 0; n < count; n++) {
      for (int p = 0; p < positions; p++) {
        for (int u = 0; u < width; u++) {
          int place = unitsFirst ? u * positions + p : p * width + u;
          add(from + n, sums[u], tensor.values()[n * each + place]);
        }
      }
    }
  }

  private void add(int window, UnitSums unit, float value) {
    if (!Float.isFinite(value)) {
      others++;
      return;
    }
    boolean small = Math.abs(value) < epsilon;
    unit.add(value, small);
    byWindow[0][window]++;
    byWindow[1][window] += value;
    byWindow[2][window] += (double) value * value;
    byWindow[3][window] += small || value == 0 ? 1 : 0;
    if (value != 0) {
      histogram.add(value);
    }
  }

  /**
   * The units.
   *
   * @throws BadInputException if the values are no layer's
   */
  UnitSums[] units() throws BadInputException {
    if (refused != null) {
      throw refused;
    }
    if (units == null) {
      throw new BadInputException(
          "Layer '" + layer + "' gave no values; choose at least one window.");
    }
    return units;
  }

  String layer() {
    return layer;
  }

  /** Of the values that are finite and not zero. */
  ValueHistogram histogram() {
    return histogram;
  }

  /** How many values were NaN or infinite; they count nowhere else. */
  long others() {
    return others;
  }
}
