package org.loupe.method.ablation.internal;

import java.util.Arrays;
import java.util.List;
import org.loupe.analysis.HeadMask;
import org.loupe.analysis.HeadPredictions;
import org.loupe.analysis.PerWindow;
import org.loupe.analysis.Subject;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.Mask;
import org.loupe.model.PredictionHead;
import org.loupe.model.Tensor;

/**
 * The true values of a prediction head and the positions that count.
 *
 * @param known whether there are true values
 * @param values one per window and position; of a regression head one per value; NaN where there is
 *     none
 * @param counts one per window and position
 */
record Truth(boolean known, double[] values, boolean[] counts) {
  /** Single precision numbers that a value takes: one in double precision, and what was stored. */
  private static final int NUMBERS = 3;

  /**
   * Reads them for all windows of a subject.
   *
   * @param positions of the head in one window
   * @param units classes or values of a position
   * @param step the position that alone counts, or −1
   * @throws BadInputException if an array does not fit the head, or there are more windows than
   *     memory has room for
   */
  static Truth of(Subject subject, PredictionHead head, int positions, int units, int step)
      throws BadInputException {
    Dataset dataset = subject.windows().dataset();
    int[] windows = subject.windows().numbers();
    boolean categorical = head.kind() == PredictionHead.Kind.CATEGORICAL;
    PerWindow.requireRoom(
        windows.length, (long) NUMBERS * positions * (categorical ? 1 : Math.max(1, units)));
    int all = windows.length * positions;
    boolean[] counts = new boolean[all];
    Arrays.fill(counts, true);
    List<Mask> masks = head.mask();
    if (masks.stream().allMatch(mask -> dataset.arrays().containsKey(mask.data().array()))) {
      counts = HeadMask.counts(head, dataset, windows, all);
    }
    for (int i = 0; step >= 0 && i < all; i++) {
      counts[i] &= i % positions == step;
    }
    ArrayReference target = head.target();
    if (target == null || !HeadPredictions.hasTruth(head, subject)) {
      return new Truth(false, new double[0], counts);
    }
    Tensor stored = dataset.read(target, windows);
    if (stored.size() != all && (categorical || stored.size() != all * units)) {
      throw new BadInputException(
          "The true values of prediction head '"
              + head.name()
              + "' have the shape "
              + Tensor.describe(stored.shape())
              + ", expected "
              + Tensor.describe(windows.length, positions)
              + "; correct the target in the card.");
    }
    double[] values = new double[stored.size()];
    for (int i = 0; i < values.length; i++) {
      double value = stored.number(i);
      values[i] = !categorical || (value >= 0 && value < units) ? value : Double.NaN;
    }
    return new Truth(true, values, counts);
  }

  /** The true class of a position, or −1. */
  int classOf(int position) {
    return Double.isNaN(values[position]) ? -1 : (int) values[position];
  }
}
