package org.loupe.analysis;

import java.util.Arrays;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.Mask;
import org.loupe.model.PredictionHead;
import org.loupe.model.Tensor;

/** Which positions of a prediction head count, as its card's masks say. */
public final class HeadMask {
  private HeadMask() {}

  /**
   * Looks at some windows.
   *
   * @param positions of the head in all of these windows together: n, or n · steps
   * @return one per position, row-major
   * @throws BadInputException if an array of a mask is missing, or has not one number per position
   */
  public static boolean[] counts(PredictionHead head, Dataset dataset, int[] windows, int positions)
      throws BadInputException {
    boolean[] counts = new boolean[positions];
    Arrays.fill(counts, true);
    for (Mask mask : head.mask()) {
      Tensor values = dataset.read(mask.data(), windows);
      int steps = windows.length == 0 ? 0 : positions / windows.length;
      boolean perWindow = values.size() == windows.length;
      if (!perWindow && values.size() != positions) {
        throw new BadInputException(
            "The mask of prediction head '"
                + head.name()
                + "' takes array '"
                + mask.data().array()
                + "', which gives "
                + Tensor.describe(values.shape())
                + " numbers for "
                + windows.length
                + " windows of "
                + steps
                + " positions; correct the mask's array or slice.");
      }
      for (int i = 0; i < positions; i++) {
        double value = values.number(perWindow ? i / Math.max(1, steps) : i);
        counts[i] &= mask.accepts((long) value);
      }
    }
    return counts;
  }
}
